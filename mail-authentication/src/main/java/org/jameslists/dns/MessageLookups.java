package org.jameslists.dns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jameslists.dns.Lookups.Urgency;

/**
 * The look-ups of one message in a {@link LookupScheduler}. Except for the public methods, call its methods under the
 * scheduler's lock.
 */
final class MessageLookups implements Lookups.OfMessage {
    private final LookupScheduler scheduler;
    private final NetworkLookups network;
    private final Deque<Lookup> decisive = new ArrayDeque<>();
    private final Deque<Lookup> rest = new ArrayDeque<>();
    private final Set<Lookup> running = new HashSet<>();
    private final int companions;
    private final AtomicBoolean closed = new AtomicBoolean();

    MessageLookups(LookupScheduler scheduler, NetworkLookups network) {
        this.scheduler = scheduler;
        this.network = network;
        this.companions = network.messages().getAndIncrement();
    }

    @Override
    public int companions() {
        return companions;
    }

    @Override
    public Future<DnsAnswer> start(Urgency urgency, Callable<DnsAnswer> question) {
        Lookup lookup = new Lookup(this, urgency, question);
        scheduler.add(lookup);
        return lookup;
    }

    @Override
    public void cancel() {
        scheduler.cancel(this);
    }

    @Override
    public void close() {
        cancel();
        if (closed.compareAndSet(false, true)) {
            network.messages().decrementAndGet();
        }
    }

    NetworkLookups network() {
        return network;
    }

    int waiting() {
        return decisive.size() + rest.size();
    }

    void add(Lookup lookup) {
        (lookup.urgency() == Urgency.DECISION ? decisive : rest).addLast(lookup);
    }

    /** Takes the next look-up to run; one that does not decide only if allowed. */
    Optional<Lookup> next(boolean restToo) {
        Optional<Lookup> next = Optional.ofNullable(decisive.pollFirst())
                .or(() -> restToo ? Optional.ofNullable(rest.pollFirst()) : Optional.empty());
        next.ifPresent(running::add);
        return next;
    }

    void done(Lookup lookup) {
        running.remove(lookup);
    }

    Lookup removeNewest() {
        return rest.isEmpty() ? decisive.removeLast() : rest.removeLast();
    }

    /** Removes waiting look-ups. Returns them and the running ones. */
    List<Lookup> removeAll() {
        List<Lookup> undone = new ArrayList<>(decisive);
        undone.addAll(rest);
        undone.addAll(running);
        decisive.clear();
        rest.clear();
        return undone;
    }
}
