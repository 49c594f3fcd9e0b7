package org.jameslists.james.lists;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SigningIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Whether the DNS publishes keys, and since when: the time at which one was first seen is kept in {@link ListState}, so
 * that a restart does not forget it and all nodes know the same. For use by many threads.
 */
@Singleton
public final class KeyPublication {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyPublication.class);
    private static final String PURPOSE = "signing-keys";

    private final JamesDns dns;
    private final Optional<ListState> state;
    private final InstantSource clock;

    /** What the DNS says of a key. */
    enum Answer {
        /** It publishes the key. */
        YES,
        /** It publishes none at the selector, or another one. */
        NO,
        /** It does not answer. */
        UNKNOWN
    }

    /**
     * What is known of a key's record.
     *
     * @param answer what the DNS says now
     * @param since when the record was first seen, without a break since; empty if it never was, or nothing remembers
     * @param reason why the answer is not yes, in words
     */
    record Publication(Answer answer, Optional<Instant> since, String reason) {
        /** Whether receivers will find the key: the DNS says so, or said so and does not answer now. */
        boolean isUsable() {
            return answer == Answer.YES || (answer == Answer.UNKNOWN && since.isPresent());
        }
    }

    /** Asks this DNS, and remembers in this store. */
    @Inject
    public KeyPublication(JamesDns dns, ListState state) {
        this(dns, Optional.of(state), InstantSource.system());
    }

    KeyPublication(JamesDns dns, Optional<ListState> state, InstantSource clock) {
        this.dns = dns;
        this.state = state;
        this.clock = clock;
    }

    /** Asks this DNS, and remembers nothing: for a look at a configuration from outside. */
    public static KeyPublication withoutMemory(JamesDns dns) {
        return new KeyPublication(dns, Optional.empty(), InstantSource.system());
    }

    Instant now() {
        return clock.instant();
    }

    /** Asks for a key's record. */
    Publication of(SigningIdentity key) {
        SignatureResult result = Signatures.tryOut(dns.forOneMail(), key);
        return switch (result.status()) {
            case PASS -> new Publication(Answer.YES, seen(key), "");
            case FAIL -> forgotten(key, "the DNS publishes another key");
            case PERMERROR -> forgotten(key, result.reason());
            case TEMPERROR -> new Publication(Answer.UNKNOWN, remembered(key), result.reason());
        };
    }

    /** Since when it is seen; now, if this is the first time. Where the store fails the wait begins anew: nothing is lost. */
    private Optional<Instant> seen(SigningIdentity key) {
        if (state.isEmpty()) {
            return Optional.empty();
        }
        Instant now = now().truncatedTo(ChronoUnit.SECONDS);
        try {
            ListState.Key name = name(key);
            Optional<String> before = state.get().read(name);
            Optional<Instant> since = before.flatMap(KeyPublication::instant);
            if (since.isPresent()) {
                return since;
            }
            return state.get().replace(name, before, Optional.of(now.toString()))
                    ? Optional.of(now)
                    : state.get().read(name).flatMap(KeyPublication::instant).or(() -> Optional.of(now));
        } catch (IOException e) {
            LOGGER.warn("It is not remembered that the key for {} is published: {}", record(key), e.getMessage());
            return Optional.of(now);
        }
    }

    private Publication forgotten(SigningIdentity key, String reason) {
        if (state.isPresent()) {
            try {
                ListState.Key name = name(key);
                Optional<String> before = state.get().read(name);
                if (before.isPresent() && state.get().replace(name, before, Optional.empty())) {
                    LOGGER.warn("The key for {} is not published any more: {}", record(key), reason);
                }
            } catch (IOException e) {
                LOGGER.warn(
                        "It is not remembered that the key for {} is not published: {}", record(key), e.getMessage());
            }
        }
        return new Publication(Answer.NO, Optional.empty(), reason);
    }

    private Optional<Instant> remembered(SigningIdentity key) {
        if (state.isEmpty()) {
            return Optional.empty();
        }
        try {
            return state.get().read(name(key)).flatMap(KeyPublication::instant);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String record(SigningIdentity key) {
        return key.selector() + "._domainkey." + key.domain();
    }

    /** A key is a domain's, not a list's: the address that every domain has stands for it (RFC 5321 §4.5.1). */
    private static ListState.Key name(SigningIdentity key) {
        try {
            return new ListState.Key(PURPOSE, new MailAddress("postmaster", key.domain()), key.selector());
        } catch (AddressException e) {
            throw new IllegalArgumentException("not a domain: " + key.domain(), e);
        }
    }
}
