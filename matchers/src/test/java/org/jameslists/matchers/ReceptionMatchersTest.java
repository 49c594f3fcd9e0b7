package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The matchers that ask what was found when a post came in. */
class ReceptionMatchersTest extends MatcherTest {
    private static MailImpl received(String result) throws Exception {
        MailImpl mail = from("author@example.ne.jp");
        TestReception.receive(mail, "ml.example.ac.jp; " + result);
        return mail;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| dmarc=fail header.from=example.ne.jp policy.dmarc=reject | true",
                "| dmarc=fail header.from=example.ne.jp policy.dmarc=quarantine | true",
                "| dmarc=fail header.from=example.ne.jp policy.dmarc=none | false",
                "| dmarc=fail header.from=example.ne.jp | true",
                "| dmarc=permerror reason=\"2 From fields\" | true",
                "| dmarc=pass header.from=example.ne.jp policy.dmarc=reject | false",
                "| dmarc=none header.from=example.ne.jp | false",
                "| dmarc=temperror header.from=example.ne.jp | true",
                "| dmarc=unheard-of header.from=example.ne.jp | false",
                "| auth=pass smtp.auth=jane | false",
                "policy=reject | dmarc=fail policy.dmarc=reject | true",
                "policy=reject | dmarc=fail policy.dmarc=quarantine | false",
                "policy=reject | dmarc=permerror | true",
                "policy=any | dmarc=fail policy.dmarc=none | true",
                "policy=any | dmarc=pass policy.dmarc=none | false",
                "temperror=match | dmarc=temperror | true",
                "temperror=match | dmarc=pass | false",
                "temperror=pass | dmarc=temperror | false",
                "| dmarc=fail policy.dmarc=reject policy.trusted-sealer=example.org | false",
                "trustedSealer=pass | dmarc=fail policy.dmarc=reject policy.trusted-sealer=example.org | false",
                "trustedSealer=match | dmarc=fail policy.dmarc=reject policy.trusted-sealer=example.org | true",
                "trustedSealer=match | dmarc=pass policy.trusted-sealer=example.org | false"
            })
    void failsDmarcMatchesWhatMayBeForged(String condition, String result, boolean matched) throws Exception {
        MailImpl mail = received(result);

        assertThat(matcher(FailsDmarc.class, condition).match(mail)).hasSize(matched ? 1 : 0);

        assertThat(james.count("FailsDmarc." + (matched ? "matched" : "unmatched")))
                .isEqualTo(1);
        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_REASON).isPresent())
                .isEqualTo(matched);
    }

    @Test
    void failsDmarcNotesDomainAndPolicy() throws Exception {
        MailImpl mail = received("dmarc=fail header.from=example.ne.jp policy.dmarc=reject");

        matcher(FailsDmarc.class, null).match(mail);

        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_DOMAIN)).contains("example.ne.jp");
        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_POLICY)).contains("reject");
        assertThat(ListAttributes.get(mail, ListAttributes.DMARC_REASON))
                .contains("the post failed the DMARC policy of its author's domain example.ne.jp when it came in");
    }

    @Test
    void failsDmarcFailsOnDnsTroubleIfSoAsked() throws Exception {
        FailsDmarc matcher = matcher(FailsDmarc.class, "temperror=fail");

        assertThatThrownBy(() -> matcher.match(received("dmarc=temperror reason=\"no answer\"")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("could not be checked")
                .hasMessageContaining("no answer");
        assertThat(matcher.match(received("dmarc=pass"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy=none", "temperror=ignore", "trustedSealer=yes", "policies=reject"})
    void failsDmarcRefusesAWrongConditionAtStartUp(String condition) {
        assertThatThrownBy(() -> matcher(FailsDmarc.class, condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(
                        "FailsDmarc: parameter \"" + condition.substring(0, condition.indexOf('=')) + "\": \"");
    }

    @ParameterizedTest
    @CsvSource({
        "dmarc=pass, true",
        "dmarc=fail, false",
        "dmarc=none, false",
        "dmarc=temperror, false",
        "auth=pass, true"
    })
    void passesDmarcMatchesAuthenticatedAuthors(String result, boolean matched) throws Exception {
        assertThat(matcher(PassesDmarc.class, null).match(received(result))).hasSize(matched ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"arc=fail, true", "arc=pass, false", "arc=none, false", "auth=pass, false"})
    void hasArcFailureMatchesBrokenChains(String result, boolean matched) throws Exception {
        assertThat(matcher(HasArcFailure.class, null).match(received(result))).hasSize(matched ? 1 : 0);
    }

    @Test
    void nobodyAnswersForAMailThatWasNotAuthenticated() throws Exception {
        for (ListMatcher matcher : new ListMatcher[] {
            matcher(FailsDmarc.class, null), matcher(PassesDmarc.class, null), matcher(HasArcFailure.class, null)
        }) {
            assertThatThrownBy(() -> matcher.match(TestMail.of("From: author@example.ne.jp\r\n\r\n", "", LIST)))
                    .hasMessageContaining("Authenticate must come first");
        }
    }
}
