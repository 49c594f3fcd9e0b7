package org.jameslists.james.settings;

import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

/**
 * Where numbers, decisions and small values about lists are kept: {@code store} and the keys that begin with it.
 *
 * @param kind what keeps them
 * @param url the database, with {@link Kind#JDBC} only; otherwise empty
 * @param user the user of the database
 * @param password the user's password
 */
public record StoreSettings(Kind kind, String url, Optional<String> user, Optional<String> password) {
    /** Files in James' {@code var} folder. */
    public static final StoreSettings FILES = new StoreSettings(Kind.FILES, "", Optional.empty(), Optional.empty());

    private static final String STORE = "store";
    private static final String URL = "store.url";
    private static final String USER = "store.user";
    private static final String PASSWORD = "store.password";

    /** What keeps them. */
    public enum Kind {
        /** Files in James' {@code var} folder, for one James. */
        FILES,
        /** A database that all nodes reach. */
        JDBC,
        /** The Cassandra that James itself uses. */
        CASSANDRA
    }

    static StoreSettings read(Parameters parameters) throws MessagingException {
        Kind kind = parameters.choice(STORE, Kind.FILES);
        if (kind == Kind.JDBC) {
            return new StoreSettings(
                    kind,
                    parameters.required(URL, StoreSettings::url),
                    parameters.optional(USER),
                    parameters.optional(PASSWORD));
        }
        for (String name : List.of(URL, USER, PASSWORD)) {
            if (parameters.optional(name).isPresent()) {
                throw wrong(name, "only \"store\" with the value \"jdbc\" has it", null);
            }
        }
        return new StoreSettings(kind, "", Optional.empty(), Optional.empty());
    }

    /** The message has no part of the text, which may hold a password. */
    private static String url(String text) throws MessagingException {
        if (!text.startsWith("jdbc:")) {
            throw wrong(URL, "does not begin with jdbc:", null);
        }
        return text;
    }

    /** What to throw where {@code store} cannot be had. */
    public static MessagingException noStore(String why, Throwable cause) {
        return wrong(STORE, why, cause);
    }

    /** What to throw where the database of {@code store.url} cannot be used. */
    public static MessagingException noDatabase(String why, Throwable cause) {
        return wrong(URL, why, cause);
    }

    private static MessagingException wrong(String name, String why, Throwable cause) {
        String text = ListAuthenticationSettings.FILE + ": parameter \"" + name + "\": " + why;
        return cause instanceof Exception exception
                ? new MessagingException(text, exception)
                : new MessagingException(text);
    }

    /** Without the password, which a URL may have too. */
    @Override
    public String toString() {
        return Parameters.word(kind);
    }
}
