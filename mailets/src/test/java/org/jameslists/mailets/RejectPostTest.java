package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.mail.BodyPart;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectPostTest extends MailetTest {
    private static final String PASSED = "ml.example.ac.jp; spf=pass smtp.mailfrom=author@example.ne.jp;"
            + " dmarc=pass header.from=example.ne.jp policy.dmarc=reject";
    private static final String POST =
            "From: Jane <jane@example.ne.jp>\r\nMessage-ID: <1@example.ne.jp>\r\n" + "Subject: \u00e9\r\n\r\nHello\r\n";

    private MailImpl rejected(String octets, String results, Map<String, String> parameters) throws MessagingException {
        MailImpl mail = post(octets);
        TestReception.receive(mail, results);
        ListAttributes.set(mail, ListAttributes.DMARC_DOMAIN, "example.ne.jp");
        ListAttributes.set(mail, ListAttributes.DMARC_POLICY, "reject");
        mailet(RejectPost.class, parameters).service(mail);
        return mail;
    }

    private MimeMessage notice() {
        assertThat(context.getSentMails()).hasSize(1);
        SentMail sent = context.getSentMails().get(0);
        assertThat(sent.getSender()).isIn(null, MailAddress.nullSender());
        assertThat(sent.getRecipients()).extracting(MailAddress::asString).containsExactly("author@example.ne.jp");
        return sent.getMsg();
    }

    private static String content(BodyPart part) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part.getDataHandler().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "en, Your message to example@ml.example.ac.jp was not sent on, was not sent on to its members",
        "ja, example@ml.example.ac.jp への投稿は配送されませんでした, メンバーに配送されませんでした"
    })
    void shouldReturnThePostWithANoticeThatNamesDomainAndPolicy(String language, String subject, String words)
            throws Exception {
        MailImpl mail = rejected(POST, PASSED, Map.of("language", language, "from", "{list}-owner@{domain}"));

        MimeMessage notice = notice();
        assertThat(notice.getSubject()).isEqualTo(subject);
        assertThat(notice.getHeader("From")).containsExactly("example-owner@ml.example.ac.jp");
        assertThat(notice.getHeader("To")).containsExactly("author@example.ne.jp");
        assertThat(notice.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(notice.getHeader("In-Reply-To")).containsExactly("<1@example.ne.jp>");
        assertThat(notice.getContentType()).contains("multipart/report", "report-type=delivery-status");
        MimeMultipart report = (MimeMultipart) notice.getContent();
        assertThat(report.getCount()).isEqualTo(3);
        assertThat(content(report.getBodyPart(0))).contains(words, "example.ne.jp", "p=reject");
        assertThat(report.getBodyPart(1).isMimeType("message/delivery-status")).isTrue();
        assertThat(content(report.getBodyPart(1)))
                .isEqualTo("Reporting-MTA: dns; ml.example.ac.jp\r\n\r\n"
                        + "Final-Recipient: rfc822; example@ml.example.ac.jp\r\nAction: failed\r\nStatus: 5.7.1\r\n");
        assertThat(report.getBodyPart(2).isMimeType("text/rfc822-headers")).isTrue();
        assertThat(content(report.getBodyPart(2)))
                .contains("From: Jane <jane@example.ne.jp>\r\n", "Subject: =?")
                .doesNotContain("Hello");
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(james.count("RejectPost.rejected")).isEqualTo(1);
    }

    @Test
    void shouldSayWhatTheOperatorSays() throws Exception {
        rejected(POST, PASSED, Map.of("subject", "{list}: no", "text", "{author-domain} says {policy}."));

        assertThat(notice().getSubject()).isEqualTo("example: no");
        assertThat(content(((MimeMultipart) notice().getContent()).getBodyPart(0)))
                .startsWith("example.ne.jp says reject.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dmarc=fail header.from=example.ne.jp policy.dmarc=reject | X: y                           | failed the DMARC policy
            dmarc=fail header.from=example.ne.jp policy.dmarc=none   | X: y                           | SPF does not pass for it
            spf=pass smtp.mailfrom=eve@example.com; dmarc=none       | X: y                           | SPF does not pass for it
            spf=fail smtp.mailfrom=author@example.ne.jp; dmarc=none  | X: y                           | SPF does not pass for it
            dmarc=temperror header.from=example.ne.jp                | X: y                           | could not be checked
            dmarc=pass header.from=example.ne.jp policy.dmarc=reject | Auto-Submitted: auto-generated | sent automatically
            """)
    void shouldTellNobodyWhoMayNotHaveSentIt(String result, String field, String reason) throws Exception {
        MailImpl mail = rejected(
                field + "\r\n" + POST, "ml.example.ac.jp; " + result, Map.of("refusedProcessor", "list-refused"));

        assertThat(context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(mail.getErrorMessage()).contains(reason);
        assertThat(james.count("RejectPost.kept")).isEqualTo(1);
    }

    @Test
    void shouldTellNobodyWhereThereIsNoSender() throws Exception {
        MailImpl mail = TestMail.of(POST, "author@example.ne.jp", LIST);
        mail.setSender(MailAddress.nullSender());
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        TestReception.receive(mail, PASSED);

        mailet(RejectPost.class, Map.of()).service(mail);

        assertThat(context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo("list-refused");
    }

    @ParameterizedTest
    @CsvSource({"language, fr", "text, {who}", "subject, {who}", "from, x", "reject, true"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(RejectPost.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("RejectPost: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
