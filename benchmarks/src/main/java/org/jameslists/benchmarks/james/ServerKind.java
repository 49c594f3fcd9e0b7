package org.jameslists.benchmarks.james;

import java.util.List;

import org.jameslists.benchmarks.james.Scene.Variant;

/**
 * A server that serves several scenes.
 *
 * @param sample its configuration
 * @param variant what is changed in it
 * @param hugeList whether it has a list of thousands of members, which slows James' table in memory for all others
 * @param pack whether it has the pack; without it James expands the same groups itself
 */
record ServerKind(String sample, Variant variant, boolean hugeList, boolean pack) {
    private static final int HUGE = 5000;

    /** The one sample that sends posts on as they came. */
    private static final String UNSIGNED = "alias";

    /** The server with the pack for a scene. */
    static ServerKind with(Scene scene) {
        return new ServerKind(scene.sample(), scene.variant(), scene.members() >= HUGE, true);
    }

    /** The server to compare it with: the same for all samples, since only what the pack does differs between them. */
    ServerKind withoutPack() {
        return new ServerKind(
                Scene.BASE.sample(), variant == Variant.SMALL_HEAP ? variant : Scene.BASE.variant(), hugeList, false);
    }

    /** Whether it signs what it sends to members. */
    boolean signs() {
        return pack && !sample.equals(UNSIGNED);
    }

    List<String> jvmOptions() {
        return List.of(
                variant == Variant.SMALL_HEAP ? "-Xmx256m" : "-Xmx1g",
                "-Xlog:gc:file=gc.log",
                "-XX:FlightRecorderOptions=stackdepth=256",
                CpuTime.JVM_OPTION);
    }
}
