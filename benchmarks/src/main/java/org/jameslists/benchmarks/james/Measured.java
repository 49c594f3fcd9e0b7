package org.jameslists.benchmarks.james;

/**
 * What a scene costs.
 *
 * @param scene what was posted
 * @param with the posts that went through the server with the pack
 * @param without the same posts through James alone
 * @param heapWith the most heap in use just before a collection, in bytes
 * @param heapWithout the same of James alone
 */
public record Measured(Scene scene, Batch with, Batch without, long heapWith, long heapWithout) {
    /** Posts a second, with the pack ÷ without it. */
    public double throughputRatio() {
        return with.postsPerSecond() / without.postsPerSecond();
    }

    /**
     * What the pack adds beyond its signatures: (CPU with − CPU without − signatures × cost of one) ÷ CPU without.
     *
     * @param signatureSeconds what one signature of the list's key takes
     */
    public double addedBeyondSignatures(double signatureSeconds) {
        double added = with.cpuSecondsPerPost() - without.cpuSecondsPerPost();
        return (added - with.signaturesPerPost() * signatureSeconds) / without.cpuSecondsPerPost();
    }
}
