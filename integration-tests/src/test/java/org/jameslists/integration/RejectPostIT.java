package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.mail.BodyPart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list that sends posts on unchanged or not at all, and tells who wrote them. */
class RejectPostIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Of a domain with p=reject whose mail passes DMARC by its host alone, since it signs none. */
    private static final String AUTHOR = "jane@example.com";

    private static final byte[] POST = new String(AuthorMail.kinds().get("plain ASCII"), StandardCharsets.ISO_8859_1)
            .replaceFirst("From: .*", "From: Jane <" + AUTHOR + ">")
            .getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @CsvSource({
        "en, Your message to example@ml.example.ac.jp was not sent on, was not sent on to its members",
        "ja, example@ml.example.ac.jp への投稿は配送されませんでした, メンバーに配送されませんでした"
    })
    void thePostIsReturnedWithTheDomainAndItsPolicy(String language, String subject, String words) throws Exception {
        try (LoopbackDns dns = SamplePost.dns();
                ListScene scene = SampleScene.start(
                        "transparent",
                        folder,
                        dns,
                        SampleScene.keys(dns),
                        conf -> conf.setChild(
                                "mailetcontainer.xml",
                                "//mailet[@class='org.jameslists.mailets.RejectPost']",
                                "language",
                                language))) {
            dns.txt("example.com", "v=spf1 ip4:127.0.0.1 -all");
            dns.txt("_dmarc.example.com", "v=DMARC1; p=reject");

            RawSmtp.post(scene.james().smtpPort(), AUTHOR, List.of(ListScene.LIST), POST);
            scene.james().webAdmin().awaitIdle(LONG);

            ReceivedMessage notice = scene.sink().awaitMessages(1, LONG).get(0);
            assertThat(scene.sink().messages()).hasSize(1);
            assertThat(scene.localMailbox().messages()).isEmpty();
            assertThat(scene.james().webAdmin().storedMails()).isEmpty();
            assertThat(notice.sender()).isEmpty();
            assertThat(notice.recipients()).containsExactly(AUTHOR);
            assertThat(notice.text())
                    .contains(
                            "\r\nAuto-Submitted: auto-replied\r\n",
                            "\r\nFinal-Recipient: rfc822; " + ListScene.LIST
                                    + "\r\nAction: failed\r\nStatus: 5.7.1\r\n",
                            "\r\nMessage-ID: <20261124.1@example.ne.jp>\r\n");
            MimeMessage report = new MimeMessage((Session) null, new ByteArrayInputStream(notice.bytes()));
            assertThat(report.getContentType()).contains("multipart/report", "report-type=delivery-status");
            assertThat(report.getSubject()).isEqualTo(subject);
            BodyPart text = ((MimeMultipart) report.getContent()).getBodyPart(0);
            assertThat((String) text.getContent()).contains(words, "example.com", "p=reject");
        }
    }
}
