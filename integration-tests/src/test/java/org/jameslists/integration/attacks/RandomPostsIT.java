package org.jameslists.integration.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jameslists.integration.SampleScene;
import org.jameslists.testing.Judge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays random posts against each sample, always the same ones; {@code -Drandom-posts.seed} plays others. */
@DisplayName("if what leaves passes DMARC for a From, then its owner posted, or it is the list's own")
class RandomPostsIT {
    private static final long ONE_OF_MANY = 20261124;
    private static final int POSTS = 40;
    private static final String DNS_TIMEOUT = "150 ms";

    @TempDir
    private static Path folder;

    private static World world;
    private static final List<Aftermath> aftermaths = new ArrayList<>();

    @BeforeAll
    static void play() throws Exception {
        world = new World().publish(Published.NONE);
        RandomPosts random = new RandomPosts(world, Long.getLong("random-posts.seed", ONE_OF_MANY));
        for (String sample : SampleScene.names()) {
            try (AttackScene scene = AttackScene.start(sample, folder, world, AttackScene.waiting(DNS_TIMEOUT))) {
                aftermaths.addAll(scene.play("random", random.next(POSTS)));
            }
        }
        random.settle();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void nothingIsLent() throws Exception {
        assertThat(world.nothingLent().violations(Aftermath.leaving(aftermaths)))
                .isEmpty();
    }

    @Test
    void anIndependentReceiverFindsNothingLent() {
        assertThat(world.nothingLent().violations(Aftermath.leaving(aftermaths), Judge.RSPAMD))
                .isEmpty();
    }

    /** Else the rest would say nothing. */
    @Test
    void manyReachTheMembers() {
        assertThat(aftermaths)
                .filteredOn(aftermath -> !aftermath.toMembers().isEmpty())
                .hasSizeGreaterThan(POSTS);
    }
}
