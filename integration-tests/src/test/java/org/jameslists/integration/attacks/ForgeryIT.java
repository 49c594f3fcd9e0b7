package org.jameslists.integration.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.integration.SampleScene;
import org.jameslists.testing.Judge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strangers who write in the names of others, to a list of each sample, whatever the others' domains publish. */
class ForgeryIT {
    @TempDir
    private static Path folder;

    private static World world;
    private static NothingLent nothingLent;
    private static final List<Aftermath> aftermaths = new ArrayList<>();

    @BeforeAll
    static void post() throws Exception {
        world = new World();
        Map<Published, List<Post>> posts = new EnumMap<>(Published.class);
        for (Published published : Published.values()) {
            posts.put(published, Forgeries.of(world, published));
        }
        for (String sample : SampleScene.names()) {
            try (AttackScene scene = AttackScene.start(sample, folder, world, "5 seconds")) {
                for (Published published : Published.values()) {
                    world.publish(published);
                    aftermaths.addAll(scene.play(published.toString(), posts.get(published)));
                }
            }
        }
        world.publish(Published.REJECT);
        nothingLent = new NothingLent(world);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<String> attacks() {
        return aftermaths.stream().map(aftermath -> aftermath.post().attack()).distinct();
    }

    private static List<Aftermath> of(String attack) {
        return aftermaths.stream()
                .filter(aftermath -> aftermath.post().attack().equals(attack))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void lendsItNothing(String attack) throws Exception {
        assertThat(nothingLent.violations(of(attack))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void endsAsItDeserves(String attack) {
        assertThat(of(attack)).flatExtracting(Aftermath::disappointments).isEmpty();
    }

    @Test
    void nobodyIsToldWhoIsNotProvenToHaveSentIt() {
        assertThat(aftermaths).flatExtracting(Aftermath::toldOthers).isEmpty();
    }

    @Test
    void anIndependentReceiverFindsNothingLent() {
        assertThat(nothingLent.violations(aftermaths, Judge.RSPAMD)).isEmpty();
    }
}
