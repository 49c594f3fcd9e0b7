package org.jameslists.benchmarks.peers;

import java.util.List;
import java.util.Optional;

/**
 * What a run found out about the engine and its peers.
 *
 * @param speeds what was measured
 * @param missing the libraries that were not, each with the reason
 */
public record PeerSpeeds(List<Speed> speeds, List<String> missing) {
    /** How often a second a library does something, if that was measured. */
    public Optional<Double> of(String library, String task, int bytes) {
        return speeds.stream()
                .filter(speed -> speed.library().equals(library) && speed.task().equals(task) && speed.bytes() == bytes)
                .map(Speed::perSecond)
                .findFirst();
    }

    /** The libraries measured, in order. */
    public List<String> libraries() {
        return speeds.stream().map(Speed::library).distinct().toList();
    }
}
