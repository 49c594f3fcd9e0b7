package org.jameslists.james.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private enum Author {
        REPLY_TO,
        CC,
        NONE
    }

    private static Parameters of(String name, String value) {
        return Parameters.of("MungeFrom", Map.of(name, value));
    }

    @Test
    void eachTypeIsRead() throws Exception {
        Parameters parameters = Parameters.of(
                "MungeFrom",
                FakeMailetConfig.builder()
                        .setProperty("text", " a text ")
                        .setProperty("address", "owner@example.org")
                        .setProperty("duration", "2 hours")
                        .setProperty("number", "3")
                        .setProperty("flag", "true")
                        .setProperty("choice", "reply-to")
                        .setProperty("words", "a, b\n c")
                        .setProperty("empty", "  ")
                        .setProperty("onMailetException", "error")
                        .build());

        assertThat(parameters.required("text")).isEqualTo("a text");
        assertThat(parameters.address("address")).contains(new MailAddress("owner@example.org"));
        assertThat(parameters.duration("duration", Duration.ZERO)).isEqualTo(Duration.ofHours(2));
        assertThat(parameters.number("number", 1, 1)).isEqualTo(3);
        assertThat(parameters.flag("flag", false)).isTrue();
        assertThat(parameters.choice("choice", Author.NONE)).isEqualTo(Author.REPLY_TO);
        assertThat(parameters.words("words")).containsExactly("a", "b", "c");
        assertThat(parameters.optional("empty")).isEmpty();
        parameters.requireNoOther();
    }

    @Test
    void whatIsAbsentIsWhatStandsForIt() throws Exception {
        Parameters parameters = Parameters.of("MungeFrom", Map.of());

        assertThat(parameters.optional("text", "otherwise")).isEqualTo("otherwise");
        assertThat(parameters.address("address")).isEmpty();
        assertThat(parameters.duration("duration", Duration.ZERO)).isZero();
        assertThat(parameters.number("number", 7, 1)).isEqualTo(7);
        assertThat(parameters.flag("flag", true)).isTrue();
        assertThat(parameters.choice("choice", Author.CC)).isEqualTo(Author.CC);
        assertThat(parameters.words("words")).isEmpty();
        assertThatThrownBy(() -> parameters.required("text"))
                .isInstanceOf(MessagingException.class)
                .hasMessage("MungeFrom: parameter \"text\" is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "address, nobody",
        "duration, soon",
        "duration, -1 day",
        "number, many",
        "number, 0",
        "flag, yes",
        "choice, to",
        "pattern, example"
    })
    void aWrongValueIsToldWithOwnerParameterAndValue(String type, String value) {
        Parameters parameters = of("author", value);

        assertThatThrownBy(() -> {
                    switch (type) {
                        case "address" -> parameters.address("author");
                        case "duration" -> parameters.duration("author", Duration.ZERO);
                        case "number" -> parameters.number("author", 1, 1);
                        case "flag" -> parameters.flag("author", true);
                        case "choice" -> parameters.choice("author", Author.CC);
                        default -> parameters.required("author", AddressPattern::parse);
                    }
                })
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith("MungeFrom: parameter \"author\": \"" + value + "\": ");
    }

    @Test
    void aVariableThatTheEnvironmentHasNotIsRefused() {
        Parameters parameters = of("author", "${env:NO_SUCH_VARIABLE}");
        parameters.optional("author");

        assertThatThrownBy(parameters::requireNoOther)
                .hasMessage("MungeFrom: parameter \"author\": \"${env:NO_SUCH_VARIABLE}\": "
                        + "the environment has no such variable");
    }

    @Test
    void aParameterNobodyAskedForIsRefused() {
        Parameters parameters = of("auhtor", "cc");
        parameters.optional("author");

        assertThatThrownBy(parameters::requireNoOther)
                .isInstanceOf(MessagingException.class)
                .hasMessage("MungeFrom: parameter \"auhtor\": \"cc\": unknown; the known parameters are [author]");
    }

    @Test
    void aConditionIsReadAsParameters() throws Exception {
        Parameters parameters =
                Parameters.ofCondition("IsDmarcRejectSender", "policies=reject quarantine; always=example.com; t=");

        assertThat(parameters.words("policies")).containsExactly("reject", "quarantine");
        assertThat(parameters.words("always")).containsExactly("example.com");
        assertThat(parameters.optional("t")).isEmpty();
        parameters.requireNoOther();
        Parameters.ofCondition("IsDmarcRejectSender", null).requireNoOther();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "=reject", "policies=reject;policies=none"})
    void aConditionThatIsNoListOfParametersIsRefused(String condition) {
        assertThatThrownBy(() -> Parameters.ofCondition("IsDmarcRejectSender", condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith("IsDmarcRejectSender: ");
    }

    @ParameterizedTest
    @CsvSource({
        "example@ml.example.ac.jp, Example@ML.example.ac.jp, true",
        "*@ml.example.ac.jp, example@ml.example.ac.jp, true",
        "*@ml.example.ac.jp, example@example.ac.jp, false",
        "ml.example.ac.jp, Example@ML.example.ac.jp, true",
        "ml.example.ac.jp, example@sub.ml.example.ac.jp, false",
        "*@*.example.ac.jp, example@ml.example.ac.jp, true",
        "staff-*@example.org, staff-all@example.org, true",
        "staff-*@example.org, staff@example.org, false",
        "a.b@example.org, aXb@example.org, false"
    })
    void aPatternMeansAddresses(String pattern, String address, boolean meant) throws Exception {
        assertThat(AddressPattern.parse(pattern).matches(new MailAddress(address)))
                .isEqualTo(meant);
    }
}
