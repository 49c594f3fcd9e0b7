package org.jameslists.integration.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.HookedJames;
import org.jameslists.integration.ListScene;
import org.jameslists.integration.SampleScene;
import org.jameslists.testing.Judge;
import org.jameslists.testing.SmtpReply;
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

    private static final Path LOG = Path.of("target", "james.log");

    private static World world;
    private static List<SmtpReply> textReplies;
    private static String log;
    private static NothingLent nothingLent;
    private static final List<Aftermath> aftermaths = new ArrayList<>();

    @BeforeAll
    static void post() throws Exception {
        world = new World();
        Map<Published, List<Post>> posts = new EnumMap<>(Published.class);
        for (Published published : Published.values()) {
            posts.put(published, Forgeries.of(world, published));
        }
        List<Post> text = StrangersText.posts(world);
        world.publish(Published.REJECT);
        textReplies = repliesTo(text);
        long logged = Files.size(LOG);
        for (String sample : SampleScene.names()) {
            try (AttackScene scene = AttackScene.start(sample, folder, world, AttackScene.waiting("5 seconds"))) {
                for (Published published : Published.values()) {
                    world.publish(published);
                    aftermaths.addAll(scene.play(published.toString(), posts.get(published)));
                }
                aftermaths.addAll(scene.play("text", text));
            }
        }
        log = Files.readString(LOG, StandardCharsets.UTF_8).substring((int) logged);
        nothingLent = world.nothingLent();
    }

    /** By a server that refuses. */
    private static List<SmtpReply> repliesTo(List<Post> posts) throws Exception {
        try (HookedJames james = HookedJames.start(
                        BuildLayout.ofThisBuild(),
                        world.dns(),
                        "<reject>refuse</reject><temperror>try-later</temperror>",
                        ListScene.Change.NONE);
                Clients clients = new Clients(james.james().smtpPort())) {
            return clients.handIn(
                    posts.stream().map(post -> post.to(HookedJames.RECIPIENT)).toList());
        }
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
        assertThat(nothingLent.violations(Aftermath.leaving(of(attack)))).isEmpty();
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
    void nothingOfAStrangersIsLoggedAsItCame() {
        assertThat(StrangersText.rawIn(log)).isEmpty();
        assertThat(log.lines()).noneMatch(line -> line.startsWith(StrangersText.FORGED_LINE));
    }

    @Test
    void nothingOfAStrangersIsRepliedAsItCame() {
        assertThat(textReplies)
                .anyMatch(reply -> reply.code() == 550)
                .flatExtracting(reply -> StrangersText.rawIn(reply.text()))
                .isEmpty();
    }

    @Test
    void nothingOfAStrangersIsNotedOnAMailAsItCame() {
        assertThat(aftermaths)
                .flatExtracting(Aftermath::kept)
                .isNotEmpty()
                .flatExtracting(mail -> StrangersText.rawIn(mail.error() + mail.attributes()))
                .isEmpty();
    }

    @Test
    void nothingOfAStrangersIsInANoticeAsItCame() {
        assertThat(aftermaths)
                .flatExtracting(Aftermath::copies)
                .filteredOn(Copy::isNotice)
                .isNotEmpty()
                .flatExtracting(notice -> StrangersText.rawIn(notice.inUtf8()))
                .isEmpty();
    }

    @Test
    void anIndependentReceiverFindsNothingLent() {
        assertThat(nothingLent.violations(Aftermath.leaving(aftermaths), Judge.RSPAMD))
                .isEmpty();
    }
}
