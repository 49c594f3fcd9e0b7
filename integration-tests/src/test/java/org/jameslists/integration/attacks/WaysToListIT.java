package org.jameslists.integration.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jameslists.integration.ListScene;
import org.jameslists.integration.SampleScene;
import org.jameslists.integration.attacks.Post.Expected;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever way a post takes, it comes to the members through the list, once, or is refused with a reason. */
class WaysToListIT {
    /** Where an operator may send on what was kept aside: where all mail begins, and where it goes without lists. */
    private static final List<String> PROCESSORS = List.of("root", "transport");

    @TempDir
    private static Path folder;

    private static World world;
    private static final List<Aftermath> honest = new ArrayList<>();
    private static final List<Aftermath> twice = new ArrayList<>();
    private static final List<Aftermath> forged = new ArrayList<>();
    private static final List<Aftermath> reprocessed = new ArrayList<>();

    @BeforeAll
    static void post() throws Exception {
        world = new World().publish(Published.REJECT);
        List<Post> honestPosts =
                Stream.of(Way.values()).map(WaysToListIT::honest).toList();
        List<Post> forgedPosts =
                Stream.of(Way.values()).map(WaysToListIT::forged).toList();
        for (String sample : SampleScene.names()) {
            try (AttackScene scene = AttackScene.start(sample, folder, world, AttackScene.waiting("5 seconds"))) {
                for (Way way : Way.values()) {
                    way.open(scene.james().webAdmin());
                }
                honest.addAll(scene.play("reject", honestPosts));
                twice.addAll(scene.play("reject", List.of(twice(Way.ALIAS), twice(Way.FORWARD))));
                forged.addAll(scene.play("reject", forgedPosts));
                for (String processor : PROCESSORS) {
                    reprocessed.add(scene.playAgain(reprocessed(processor), processor));
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Post honest(Way way) {
        String token = "honest-" + way.name().toLowerCase(Locale.ROOT);
        String author = "author@" + Kin.UNRELATED.domain();
        return Post.byStranger(
                        way.name(), token, Letters.signed(world.author(Kin.UNRELATED), Letters.plain(token, author)))
                .to(way.address())
                .authentically(author);
    }

    /** To the list, and to it once more by a way. */
    private static Post twice(Way way) {
        String token = "twice-" + way.name().toLowerCase(Locale.ROOT);
        String author = "author@" + Kin.UNRELATED.domain();
        return Post.byStranger(
                        way.name(), token, Letters.signed(world.author(Kin.UNRELATED), Letters.plain(token, author)))
                .to(ListScene.LIST, way.address())
                .authentically(author);
    }

    private static Post forged(Way way) {
        String token = "forged-" + way.name().toLowerCase(Locale.ROOT);
        return Post.byStranger(way.name(), token, Letters.plain(token, Kin.UNRELATED.boss()))
                .to(way.address())
                .expecting(Expected.KEPT);
    }

    private static Post reprocessed(String processor) {
        String token = "again-" + processor;
        return Post.byStranger(processor, token, Letters.plain(token, Kin.UNRELATED.boss()))
                .expecting(Expected.KEPT);
    }

    private static Stream<Aftermath> of(Way way, List<Aftermath> aftermaths) {
        return aftermaths.stream().filter(aftermath -> aftermath.post().attack().equals(way.name()));
    }

    static List<String> processors() {
        return PROCESSORS;
    }

    @ParameterizedTest
    @EnumSource
    void leadsThroughTheListOrIsRefusedWithAReason(Way way) {
        assertThat(of(way, honest)).flatExtracting(Aftermath::detours).isEmpty();
    }

    @Test
    void twoWaysAtOnceBringOneCopy() {
        assertThat(twice).isNotEmpty().flatExtracting(Aftermath::detours).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bringsNoForgeryToMembers(Way way) {
        assertThat(of(way, forged)).flatExtracting(Aftermath::disappointments).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("processors")
    void whatIsKeptAsideDoesNotReachMembersPastTheList(String processor) {
        assertThat(reprocessed)
                .filteredOn(aftermath -> aftermath.post().attack().equals(processor))
                .flatExtracting(Aftermath::disappointments)
                .isEmpty();
    }

    @Test
    void lendsNothing() throws Exception {
        NothingLent nothingLent = world.nothingLent();
        assertThat(nothingLent.violations(Aftermath.leaving(honest))).isEmpty();
        assertThat(nothingLent.violations(Aftermath.leaving(forged))).isEmpty();
        assertThat(nothingLent.violations(Aftermath.leaving(reprocessed))).isEmpty();
    }
}
