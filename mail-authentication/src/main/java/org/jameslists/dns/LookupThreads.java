package org.jameslists.dns;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the threads on which {@link MessageDns} runs look-ups. */
public final class LookupThreads {
    /** So many look-ups, each of which waits for a server: more would only hide that the servers are down. */
    private static final int LONGEST_QUEUE = 1000;

    private static final long IDLE_SECONDS = 30;

    private LookupThreads() {}

    /**
     * Threads that end when idle and do not keep the process alive. What does not find a place in the queue is refused,
     * and its look-up fails.
     *
     * @param count how many look-ups may be under way at once
     */
    public static ExecutorService create(int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_QUEUE), task -> {
                    Thread thread = new Thread(task, "list-authentication-dns");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
