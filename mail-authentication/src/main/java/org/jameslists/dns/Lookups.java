package org.jameslists.dns;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Where look-ups run, each of which may block for as long as a server is silent. */
@FunctionalInterface
public interface Lookups {
    /** In the thread that asks, one after the other: for a DNS that answers at once, or for few questions. */
    Lookups IN_PLACE = client -> (urgency, question) -> {
        FutureTask<DnsAnswer> lookup = new FutureTask<>(question);
        lookup.run();
        return lookup;
    };

    /** Which of a message's look-ups go first. */
    enum Urgency {
        /** Without the answer the author's standing is unknown. */
        DECISION,
        /** All others. */
        REST
    }

    /** The look-ups of one message. */
    @FunctionalInterface
    interface OfMessage extends AutoCloseable {
        /**
         * Has a look-up run. Returns at once; a look-up for which there is no room fails with a
         * {@link java.util.concurrent.RejectedExecutionException} that says so.
         */
        Future<DnsAnswer> start(Urgency urgency, Callable<DnsAnswer> question);

        /**
         * How many other messages of the same client network, or of clients that are not known, were being looked at
         * when this one came: each holds up a thread while it waits, so they share the time.
         */
        default int companions() {
            return 0;
        }

        /** Cancels what is not done yet: what waits never starts, what runs is interrupted. */
        default void cancel() {}

        /** Cancels, and says that the message is done with. */
        @Override
        default void close() {
            cancel();
        }
    }

    /**
     * Makes room for the look-ups of a message.
     *
     * @param client who handed the message in, if that is known
     */
    OfMessage of(Optional<InetAddress> client);
}
