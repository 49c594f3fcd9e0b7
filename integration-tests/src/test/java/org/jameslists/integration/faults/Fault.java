package org.jameslists.integration.faults;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.jameslists.testing.LoopbackDns;

/**
 * Something wrong with a message, or with the DNS while it is looked at.
 *
 * @param name what is wrong, in words
 * @param dns makes the DNS wrong
 * @param message the message as it is handed in, each octet a char
 * @param taken what becomes of it behind {@code Authenticate} alone
 * @param answered what {@code DmarcHook} makes of it
 */
record Fault(String name, Consumer<LoopbackDns> dns, String message, Fate taken, Fate answered) {

    /** What becomes of a message. */
    enum Fate {
        /** It lies in the mailbox. */
        DELIVERED("delivered"),
        /** It lies in the repository of the error processor, with the reason. */
        PUT_ASIDE("put aside"),
        /** The client was told to come again. */
        PUT_OFF("451"),
        /** The client was told why not. */
        REFUSED("550"),
        /** The client was told that it is too large. */
        TOO_LARGE("552");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        /** As the page says it. */
        String words() {
            return words;
        }

        /** Whether the server has replied 250. */
        boolean isTaken() {
            return this == DELIVERED || this == PUT_ASIDE;
        }
    }

    byte[] octets() {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
