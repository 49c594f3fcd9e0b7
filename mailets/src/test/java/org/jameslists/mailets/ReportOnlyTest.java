package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link ReportOnly} and {@link DiscardPost}, which do the least that can be done to a post. */
class ReportOnlyTest extends MailetTest {
    private static final String POST = "From: author@example.ne.jp\r\n\r\nHello\r\n";

    private static MailImpl strict() throws MessagingException {
        MailImpl mail = post(POST);
        mail.setState("list");
        ListAttributes.set(mail, ListAttributes.DMARC_DOMAIN, "example.ne.jp");
        ListAttributes.set(mail, ListAttributes.DMARC_POLICY, "reject");
        ListAttributes.set(mail, ListAttributes.DMARC_REASON, "example.ne.jp has the DMARC policy reject");
        return mail;
    }

    @Test
    @DisplayName("features 8: a header field and a metric say what would be done")
    void shouldSayWhatWouldBeDone() throws Exception {
        MailImpl mail = strict();

        mailet(ReportOnly.class, Map.of("would", "munge-from")).service(mail);

        assertThat(TestMail.octets(mail))
                .isEqualTo("X-List-Authentication-Report: would=munge-from; author-domain=example.ne.jp;"
                        + " policy=reject\r\n" + POST);
        assertThat(mail.getState()).isEqualTo("list");
        assertThat(james.count("ReportOnly.munge-from")).isEqualTo(1);
    }

    @Test
    void shouldSayItWhereTheOperatorWants() throws Exception {
        MailImpl mail = post(POST);

        mailet(ReportOnly.class, Map.of("would", "reject", "field", "X-Test")).service(mail);

        assertThat(TestMail.octets(mail)).isEqualTo("X-Test: would=reject\r\n" + POST);
    }

    @ParameterizedTest
    @CsvSource({"would, munge it", "field, 'X Test'", "header, X-Test"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        Map<String, String> parameters =
                parameter.equals("would") ? Map.of(parameter, value) : Map.of("would", "x", parameter, value);
        assertThatThrownBy(() -> mailet(ReportOnly.class, parameters))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ReportOnly: parameter \"" + parameter + "\": \"" + value + "\"");
    }

    @Test
    void shouldEndAPostThatIsDiscarded() throws Exception {
        MailImpl mail = strict();

        mailet(DiscardPost.class, Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(james.count("DiscardPost.discarded")).isEqualTo(1);
        assertThat(context.getSentMails()).isEmpty();
    }
}
