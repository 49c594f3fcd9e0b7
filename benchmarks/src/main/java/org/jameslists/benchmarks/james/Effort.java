package org.jameslists.benchmarks.james;

import java.time.Duration;

/**
 * How long a run takes.
 *
 * @param warmUp how many posts go through a server before its first scene is measured
 * @param warmUpLimit how long that may take, at most; each further scene of the same server has a fifth of both
 * @param batch about how long one batch takes
 * @param rounds how many batches are measured, with the pack and without it in turn
 * @param profiled how long the first scene is recorded, to see where its time goes
 * @param total after how long no further scene begins
 */
public record Effort(int warmUp, Duration warmUpLimit, Duration batch, int rounds, Duration profiled, Duration total) {
    /** What the page is written with. */
    public static final Effort FULL =
            new Effort(3500, seconds(40), Duration.ofMillis(2500), 3, seconds(15), seconds(30 * 60));

    /** Enough to see a change of a third. */
    public static final Effort QUICK = new Effort(500, seconds(8), seconds(2), 2, seconds(8), seconds(4 * 60));

    private static final int FURTHER = 5;

    /**
     * For the first scene of all, since half of the figures to reach are its own. What a post costs falls until some ten
     * thousand have gone through: only then is what each post needs once compiled in full.
     */
    Effort thorough() {
        return new Effort(warmUp * 3, warmUpLimit.multipliedBy(3), batch.multipliedBy(2), rounds, profiled, total);
    }

    /** For a server that is warm. */
    Effort further() {
        return new Effort(warmUp / FURTHER, warmUpLimit.dividedBy(FURTHER), batch, rounds, profiled, total);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
