package org.jameslists.dns;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Runs look-ups, each of which may block while a server is silent. */
@FunctionalInterface
public interface Lookups {
    /** Runs them in the calling thread, one after the other: for a DNS that answers at once, or for few questions. */
    Lookups IN_PLACE = client -> (urgency, question) -> {
        FutureTask<DnsAnswer> lookup = new FutureTask<>(question);
        lookup.run();
        return lookup;
    };

    /** The priority of a look-up within a message. */
    enum Urgency {
        /** A deciding question: without the answer, the author's standing is unknown. */
        DECISION,
        /** All others. */
        REST
    }

    /** The look-ups of one message. */
    @FunctionalInterface
    interface OfMessage extends AutoCloseable {
        /**
         * Starts a look-up. Returns at once. If there is no room, the look-up fails with a
         * {@link java.util.concurrent.RejectedExecutionException} that says so.
         */
        Future<DnsAnswer> start(Urgency urgency, Callable<DnsAnswer> question);

        /**
         * How many other messages from the same client network, or from unknown clients, were being processed when this
         * one came. Each blocks a thread while it waits, so they share the time.
         */
        default int companions() {
            return 0;
        }

        /** Cancels unfinished look-ups: waiting ones never start, running ones are interrupted. */
        default void cancel() {}

        /** Cancels the look-ups; the message is finished. */
        @Override
        default void close() {
            cancel();
        }
    }

    /**
     * Prepares the look-ups of a message.
     *
     * @param client the client that handed the message in, if known
     */
    OfMessage of(Optional<InetAddress> client);
}
