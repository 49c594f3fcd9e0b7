package org.jameslists.dns;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups.Urgency;

/** The look-ups of one client network in a {@link LookupScheduler}. Call its methods under the scheduler's lock. */
final class NetworkLookups {
    /** The messages with waiting look-ups, the next one first. */
    private final Deque<MessageLookups> turns = new ArrayDeque<>();

    private final AtomicInteger messages;
    private int waiting;
    private int running;
    private int restRunning;

    /** For one network, or for several that count as one in {@link Lookups.OfMessage#companions()}. */
    NetworkLookups(AtomicInteger messages) {
        this.messages = messages;
    }

    /** How many messages are being processed; may be changed without the lock. */
    AtomicInteger messages() {
        return messages;
    }

    int waiting() {
        return waiting;
    }

    void add(Lookup lookup) {
        MessageLookups message = lookup.message();
        if (message.waiting() == 0) {
            turns.addLast(message);
        }
        message.add(lookup);
        waiting++;
    }

    /** Takes the next look-up to run, if the network's share leaves room for it. */
    Optional<Lookup> next(Capacity capacity) {
        boolean restToo = restRunning < capacity.shareOfRest();
        for (int left = turns.size(); left > 0 && running < capacity.share(); left--) {
            MessageLookups message = turns.removeFirst();
            Optional<Lookup> next = message.next(restToo);
            if (message.waiting() > 0) {
                turns.addLast(message);
            }
            if (next.isPresent()) {
                waiting--;
                count(next.get(), 1);
                return next;
            }
        }
        return Optional.empty();
    }

    void done(Lookup lookup) {
        lookup.message().done(lookup);
        count(lookup, -1);
    }

    private void count(Lookup lookup, int change) {
        running += change;
        restRunning += lookup.urgency() == Urgency.REST ? change : 0;
    }

    /** Removes the newest look-up of the message with the most waiting ones. */
    Lookup removeNewest() {
        MessageLookups most = turns.stream()
                .max(Comparator.comparing(MessageLookups::waiting))
                .orElseThrow();
        Lookup newest = most.removeNewest();
        waiting--;
        if (most.waiting() == 0) {
            turns.remove(most);
        }
        return newest;
    }

    /** Removes a message's waiting look-ups. Returns them and the running ones. */
    List<Lookup> remove(MessageLookups message) {
        waiting -= message.waiting();
        turns.remove(message);
        return message.removeAll();
    }
}
