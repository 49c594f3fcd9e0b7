package org.jameslists.dns;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

import org.jameslists.dns.Lookups.Urgency;

/** One look-up of a {@link LookupScheduler}. */
final class Lookup extends FutureTask<DnsAnswer> {
    private final MessageLookups message;
    private final Urgency urgency;

    Lookup(MessageLookups message, Urgency urgency, Callable<DnsAnswer> question) {
        super(question);
        this.message = message;
        this.urgency = urgency;
    }

    MessageLookups message() {
        return message;
    }

    Urgency urgency() {
        return urgency;
    }

    void refuse(String reason) {
        setException(new RejectedExecutionException(reason));
    }

    @Override
    public void run() {
        super.run();
        // if this one was cancelled while it ran, it was interrupted: clear that for the next one on this thread
        Thread.interrupted();
    }
}
