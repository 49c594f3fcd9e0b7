package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MessageTest {
    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Message read(String text) throws Exception {
        return Message.read(ByteSource.wrap(octets(text)));
    }

    /** Whatever a message holds, it is written as it came. */
    @Property(tries = 500)
    void shouldWriteWhatItRead(@ForAll byte[] content) throws Exception {
        Message message = Message.read(ByteSource.wrap(content));
        assertThat(message.content().read()).isEqualTo(content);
        assertThat(message.withHeader(message.header()).content().read()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a\r\n\r\nbody",
                "From: a\nTo: b\n\nbody\n",
                "From: a",
                "From: a\r\n",
                "\r\nbody",
                "",
                "no field\r\nFrom: a\r\n\r\n",
                " folded first\r\nFrom: a\r\n\r\nb",
                "From: \u00e3\r\n\tfold \r\n\r\n\r\n"
            })
    void shouldKeepEveryOctet(String content) throws Exception {
        assertThat(read(content).content().read()).isEqualTo(octets(content));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: a$|Subject|a",
                "SUBJECT :  a $|SUBJECT|a",
                "Subject:a$ b$\tc$|Subject|a b\tc",
                "X:$|X|''",
                "Subject: a:b$|Subject|a:b",
                "no colon$|''|no colon",
                "' folded: a$'|''|folded: a"
            })
    void shouldTellNameAndText(String field, String name, String text) {
        HeaderField read = HeaderField.ofOctets(octets(field.replace("$", "\r\n")));
        assertThat(read.name()).isEqualTo(name);
        assertThat(read.text()).isEqualTo(text);
    }

    @Test
    void shouldReadUtf8AndElseOneCharForEachOctet() {
        assertThat(HeaderField.ofOctets("From: 差出人".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("差出人");
        assertThat(HeaderField.ofOctets(octets("From: \u00e9")).text()).isEqualTo("\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: b", "a\nb", "a\rb", "a\r\n", "a\0b", "a\r\n\r\nbody"})
    void shouldLetNoValueInjectAField(String value) {
        assertThatThrownBy(() -> HeaderField.of("Subject", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldWriteAFieldThatReadsTheSame() {
        HeaderField field = HeaderField.of("Subject", "a\r\n b 日本");
        assertThat(field.octets()).isEqualTo("Subject: a\r\n b 日本\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(field.text()).isEqualTo("a b 日本");
    }

    @Test
    void shouldChangeFieldsByName() throws Exception {
        Header header = read("A: 1\r\nb: 2\r\nA: 3\r\n\r\n").header();
        assertThat(header.with(HeaderField.of("a", "x")).fields())
                .extracting(HeaderField::toString)
                .containsExactly("a: x", "b: 2");
        assertThat(header.with(HeaderField.of("C", "x")).fields())
                .extracting(HeaderField::toString)
                .containsExactly("A: 1", "b: 2", "A: 3", "C: x");
        assertThat(header.without("B").prepend(HeaderField.of("T", "0")).fields())
                .extracting(HeaderField::toString)
                .containsExactly("T: 0", "A: 1", "A: 3");
        assertThat(header.all("a")).hasSize(2);
        assertThat(header.first("B")).map(HeaderField::text).contains("2");
    }

    @Test
    void shouldRefuseAHeaderBeyondItsLimits() {
        HeaderLimits limits = new HeaderLimits(3, 100);
        for (String header : List.of("A: 1\r\n".repeat(4), "A: " + "x".repeat(200) + "\r\n", "A: " + "x".repeat(200))) {
            assertThatThrownBy(() -> Message.read(ByteSource.wrap(octets(header + "\r\nbody")), limits))
                    .isInstanceOf(HeaderTooLargeException.class);
        }
    }

    @Test
    void shouldLeaveTheBodyInItsSource() throws Exception {
        Message message = read("A: 1\r\n\r\nbody\r\n");
        assertThat(message.body().read()).isEqualTo(octets("body\r\n"));
        assertThat(message.withBody(ByteSource.wrap(octets("new"))).content().read())
                .isEqualTo(octets("A: 1\r\n\r\nnew"));
    }
}
