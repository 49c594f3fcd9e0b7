package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.jameslists.james.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsOwnDomainAuthorTest extends MatcherTest {
    private static final String CONDITION = "domains=ml.example.ac.jp; selector=list";

    @BeforeEach
    void publish() {
        james.publish("_dmarc.example.ac.jp", "v=DMARC1; p=reject")
                .publish("_dmarc.strict.example.ac.jp", "v=DMARC1; p=reject; adkim=s")
                .publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a@ml.example.ac.jp | true",
                "a@example.ac.jp | true",
                "a@other.example.ac.jp | true",
                "a@strict.example.ac.jp | false",
                "a@example.ne.jp | false",
                "a@example.ac.jp, b@example.ne.jp | false",
                "Undisclosed:; | false",
                "a@example.ac.jp, nobody at all | false"
            })
    void shouldMatchAuthorsWeCanSignFor(String from, boolean own) throws Exception {
        assertThat(matcher(IsOwnDomainAuthor.class, CONDITION).match(from(from)))
                .hasSize(own ? 1 : 0);
        assertThat(james.count("IsOwnDomainAuthor." + (own ? "matched" : "unmatched")))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"a@example.com, true", "a@sub.example.com, true", "a@example.net, false"})
    void shouldTakeADomainWithoutPolicyForItself(String from, boolean own) throws Exception {
        james.conf("keys/example.com.list.pem", TestKeys.rsa());

        assertThat(matcher(IsOwnDomainAuthor.class, "domains=example.com; selector=list")
                        .match(from(from)))
                .hasSize(own ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domains=ml.example.ac.jp; selector=none | \"selector\": \"none\": no key for ml.example.ac.jp",
                "domains=ml.example.ac.jp | \"selector\" is missing",
                "selector=list | \"domains\" is missing",
                "domains=a..b; selector=list | \"domains\": \"a..b\""
            })
    void shouldRefuseAWrongConditionAtStartUp(String condition, String told) {
        assertThatThrownBy(() -> matcher(IsOwnDomainAuthor.class, condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("IsOwnDomainAuthor: parameter " + told);
    }
}
