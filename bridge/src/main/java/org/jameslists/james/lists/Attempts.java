package org.jameslists.james.lists;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Tries again what another node was faster with, or what a slow store did not confirm. */
final class Attempts {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long LONGEST_PAUSE_MILLISECONDS = 200;

    private Attempts() {}

    /** One attempt, which does no harm if an earlier one succeeded and nobody knew. */
    @FunctionalInterface
    interface Attempt<T> {
        /** What came of it; empty if another node was faster. */
        Optional<T> make() throws IOException;
    }

    /**
     * Makes attempts until one succeeds.
     *
     * @param what what is attempted, for the message
     * @throws IOException if none does for some seconds
     */
    static <T> T until(String what, Attempt<T> attempt) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        IOException failure = new IOException(what + ": other nodes were always faster");
        for (long pause = 1; System.nanoTime() < end; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS)) {
            try {
                Optional<T> made = attempt.make();
                if (made.isPresent()) {
                    return made.get();
                }
            } catch (IOException e) {
                failure = new IOException(what + ": " + e.getMessage(), e);
            }
            sleep(ThreadLocalRandom.current().nextLong(pause + 1));
        }
        throw failure;
    }

    private static void sleep(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("James is stopping").initCause(e);
        }
    }
}
