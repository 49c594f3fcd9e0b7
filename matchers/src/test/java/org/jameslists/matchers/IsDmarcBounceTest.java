package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestMail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsDmarcBounceTest extends MatcherTest {
    private static final String BOUNCES = "example-bounces@ml.example.ac.jp";
    private static final String RETURNED =
            "Authentication-Results: mx.example.org; dmarc=fail\r\nSubject: about DMARC\r\n\r\nDMARC is a policy.\r\n";

    private static MailImpl report(String text, String diagnostic) throws MessagingException {
        return TestMail.of(
                "From: MAILER-DAEMON@example.org\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=p\r\n\r\n"
                        + "--p\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n"
                        + "--p\r\nContent-Type: message/delivery-status\r\n\r\n"
                        + "Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; jane@example.org\r\n"
                        + "Action: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; " + diagnostic + "\r\n\r\n"
                        + "--p\r\nContent-Type: message/rfc822\r\n\r\n" + RETURNED + "--p--\r\n",
                "",
                BOUNCES);
    }

    private boolean matches(MailImpl mail) throws Exception {
        return !matcher(IsDmarcBounce.class, null).match(mail).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("complaint 10: a bounce that names DMARC is told apart from one that speaks of the member")
    @ValueSource(
            strings = {
                "554 5.7.1 Your message was rejected due to example.ne.jp's DMARC policy. See https://example.org/dmarc",
                "550-5.7.26 Unauthenticated email from example.ne.jp is not accepted due to\r\n 550 5.7.26 domain's DMARC policy",
                "550 5.7.509 Access denied, sending domain EXAMPLE.NE.JP does not pass dmarc verification"
            })
    void shouldMatchARefusalForAPolicy(String diagnostic) throws Exception {
        assertThat(matches(report("It could not be delivered.", diagnostic))).isTrue();
        assertThat(matches(report(diagnostic, "550 rejected"))).isTrue();
        assertThat(james.count("IsDmarcBounce.matched")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 no such user", "554 5.7.1 Spam message rejected", "452 4.2.2 mailbox full"})
    void shouldNotMatchWhatSpeaksOfTheMember(String diagnostic) throws Exception {
        assertThat(matches(report("It could not be delivered.", diagnostic))).isFalse();
    }

    @Test
    void shouldMatchABounceThatIsPlainText() throws Exception {
        String text = "Hi. This is the mail server.\r\n<jane@example.org>:\r\n550 rejected by DMARC policy\r\n";

        assertThat(matches(TestMail.of("Subject: failure\r\n\r\n" + text, "", BOUNCES)))
                .isTrue();
        assertThat(matches(TestMail.of(
                        "Subject: failure\r\n\r\nno such user\r\n\r\n> "
                                + RETURNED.substring(0, RETURNED.indexOf('\r')),
                        "",
                        BOUNCES)))
                .isFalse();
    }

    @Test
    void shouldNotTakeAPostForABounce() throws Exception {
        assertThat(matches(post("Subject: DMARC\r\n\r\nWhat is DMARC?\r\n"))).isFalse();
    }

    @Test
    void shouldSurviveWhatIsNoMime() throws Exception {
        assertThat(matches(TestMail.of("Content-Type: multipart/report; boundary=\r\n\r\n--\r\n", "", BOUNCES)))
                .isFalse();
    }

    @Test
    void shouldRefuseACondition() {
        assertThatThrownBy(() -> matcher(IsDmarcBounce.class, "codes=5.7.1"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("IsDmarcBounce: parameter \"codes\"");
    }
}
