package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;

/** A list that gives each member a link to unsubscribe with one click, in a mail that is signed for that member. */
class UnsubscribeLinksIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String MEMBERS =
            """
              <mailet match="All" class="org.jameslists.mailets.Verp">
                <processor>list-member</processor>
              </mailet>
            </processor>
            <processor state="list-member" enableJmx="false">
              <mailet match="All" class="org.jameslists.mailets.ListHeaders">
                <unsubscribe>https://ml.example.ac.jp/{list}/leave?member={member}&amp;token={token}</unsubscribe>
                <oneClick>true</oneClick>
                <tokenDomain>ml.example.ac.jp</tokenDomain>
              </mailet>
            """;

    private static ListScene scene;
    private static List<ReceivedMessage> delivered;

    @BeforeAll
    static void postOne() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                UnsubscribeLinksIT::configure,
                EmbeddedJames::start);
        scene.post(AuthorMail.signed(scene.authorKey(), AuthorMail.kinds().get("ISO-2022-JP")));
        scene.james().webAdmin().awaitIdle(LONG);
        delivered = scene.sink().awaitMessages(ListScene.REMOTE_MEMBERS.size(), LONG);
    }

    private static void configure(ConfigurationFolder folder) throws IOException {
        String mailets = Files.readString(folder.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        folder.write(
                        "mailetcontainer.xml",
                        mailets.replaceFirst(
                                "<mailet [^>]*\"org.jameslists.mailets.ExpandMembers\"[^>]*/>", "$0" + MEMBERS))
                .write("keys/ml.example.ac.jp.secret", "a secret of the tests, known to everybody\n");
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    @Test
    void eachMemberGetsALinkOfItsOwn() throws Exception {
        assertThat(delivered)
                .extracting(ReceivedMessage::recipients)
                .containsExactlyInAnyOrderElementsOf(
                        ListScene.REMOTE_MEMBERS.stream().map(List::of).toList());
        for (ReceivedMessage mail : delivered) {
            String member = mail.recipients().get(0);
            List<HeaderField> links =
                    Message.read(ByteSource.wrap(mail.bytes())).header().all("List-Unsubscribe");
            assertThat(links).singleElement().satisfies(link -> assertThat(link.text())
                    .matches("<https://ml.example.ac.jp/example/leave\\?member=" + member.replace("@", "%40")
                            + "&token=[0-9a-f]{32}>"));
            assertThat(mail.sender()).isEqualTo("example-bounces+" + member.replace('@', '=') + "@ml.example.ac.jp");
        }
        assertThat(scene.localMailbox().messages()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("judges")
    void eachMailIsSignedForItself(Judge judge) {
        assertThat(judge.hear(delivered.stream().map(ReceivedMessage::bytes).toList(), scene.dns()))
                .allMatch(Verdict::passesDmarc)
                .allMatch(verdict -> verdict.passesDkim("ml.example.ac.jp"));
    }
}
