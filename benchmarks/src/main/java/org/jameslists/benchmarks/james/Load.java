package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the posts of a scene to a server.
 *
 * @param server it has the scene's list
 * @param scene from whom to which list
 * @param atOnce how many posts are under way, at most
 */
record Load(MeasuredJames server, Scene scene, int atOnce) {
    private static final int CONNECTIONS = 4;

    /**
     * Sends posts and waits until each member has each of them, once.
     *
     * @param posts numbered from 0
     * @param limit how long all may take
     * @throws BatchFailedException if they are not taken, or do not arrive as they should
     */
    Batch send(List<byte[]> posts, Duration limit) throws BatchFailedException, InterruptedException {
        Arrivals arrivals = new Arrivals(scene.members(), atOnce, server.kind().signs());
        server.sink().deliverTo(arrivals::add);
        int connections = Math.min(CONNECTIONS, atOnce);
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            Duration cpuBefore = server.cpu();
            long start = System.nanoTime();
            long deadline = start + limit.toNanos();
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < connections; i++) {
                clients.execute(() -> {
                    try {
                        client(posts, next, arrivals, deadline);
                    } catch (IOException e) {
                        arrivals.fail(e.toString());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            long end = arrivals.awaitComplete(posts.size(), deadline);
            return new Batch(
                    posts.size(), Duration.ofNanos(end - start), server.cpu().minus(cpuBefore), arrivals.signatures());
        } finally {
            clients.shutdownNow();
        }
    }

    private void client(List<byte[]> posts, AtomicInteger next, Arrivals arrivals, long deadline)
            throws IOException, InterruptedException {
        int post = next.getAndIncrement();
        while (post < posts.size()
                && arrivals.underWay().tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            // each post comes from a server of its own
            try (SmtpClient smtp = new SmtpClient(server.smtpPort())) {
                smtp.post(scene.author().address(), scene.list(), posts.get(post));
            }
            post = next.getAndIncrement();
        }
    }
}
