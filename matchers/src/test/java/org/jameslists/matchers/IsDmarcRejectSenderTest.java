package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsDmarcRejectSenderTest extends MatcherTest {
    @BeforeEach
    void publish() {
        james.publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject")
                .publish("_dmarc.example.org", "v=DMARC1; p=quarantine")
                .publish("_dmarc.example.com", "v=DMARC1; p=none")
                .publish("_dmarc.example.net", "v=DMARC1; p=reject; t=y")
                .fail("_dmarc.down.example.jp");
    }

    private IsDmarcRejectSender matcher(String condition) throws MessagingException {
        return matcher(IsDmarcRejectSender.class, condition);
    }

    private boolean matches(String condition, String from) throws Exception {
        return !matcher(condition).match(from(from)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| a@example.ne.jp | true",
                "| A Name <a@sub.EXAMPLE.ne.jp> | true",
                "| a@example.org | true",
                "| a@example.com | false",
                "| a@example.ac.jp | false",
                "| a@example.net | true",
                "| a@example.com, b@example.ne.jp | true",
                "| Undisclosed:; | false",
                "| a@down.example.jp | true",
                "policy=reject | a@example.ne.jp | true",
                "policy=reject | a@example.org | false",
                "policy=reject; testing=lowered | a@example.net | false",
                "policy=any | a@example.com | true",
                "policy=any | a@example.ac.jp | false",
                "receivers=rfc7489 | a@example.ne.jp | true",
                "receivers=rfc9989 | a@example.ne.jp | true",
                "always=example.com | a@example.com | true",
                "always=example.com | a@sub.example.com | false",
                "always=*.example.com | a@sub.example.com | true",
                "never=example.ne.jp | a@example.ne.jp | false",
                "never=example.ne.jp | a@example.ne.jp, b@example.org | true",
                "never=*.example.jp | a@down.example.jp | false",
                "temperror=match | a@down.example.jp | true",
                "temperror=pass | a@down.example.jp | false"
            })
    void shouldMatchWhatReceiversWouldRefuse(String condition, String from, boolean matched) throws Exception {
        assertThat(matches(condition, from)).isEqualTo(matched);
    }

    @Test
    void shouldFailOnDnsTroubleIfSoAsked() throws Exception {
        IsDmarcRejectSender matcher = matcher("temperror=fail");

        assertThatThrownBy(() -> matcher.match(from("a@down.example.jp")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("could not be looked up")
                .hasMessageContaining("SERVFAIL");
        assertThat(james.count("IsDmarcRejectSender.trouble")).isEqualTo(1);
    }

    @Test
    void shouldTreatAFromThatCannotBeReadAsTrouble() throws Exception {
        assertThat(matches("temperror=match", "nobody at all")).isTrue();
        assertThat(matches("temperror=pass", "nobody at all")).isFalse();
    }

    @ParameterizedTest(name = "From {0}, {1}: {2}")
    @CsvSource({
        "boss@ml.example.ac.jp, dmarc=none, true",
        "boss@example.ac.jp, dmarc=fail policy.dmarc=none, true",
        "boss@other.example.ac.jp, dmarc=none, true",
        "boss@sub.ml.example.ac.jp, dmarc=none, true",
        "boss@example.ac.jp, dmarc=pass, false",
        "boss@example.com, dmarc=fail policy.dmarc=none, false",
    })
    void shouldMatchWhatTheListsSignatureWouldSpeakFor(String from, String result, boolean matched) throws Exception {
        MailImpl mail = from(from);
        TestReception.receive(mail, "ml.example.ac.jp; " + result);

        assertThat(matcher("never=example.ac.jp, *.example.ac.jp").match(mail)).hasSize(matched ? 1 : 0);
    }

    @Test
    void shouldNoteDomainAndPolicyOnTheMail() throws Exception {
        MailImpl mail = from("a@example.ne.jp");

        assertThat(matcher(null).match(mail)).hasSize(1);

        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_DOMAIN)).contains("example.ne.jp");
        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_POLICY)).contains("reject");
        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_REASON).orElseThrow())
                .startsWith("example.ne.jp has the DMARC policy reject");
        assertThat(james.count("IsDmarcRejectSender.matched")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "policy=strict, policy",
        "always=@gmail.com, always",
        "never=exam ple..com, never",
        "receivers=guess, receivers",
        "testing=y, testing",
        "temperror=ignore, temperror",
        "policies=reject, policies"
    })
    void shouldRefuseAWrongConditionAtStartUp(String condition, String named) throws Exception {
        assertThatThrownBy(() -> matcher(condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("IsDmarcRejectSender: parameter \"" + named + "\": \"");
    }
}
