package org.jameslists.benchmarks.james;

import java.time.Duration;

/**
 * Posts that went through a server.
 *
 * @param posts how many
 * @param elapsed from the first command to the last arrival
 * @param cpu what the server's process worked
 * @param signatures how many different signatures of the list's domain they arrived with
 */
public record Batch(int posts, Duration elapsed, Duration cpu, int signatures) {
    static final Batch NONE = new Batch(0, Duration.ZERO, Duration.ZERO, 0);

    Batch plus(Batch other) {
        return new Batch(
                posts + other.posts, elapsed.plus(other.elapsed), cpu.plus(other.cpu), signatures + other.signatures);
    }

    public double postsPerSecond() {
        return posts / seconds(elapsed);
    }

    public double secondsPerPost() {
        return seconds(elapsed) / posts;
    }

    public double cpuSecondsPerPost() {
        return seconds(cpu) / posts;
    }

    public double signaturesPerPost() {
        return (double) signatures / posts;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
