package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.mail.AddressList;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;

/** A list whose From leads back to the author: a post goes out, and a stranger answers it. */
class ReversibleAddressIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String DOMAIN = "dmarc.ml.example.ac.jp";
    private static final String MEMBER = "one@example.org";
    private static final String REPLY = "From: One <one@example.org>\r\nTo: the author\r\nSubject: Re: private\r\n"
            + "Message-ID: <reply@example.org>\r\n\r\nFor you alone\r\n";

    private static final String RESTORE_AUTHOR =
            """
            <mailet match="All" class="org.jameslists.mailets.RestoreAuthor">
              <address>token</address>
              <reversibleDomain>dmarc.ml.example.ac.jp</reversibleDomain>
              <processor>list-delivery</processor>
              <refusedProcessor>list-refused</refusedProcessor>
            </mailet>
            """;

    private static final Map<String, String> MUNGE_FROM = Map.of("address", "token", "reversibleDomain", DOMAIN);

    private static ListScene scene;
    private static byte[] delivered;
    private static Mailbox from;

    @BeforeAll
    static void postOne() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                ReversibleAddressIT::configure,
                EmbeddedJames::start);
        WebAdmin admin = scene.james().webAdmin();
        admin.createDomain(DOMAIN);
        admin.put("/domainMappings/" + DOMAIN, "ml.example.ac.jp");
        scene.post(AuthorMail.signed(scene.authorKey(), AuthorMail.kinds().get("ISO-2022-JP")));
        admin.awaitIdle(LONG);
        delivered = scene.sink().awaitMessages(1, LONG).get(0).bytes();
        from = AddressList.parse(Message.read(ByteSource.wrap(delivered))
                        .header()
                        .first("From")
                        .orElseThrow())
                .mailboxes()
                .get(0);
    }

    private static void configure(ConfigurationFolder folder) throws IOException {
        for (Map.Entry<String, String> parameter : MUNGE_FROM.entrySet()) {
            folder.setChild(
                    "mailetcontainer.xml",
                    "//mailet[@class='org.jameslists.mailets.MungeFrom']",
                    parameter.getKey(),
                    parameter.getValue());
        }
        String mailets = Files.readString(folder.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        folder.write(
                        "mailetcontainer.xml",
                        mailets.replaceFirst("(?=<mailet [^>]*\"org.jameslists.mailets.ToList\")", RESTORE_AUTHOR))
                .write("keys/" + DOMAIN + ".secret", "a secret of the tests, known to everybody\n");
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    private static List<ReceivedMessage> reply(String recipient) throws Exception {
        scene.sink().clear();
        RawSmtp.post(scene.james().smtpPort(), MEMBER, List.of(recipient), REPLY.getBytes(StandardCharsets.US_ASCII));
        scene.james().webAdmin().awaitIdle(LONG);
        return scene.sink().messages();
    }

    @Test
    @DisplayName("complaint 7: From has an address of the author's own")
    void fromNamesTheAuthor() {
        assertThat(from.name().text()).endsWith(" via example");
        assertThat(from.localPart()).startsWith("author=40example.ne.jp-").hasSizeLessThanOrEqualTo(64);
        assertThat(from.domain()).isEqualTo(DOMAIN);
    }

    @ParameterizedTest
    @MethodSource("judges")
    void theListsSignatureIsAlignedWithIt(Judge judge) {
        assertThat(judge.hear(List.of(delivered), scene.dns())).allMatch(Verdict::passesDmarc);
    }

    @Test
    @DisplayName("features 3: the way back, from outside to the author")
    void anAnswerComesToTheAuthorAsItWasWritten() throws Exception {
        assertThat(reply(from.address())).singleElement().satisfies(back -> {
            assertThat(back.recipients()).containsExactly(ListScene.AUTHOR);
            assertThat(back.sender()).isEqualTo(MEMBER);
            assertThat(new String(back.bytes(), StandardCharsets.ISO_8859_1)).endsWith(REPLY);
        });
    }

    @Test
    void anAddressThatJamesDidNotMakeLeadsNowhere() throws Exception {
        String forged = from.address().replace("author=40example.ne.jp", "victim=40example.net");

        assertThat(reply(forged)).isEmpty();

        List<StoredMail> refused = scene.james().webAdmin().storedMails("var/mail/list-refused");
        assertThat(refused).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly(forged);
            assertThat(mail.attributes().get("org.jameslists.reason")).contains("its signature is not valid");
        });
    }
}
