package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.jameslists.testing.PublishedKey;

/** Measures one scene: the same posts through a server with the pack and one without it, in turn. */
final class SceneRun {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int LARGE = 10_000_000;
    private static final int MANY_MEMBERS = 1000;
    private static final int MEGABYTE = 1_000_000;
    private static final int AT_ONCE = 10;
    private static final int MOST_POSTS = 1000;
    private static final int FEWEST_POSTS = 1;
    private static final int GROWTH = 4;

    /** The posts of a scene together: what this process can keep. */
    private static final int POSTS_BYTES = 100 * MEGABYTE;

    private final Load with;
    private final Load without;
    private final Effort effort;
    private final List<byte[]> posts;

    /**
     * The two servers.
     *
     * @param with the one with the pack
     * @param without the one without it
     */
    record Pair(MeasuredJames with, MeasuredJames without) {}

    /** Makes the posts, and the scene's list on both servers. */
    SceneRun(Pair servers, Scene scene, PublishedKey author, Effort effort) throws IOException, InterruptedException {
        int atOnce = scene.members() > MANY_MEMBERS ? 1 : scene.bytes() > LARGE ? 2 : AT_ONCE;
        this.with = new Load(servers.with(), scene, atOnce);
        this.without = new Load(servers.without(), scene, atOnce);
        this.effort = effort;
        this.posts = SignedPosts.of(
                scene, author, Math.max(FEWEST_POSTS, Math.min(MOST_POSTS, POSTS_BYTES / scene.bytes())));
        servers.with().makeList(scene);
        servers.without().makeList(scene);
    }

    /** Warms both servers up, then measures. */
    Measured measure() throws BatchFailedException, InterruptedException, IOException {
        int countWith = warmUp(with);
        int countWithout = warmUp(without);
        long logWith = with.server().gcLogLength();
        long logWithout = without.server().gcLogLength();
        Batch sumWith = Batch.NONE;
        Batch sumWithout = Batch.NONE;
        for (int round = 0; round < effort.rounds(); round++) {
            sumWith = sumWith.plus(send(with, countWith));
            sumWithout = sumWithout.plus(send(without, countWithout));
        }
        return new Measured(
                with.scene(),
                sumWith,
                sumWithout,
                with.server().peakHeap(logWith),
                without.server().peakHeap(logWithout));
    }

    /** Posts for so long through the server with the pack, and tells how often. */
    int keepBusy(Duration duration) throws BatchFailedException, InterruptedException {
        return run(with, Integer.MAX_VALUE, duration).posts();
    }

    /** Gives the number of posts that make a batch. */
    private int warmUp(Load load) throws BatchFailedException, InterruptedException {
        return run(load, effort.warmUp(), effort.warmUpLimit()).perBatch();
    }

    private record Run(int posts, int perBatch) {}

    /** Posts until either limit, in growing batches. */
    private Run run(Load load, int most, Duration longest) throws BatchFailedException, InterruptedException {
        int count = FEWEST_POSTS;
        int perBatch = count;
        int sent = 0;
        long end = System.nanoTime() + longest.toNanos();
        do {
            Batch batch = send(load, count);
            sent += count;
            perBatch = Math.max(FEWEST_POSTS, Math.min(posts.size(), (int)
                    (effort.batch().toMillis() / 1e3 * batch.postsPerSecond())));
            count = Math.min(perBatch, count * GROWTH);
        } while (sent < most && System.nanoTime() < end);
        return new Run(sent, perBatch);
    }

    private Batch send(Load load, int count) throws BatchFailedException, InterruptedException {
        return load.send(posts.subList(0, count), LIMIT);
    }
}
