package org.jameslists.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An SMTP server on 127.0.0.1, on a port that the system chooses, that keeps every message byte for byte and delivers
 * none. It can do without 8BITMIME and refuse recipients.
 *
 * <p>It is ours because SubEtha SMTP always offers 8BITMIME and cannot be told otherwise, and what a message becomes on
 * the way to a server without it must be seen.
 */
public final class SmtpSink implements AutoCloseable {

    private final List<ReceivedMessage> messages = new ArrayList<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final LoopbackListener listener;
    private boolean eightBitMime = true;

    private SmtpSink() throws IOException {
        this.listener = LoopbackListener.serve(
                "smtp-sink", LoopbackListener.bind(), connection -> new SmtpSession(this, connection).run());
    }

    /** Starts a sink that offers 8BITMIME and accepts every recipient. */
    public static SmtpSink start() {
        try {
            return new SmtpSink();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return listener.address().getPort();
    }

    /** Offers 8BITMIME (RFC 6152) to the clients that come from now on, or not. */
    public synchronized SmtpSink offerEightBitMime(boolean offer) {
        eightBitMime = offer;
        return this;
    }

    /**
     * Refuses a recipient.
     *
     * @param reply the answer to RCPT, such as {@code 550 5.1.1 no such user}
     */
    public synchronized SmtpSink refuse(String recipient, String reply) {
        refusals.put(recipient.toLowerCase(Locale.ROOT), reply);
        return this;
    }

    /** Forgets the messages and the refusals, and offers 8BITMIME again. */
    public synchronized SmtpSink clear() {
        messages.clear();
        refusals.clear();
        eightBitMime = true;
        return this;
    }

    /** The messages so far, in the order in which they were complete. */
    public synchronized List<ReceivedMessage> messages() {
        return List.copyOf(messages);
    }

    /**
     * Waits until there are as many messages, or more.
     *
     * @return all messages so far
     * @throws AssertionError if there are fewer when the time is over; it says which
     */
    public synchronized List<ReceivedMessage> awaitMessages(int count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (messages.size() < count) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(
                        "%d messages expected within %s, but got %s".formatted(count, atMost, messages));
            }
            wait(left);
        }
        return messages();
    }

    synchronized boolean offersEightBitMime() {
        return eightBitMime;
    }

    synchronized Optional<String> refusalOf(String recipient) {
        return Optional.ofNullable(refusals.get(recipient.toLowerCase(Locale.ROOT)));
    }

    synchronized void keep(ReceivedMessage message) {
        messages.add(message);
        notifyAll();
    }

    /** Closes the socket and all connections and waits until the threads have ended. */
    @Override
    public void close() {
        listener.close();
    }
}
