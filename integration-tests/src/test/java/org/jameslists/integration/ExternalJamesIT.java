package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jameslists.testing.Judge;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** James as an operator runs it: a process of its own, the jar in {@code extensions-jars/}. */
class ExternalJamesIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final BuildLayout layout = BuildLayout.ofThisBuild();

    @Test
    void servesAListAsAProcessOfItsOwnAndLeavesNothingBehind() throws Exception {
        int port;
        try (ListScene scene = start(ListScene.Change.NONE)) {
            port = scene.james().smtpPort();
            scene.post(AuthorMail.ofTheFieldStudy(scene.authorKey()));
            scene.james().webAdmin().awaitIdle(LONG);

            List<ReceivedMessage> delivered = scene.sink().messages();
            assertThat(delivered)
                    .flatExtracting(ReceivedMessage::recipients)
                    .containsExactlyInAnyOrderElementsOf(ListScene.REMOTE_MEMBERS);
            Verdict verdict = Judge.AUTHHEADERS.hear(delivered.get(0).bytes(), scene.dns());
            assertThat(verdict.passesDmarc()).as(verdict.toString()).isTrue();
            assertThat(scene.localMailbox().messages()).hasSize(1);
        }
        assertThatIOException().isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void endsWithCodeOneAndTheReasonWhenTheConfigurationIsWrong() {
        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> start(folder -> folder.set(
                        "mailetcontainer.xml", "//mailet[@class='org.jameslists.mailets.ArcSeal']/selector", "absent")))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(1);
                    assertThat(failure.output())
                            .contains("ArcSeal")
                            .contains("selector")
                            .contains("absent");
                });
    }

    @Test
    @EnabledIfSystemProperty(named = "rsa.provider.jar", matches = ".+", disabledReason = "served for Linux on x86-64")
    void signsWithTheRsaProviderThatLiesBesideTheJar() throws Exception {
        Path provider = Path.of(System.getProperty("rsa.provider.jar"));
        try (ListScene scene = start(folder -> folder.extension(provider))) {
            scene.post(AuthorMail.ofTheFieldStudy(scene.authorKey()));
            scene.james().webAdmin().awaitIdle(LONG);

            assertThat(((ExternalJames) scene.james()).log())
                    .contains("RSA is computed by AmazonCorrettoCryptoProvider");
            Verdict verdict = Judge.DKIMPY.hear(scene.sink().messages().get(0).bytes(), scene.dns());
            assertThat(verdict.passesDkim("ml.example.ac.jp"))
                    .as(verdict.toString())
                    .isTrue();
        }
    }

    private ListScene start(ListScene.Change change) throws FailedStart, IOException, InterruptedException {
        return ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                change,
                folder -> ExternalJames.start(folder, layout.jamesLibraries()));
    }
}
