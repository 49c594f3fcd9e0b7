package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.MailMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectPrefixTest extends MailetTest {
    private static final Map<String, String> NUMBERED = Map.of("prefix", "[{list}:{serial}]");

    private static String subject(MailImpl mail) throws Exception {
        return MailMessage.read(mail).header().first("Subject").orElseThrow().text();
    }

    private static MailImpl subjected(String subject) throws Exception {
        return post("Subject: " + subject + "\r\n\r\nHello\r\n");
    }

    @Test
    void shouldNumberEachPost() throws Exception {
        SubjectPrefix mailet = mailet(SubjectPrefix.class, NUMBERED);
        MailImpl first = subjected("one");
        MailImpl second = subjected("two");

        mailet.service(first);
        mailet.service(second);

        assertThat(subject(first)).isEqualTo("[example:00001] one");
        assertThat(subject(second)).isEqualTo("[example:00002] two");
        assertThat(TestMail.octets(first)).endsWith("\r\n\r\nHello\r\n");
        assertThat(james.count("SubjectPrefix.prefixed")).isEqualTo(2);
    }

    @Test
    void shouldGiveAPostThatJamesTakesUpAgainTheSameNumber() throws Exception {
        MailImpl before = subjected("one");
        MailImpl again = subjected("one");
        again.setName(before.getName());

        mailet(SubjectPrefix.class, NUMBERED).service(before);
        mailet(SubjectPrefix.class, NUMBERED).service(again);

        assertThat(subject(again)).isEqualTo("[example:00001] one");
    }

    @ParameterizedTest
    @CsvSource({
        "[{list}:{serial}], 3, 'Re: [example:001] one', 'Re: [example:001] one'",
        "[{list}:{serial}], 5, 'Re: [example:00041] one', 'Re: [example:00001] one'",
        "({list} {serial}), 1, one, (example 1) one",
        "[{list}], 5, one, [example] one"
    })
    void shouldTakeTheShapeTheOperatorSays(String prefix, String digits, String before, String after) throws Exception {
        MailImpl mail = subjected(before);

        mailet(SubjectPrefix.class, Map.of("prefix", prefix, "digits", digits)).service(mail);

        assertThat(subject(mail)).isEqualTo(after);
    }

    @Test
    void shouldTellWhenANumberCannotBeKept() throws Exception {
        Path file = folder.resolve("var/list-serials/example%40ml.example.ac.jp");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "damaged\n", StandardCharsets.UTF_8);
        SubjectPrefix mailet = mailet(SubjectPrefix.class, NUMBERED);
        MailImpl mail = subjected("one");

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("gets no number")
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @CsvSource({"prefix, [{number}]", "digits, 0", "digits, many", "suffix, x"})
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        Map<String, String> parameters =
                parameter.equals("prefix") ? Map.of(parameter, value) : Map.of("prefix", "[{list}]", parameter, value);
        assertThatThrownBy(() -> mailet(SubjectPrefix.class, parameters))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("SubjectPrefix: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
