package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1|a=1",
                "a=1;|a=1",
                " a = 1 ; b=2 ; |a=1; b=2",
                "a=|a=",
                "A=1; a=2|A=1; a=2",
                "a=x=y|a=x=y",
                "x_1=~|x_1=~",
                "a=1$ ;$\tb=2|a=1; b=2"
            })
    @DisplayName("dkim 1: unknown tags are kept; white space around names and values is not part of them")
    void shouldParse(String text, String formatted) throws SignatureFormatException {
        TagList tags = TagList.parse(text.replace("$", "\r\n"));
        assertThat(tags).hasToString(formatted);
        assertThat(TagList.parse(formatted)).isEqualTo(tags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "a=1;;b=2", "a", "=1", "1a=1", "a b=1", "a=1; a=1", "a=\u0001", "a=1; ;"})
    @DisplayName("dkim 1: a tag that occurs twice, or is none, invalidates the list")
    void shouldRefuse(String text) {
        assertThatThrownBy(() -> TagList.parse(text)).isInstanceOf(SignatureFormatException.class);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "X: a=1; b=QUJD|X: a=1; b=", "X: a=1; b = QU JD ; z=b=QUJD|X: a=1; b =; z=b=QUJD",
                "X: b=QUJD; bh=QUJD|X: b=; bh=QUJD", "X:b=QUJD|X:b="
            })
    @DisplayName("dkim 4: the place of b= is found however it is spaced, and no other b= is touched")
    void shouldBlankTheSignature(String field, String blanked) throws SignatureFormatException {
        HeaderField octets = HeaderField.ofOctets(field.getBytes(StandardCharsets.US_ASCII));
        assertThat(MessageSignature.withoutSignature(octets, TagList.parse(octets)))
                .hasToString(blanked);
    }

    @Test
    @DisplayName("dkim 8, 13: values are UTF-8, or octets")
    void shouldReadUtf8AndKeepOtherOctets() throws SignatureFormatException {
        HeaderField utf8 = HeaderField.ofOctets("X: d=大学.example.org; n=é".getBytes(StandardCharsets.UTF_8));
        assertThat(TagList.parse(utf8).value("d")).contains("大学.example.org");
        HeaderField latin1 = HeaderField.ofOctets("X: d=a; n=é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(TagList.parse(latin1).value("n")).contains("é");
    }
}
