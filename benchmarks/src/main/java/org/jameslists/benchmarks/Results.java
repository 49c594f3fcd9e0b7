package org.jameslists.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jameslists.benchmarks.james.JamesFigures;
import org.jameslists.benchmarks.peers.PeerSpeeds;

/**
 * What one run measured; a part that was not asked for is empty.
 *
 * @param run the run itself
 * @param james whole servers
 * @param peers the engine beside its peers
 * @param micro the microbenchmarks
 * @param failures the parts that could not be measured, each with the reason
 */
record Results(
        Run run,
        Optional<JamesFigures> james,
        Optional<PeerSpeeds> peers,
        Optional<Measurements> micro,
        List<String> failures) {
    /**
     * When and how.
     *
     * @param command how it was called
     * @param loadBefore the machine's load average before it began: what else was running
     * @param took how long all of it took
     */
    record Run(String command, double loadBefore, Duration took) {}
}
