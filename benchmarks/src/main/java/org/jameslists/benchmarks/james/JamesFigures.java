package org.jameslists.benchmarks.james;

import java.util.List;
import java.util.Optional;

/**
 * What a run found out about whole servers.
 *
 * @param scenes what was measured, in order
 * @param profile where the time of the first scene's posts goes, if that could be seen
 * @param failures the scenes that gave no figures, each with the reason
 */
public record JamesFigures(List<Measured> scenes, Optional<Profile> profile, List<String> failures) {
    /** What one scene cost, unless it failed. */
    public Optional<Measured> of(Scene scene) {
        return scenes.stream()
                .filter(measured -> measured.scene().equals(scene))
                .findFirst();
    }
}
