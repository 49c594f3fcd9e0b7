package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapMessageTest extends MailetTest {
    private static final String PASSED = "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp policy.dmarc=reject";
    private static final String POST =
            "DKIM-Signature: v=1\r\nFrom: Jane Doe <jane@example.ne.jp>\r\nSubject: test\r\n\r\nHello\r\n";

    private MailImpl wrapped(String octets, String results, Map<String, String> parameters) throws MessagingException {
        MailImpl mail = post(octets);
        mail.setState("list");
        TestReception.receive(mail, results);
        mailet(WrapMessage.class, parameters).service(mail);
        return mail;
    }

    @Test
    void shouldPutThePostIntoAMessageOfTheList() throws Exception {
        MailImpl mail = wrapped(POST, PASSED, Map.of("phrase", "{name} ({list})"));

        assertThat(TestMail.octets(mail))
                .startsWith("From: \"Jane Doe (example)\" <example@ml.example.ac.jp>\r\n")
                .contains("\r\nSubject: test\r\n", "\r\nContent-Type: message/rfc822\r\n")
                .endsWith("\r\n\r\n" + POST);
        assertThat(ListAttributes.get(mail, ListAttributes.MITIGATION)).contains("wrap-message");
        assertThat(james.count("WrapMessage.wrapped")).isEqualTo(1);
        assertThat(mail.getState()).isEqualTo("list");
    }

    @Test
    void shouldSayWhatTheOperatorSaysBeforeThePost() throws Exception {
        assertThat(TestMail.octets(wrapped(POST, PASSED, Map.of("text", "A post to {list-address}."))))
                .contains("\r\n\r\nA post to example@ml.example.ac.jp.\r\n", "\r\n\r\n" + POST + "\r\n--");
    }

    @Test
    void shouldRewriteFromOfWhatCannotBeWrapped() throws Exception {
        MailImpl mail = wrapped(POST.replace("Hello", "H\u00e9llo"), PASSED, Map.of());

        assertThat(TestMail.octets(mail))
                .contains("From: Jane Doe via example <example@ml.example.ac.jp>\r\n")
                .doesNotContain("message/rfc822")
                .endsWith("\r\n\r\nH\u00e9llo\r\n");
        assertThat(ListAttributes.get(mail, ListAttributes.MITIGATION)).contains("munge-from");
        assertThat(james.count("WrapMessage.munged")).isEqualTo(1);
    }

    @Test
    @DisplayName("features 5: no laundering of what fails its author's own policy by wrapping it either")
    void shouldNotGiveAForgeryTheListsGoodName() throws Exception {
        MailImpl mail = wrapped(POST, PASSED.replace("pass", "fail"), Map.of("refusedProcessor", "list-refused"));

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(TestMail.octets(mail)).isEqualTo(POST);
        assertThat(james.count("WrapMessage.refused")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAPostWithoutAuthor() throws Exception {
        MailImpl mail = wrapped("Subject: x\r\n\r\n", PASSED, Map.of());

        assertThat(mail.getState()).isEqualTo("list-refused");
        assertThat(mail.getErrorMessage()).contains("names no author");
    }

    @ParameterizedTest
    @CsvSource({"text, {who}", "phrase, {who} via {list}", "replies, everybody", "wrap, true"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(WrapMessage.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("WrapMessage: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
