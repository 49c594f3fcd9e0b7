package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same list without MungeFrom: its signature and its ARC seal alone have every judge refuse the author's posts. */
class WithoutMitigationIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static ListScene scene;
    private static final List<byte[]> posted = new ArrayList<>();
    private static final List<byte[]> delivered = new ArrayList<>();

    @BeforeAll
    static void postSome() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                folder -> folder.remove("mailetcontainer.xml", "//mailet[@class='org.jameslists.mailets.MungeFrom']"),
                EmbeddedJames::start);
        for (String kind : List.of("plain ASCII", "ISO-2022-JP", "multipart with attachment")) {
            byte[] post =
                    AuthorMail.signed(scene.authorKey(), AuthorMail.kinds().get(kind));
            scene.sink().clear();
            scene.post(post);
            scene.james().webAdmin().awaitIdle(LONG);
            posted.add(post);
            delivered.add(scene.sink().awaitMessages(1, LONG).get(0).bytes());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    @ParameterizedTest
    @DisplayName("complaint 15: with From kept receivers refuse the post, though its ARC chain passes")
    @MethodSource("judges")
    void shouldFailWithEveryJudgeThatPassedTheUntouchedPost(Judge judge) {
        assertThat(judge.hear(posted, scene.dns())).allMatch(Verdict::passesDmarc);
        List<Verdict> verdicts = judge.hear(delivered, scene.dns());
        assertThat(verdicts)
                .noneMatch(Verdict::passesDmarc)
                .allMatch(verdict -> verdict.passesDkim("ml.example.ac.jp"));
        if (Judge.of(Matter.ARC).anyMatch(judge::equals)) {
            assertThat(verdicts).allMatch(Verdict::passesArc);
        }
    }
}
