package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;

import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsListMailTest {
    private static IsListMail matcher(String condition) throws Exception {
        IsListMail matcher = new IsListMail();
        matcher.init(FakeMatcherConfig.builder()
                .matcherName("IsListMail")
                .condition(condition)
                .build());
        return matcher;
    }

    private static FakeMail mail() throws Exception {
        return FakeMail.builder().name("mail").recipient("jane@example.org").build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| true",
                "lists=example@ml.example.ac.jp | true",
                "lists=other@ml.example.ac.jp, *@ML.example.ac.jp | true",
                "lists=other@ml.example.ac.jp | false"
            })
    void aListIsMatchedByItsAddress(String condition, boolean matched) throws Exception {
        FakeMail mail = mail();
        ListAttributes.set(mail, ListAttributes.LIST, "example@ml.example.ac.jp");

        assertThat(matcher(condition).match(mail)).hasSize(matched ? 1 : 0);
    }

    @Test
    void otherMailIsNotMatched() throws Exception {
        assertThat(matcher(null).match(mail())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lists=example, example", "list=example@ml.example.ac.jp, list"})
    void aWrongConditionIsRefusedAtStartUp(String condition, String named) {
        assertThatThrownBy(() -> matcher(condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith("IsListMail: ")
                .hasMessageContaining('"' + named + '"');
    }
}
