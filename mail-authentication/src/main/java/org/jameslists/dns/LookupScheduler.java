package org.jameslists.dns;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.common.collect.MapMaker;

/**
 * Runs the look-ups of all messages so that silent servers delay only the messages that ask them. Client networks take
 * turns, and none gets more than its share of the workers, even while others are idle: a worker that waits for a silent
 * server is lost until the server answers. Within a network, messages take turns. Within a message, deciding questions
 * go first. Other look-ups get at most half of the network's share, so a deciding one finds a worker.
 *
 * <p>A message from an unknown client, such as one from a relay, counts as a separate network.
 *
 * <p>Threads end when idle, and do not keep the process alive.
 */
public final class LookupScheduler implements Lookups, AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final String CLOSED = "not asked, since look-ups have ended";

    private final Capacity capacity;
    private final ExecutorService threads;
    private final Map<ClientNetwork, NetworkLookups> networks =
            new MapMaker().weakValues().makeMap();
    /** How many messages from unknown clients are being processed. */
    private final AtomicInteger unknown = new AtomicInteger();
    /** The networks with waiting look-ups, the next one first. */
    private final Deque<NetworkLookups> turns = new ArrayDeque<>();

    private int running;
    private int waiting;
    private boolean closed;

    /**
     * The limits of a scheduler.
     *
     * @param workers how many look-ups run at the same time
     * @param share how many workers one network may use
     * @param queue how many look-ups may wait; beyond that, the newest one of the network with the most is refused
     */
    public record Capacity(int workers, int share, int queue) {
        /**
         * Sixteen networks can wait for silent servers at the same time; the 1001st look-up would wait longer than a
         * message may.
         */
        public static final Capacity DEFAULT = new Capacity(128, 8, 1000);

        /** Requires all values to be positive, and the share to be at most the number of workers. */
        public Capacity {
            if (share < 1 || workers < share || queue < 1) {
                throw new IllegalArgumentException(
                        "no capacity: " + workers + " workers, a share of " + share + ", a queue of " + queue);
            }
        }

        int shareOfRest() {
            return Math.max(1, share / 2);
        }
    }

    /** A scheduler without look-ups. */
    public LookupScheduler(Capacity capacity) {
        this.capacity = capacity;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "list-authentication-dns");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public OfMessage of(Optional<InetAddress> client) {
        NetworkLookups network = client.map(ClientNetwork::of)
                .map(known -> networks.computeIfAbsent(known, key -> new NetworkLookups(new AtomicInteger())))
                .orElseGet(() -> new NetworkLookups(unknown));
        return new MessageLookups(this, network);
    }

    synchronized void add(Lookup lookup) {
        if (closed) {
            lookup.refuse(CLOSED);
            return;
        }
        NetworkLookups network = lookup.message().network();
        if (network.waiting() == 0) {
            turns.addLast(network);
        }
        network.add(lookup);
        waiting++;
        next().ifPresent(first -> threads.execute(() -> work(first)));
        if (waiting > capacity.queue()) {
            refuseNewestOfMost("not asked, since " + capacity.queue() + " look-ups are waiting already");
        }
    }

    private void work(Lookup first) {
        for (Optional<Lookup> lookup = Optional.of(first); lookup.isPresent(); lookup = after(lookup.get())) {
            lookup.get().run();
        }
    }

    /** The look-up that replaces a finished one: there is room for only one. */
    private synchronized Optional<Lookup> after(Lookup done) {
        running--;
        done.message().network().done(done);
        return next();
    }

    private Optional<Lookup> next() {
        for (int left = turns.size(); left > 0 && running < capacity.workers(); left--) {
            NetworkLookups network = turns.removeFirst();
            Optional<Lookup> next = network.next(capacity);
            if (network.waiting() > 0) {
                turns.addLast(network);
            }
            if (next.isPresent()) {
                running++;
                waiting--;
                return next;
            }
        }
        return Optional.empty();
    }

    private void refuseNewestOfMost(String reason) {
        NetworkLookups most = turns.stream()
                .max(Comparator.comparing(NetworkLookups::waiting))
                .orElseThrow();
        Lookup newest = most.removeNewest();
        waiting--;
        if (most.waiting() == 0) {
            turns.remove(most);
        }
        newest.refuse(reason);
    }

    synchronized void cancel(MessageLookups message) {
        NetworkLookups network = message.network();
        waiting -= message.waiting();
        List<Lookup> undone = network.remove(message);
        if (network.waiting() == 0) {
            turns.remove(network);
        }
        undone.forEach(lookup -> lookup.cancel(true));
    }

    /** Refuses waiting and new look-ups, and interrupts running ones. */
    @Override
    public synchronized void close() {
        closed = true;
        while (waiting > 0) {
            refuseNewestOfMost(CLOSED);
        }
        threads.shutdownNow();
    }
}
