package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@DisplayName("header-rewriting 11: raw 8-bit header content is encoded before anything is hashed")
class SevenBitHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Subject: 会議                              | =?UTF-8?B?5Lya6K2w?=
            Subject: Re: 会議 room                     | Re: =?UTF-8?B?5Lya6K2w?= room
            Subject: a  会議 会 b                      | a  =?UTF-8?B?5Lya6K2wIOS8mg==?= b
            Subject: =?UTF-8?Q?a?= 会 =?UTF-8?Q?b?=    | =?UTF-8?Q?a?= =?UTF-8?B?IOS8miA=?= =?UTF-8?Q?b?=
            X-Whatever: "会議" (議)                    | =?UTF-8?B?IuS8muitsCIgKOitsCk=?=
            List-Id: 例会 <example.ml.example.ac.jp>   | =?UTF-8?B?5L6L5Lya?= <example.ml.example.ac.jp>
            From: 山田 <a@example.org>                 | =?UTF-8?B?5bGx55Sw?= <a@example.org>
            From: "山田, x" <a@example.org>            | =?UTF-8?B?5bGx55SwLCB4?= <a@example.org>
            To: a@example.org (山田), "B, c" <b@例え.example.org> | =?UTF-8?B?5bGx55Sw?= <a@example.org>, "B, c" <b@xn--r8jz45g.example.org>
            Cc: 会: a@example.org, 山 <b@example.org>; | =?UTF-8?B?5Lya?=: a@example.org, =?UTF-8?B?5bGx?= <b@example.org>;
            To: 皆さん                                 | =?UTF-8?B?55qG44GV44KT?=
            Content-Type: text/plain; name="会.txt"    | text/plain; name*=UTF-8''%E4%BC%9A.txt
            Content-Disposition: attachment; filename=会.txt; size=3 | attachment; filename*=UTF-8''%E4%BC%9A.txt; size=3
            """)
    void shouldEncodeRawText(String field, String value) {
        SevenBitHeader.Converted converted = converted(header(field));
        assertThat(converted.header().fields().get(0).text()).isEqualTo(value);
        assertThat(converted.damaged()).isEmpty();
    }

    @Test
    void shouldCutLongFileNamesInPieces() {
        HeaderField field = converted(
                        header("Content-Disposition: attachment; filename=\"" + "会".repeat(20) + ".txt\""))
                .header()
                .fields()
                .get(0);
        assertThat(Octets.string(field.octets()).strip().split("\r\n", -1))
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        assertThat(field.text())
                .startsWith("attachment; filename*0*=UTF-8''%E4%BC%9A")
                .contains("; filename*1*=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"From: 山田@example.org", "To: a@example.org, x <é@example.org>", "Reply-To: g: é@example.org;"})
    void shouldRefuseALocalPartThatIsNotAscii(String field) {
        assertThat(SevenBitHeader.of(header(field)))
                .isInstanceOfSatisfying(SevenBitHeader.Refused.class, refused -> assertThat(refused.reason())
                        .startsWith(field.substring(0, field.indexOf(':') + 1))
                        .contains("local part that is not ASCII"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Message-ID: <é@example.org>         | Message-ID: <??@example.org>      | Message-ID
            Received: from é ([192.0.2.1])      | Received: from ?? ([192.0.2.1])   | Received
            Content-Disposition: a; b*0="é"     | Content-Disposition: a; b*0="??"  | Content-Disposition
            é: x                                | ??: x                             | ??
            no field é                          | no field ??                       | ''
            """)
    void shouldWriteQuestionMarksWhereNoWordMayStandAndSaySo(String field, String written, String damaged) {
        SevenBitHeader.Converted converted = converted(header(field));
        assertThat(converted.header().fields().get(0).toString()).isEqualTo(written);
        assertThat(converted.damaged()).containsExactly(damaged);
    }

    @Test
    void shouldReadRawTextInTheDeclaredCharset() {
        Header header = new Header(List.of(
                HeaderField.ofOctets("Subject: 会議".getBytes(Charset.forName("EUC-JP"))),
                HeaderField.of("Content-Type", "text/plain; charset=euc-jp")));
        assertThat(converted(header).header().fields().get(0).text()).isEqualTo("=?UTF-8?B?5Lya6K2w?=");
    }

    @Test
    @DisplayName("header-rewriting 11: text in an unknown charset is labelled so (RFC 1428)")
    void shouldLabelWhatNobodyCanRead() {
        HeaderField field = HeaderField.ofOctets(Octets.bytes("Subject: ol\u00e9 \u00e9 x " + "\u00e9".repeat(60)));
        HeaderField converted =
                converted(new Header(List.of(field))).header().fields().get(0);
        assertThat(converted.text())
                .startsWith("=?unknown-8bit?Q?ol=E9_=E9?= x =?unknown-8bit?Q?=E9")
                .matches("[ -~]*");
        assertThat(Octets.string(converted.octets()).strip().split("\r\n", -1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
    }

    @Test
    void shouldLeaveAsciiAsItIs() {
        Header header = header(
                "Received: x\r\n\ty",
                "SUBJECT :  odd   spaces \r\n  here",
                "no field",
                "From: \"a\" <b@example.org> (c)",
                "X-Raw: \u001b$B;3ED\u001b(B",
                "X-Long:" + "x".repeat(3000));
        assertThat(converted(header).header()).isEqualTo(header);
    }

    @ParameterizedTest
    @MethodSource
    void shouldCloseLinesAsSmtpDoes(String raw, String closed) {
        HeaderField field = HeaderField.ofOctets(Octets.bytes(raw));
        assertThat(Octets.string(converted(new Header(List.of(field)))
                        .header()
                        .fields()
                        .get(0)
                        .octets()))
                .isEqualTo(closed + "\r\n");
    }

    static List<Arguments> shouldCloseLinesAsSmtpDoes() {
        return List.of(
                arguments("a\r\nb", "a\r\nb"),
                arguments("X: a\rb", "X: a b"),
                arguments("\rX: a\u0000b", "?X: a b"),
                arguments("\u0000", "?"),
                arguments("X: a\n b", "X: a\r\n b"),
                arguments("X: a\u0000b\r\r\n c", "X: a b \r\n c"));
    }

    @Test
    @DisplayName("header-rewriting 1: a line of more than 998 octets is folded where it has white space")
    void shouldFoldOverlongLines() {
        String value = "word ".repeat(500).strip();
        HeaderField field = converted(new Header(List.of(HeaderField.of("References", value))))
                .header()
                .fields()
                .get(0);
        assertThat(field.text()).isEqualTo(value);
        assertThat(Octets.string(field.octets()).strip().split("\r\n", -1))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).isNotBlank().hasSizeLessThanOrEqualTo(998));
    }

    @Property
    @Label("header-rewriting 1, 11: whatever comes, what leaves is ASCII in closed lines, and its text is the same")
    void shouldAlwaysGiveSoundAscii(@ForAll("name") String name, @ForAll("value") String value) {
        Header header = new Header(List.of(HeaderField.ofOctets(
                (name + ":" + value.replaceAll("\n(?![ \t])", "\n ")).getBytes(StandardCharsets.UTF_8))));
        if (SevenBitHeader.of(header) instanceof SevenBitHeader.Converted converted) {
            HeaderField field = converted.header().fields().get(0);
            String octets = Octets.string(field.octets());
            assertThat(octets).matches("(?s)[\\x01-\\x7f]*\r\n").doesNotContainPattern("\r(?!\n)|(?<!\r)\n");
            if (name.equals("Subject") && value.chars().noneMatch(c -> c < ' ')) {
                assertThat(EncodedWords.decode(field.value()).strip())
                        .isEqualTo(EncodedWords.decode(header.fields().get(0).value())
                                .strip());
            }
            assertThat(SevenBitHeader.of(converted.header()))
                    .isEqualTo(new SevenBitHeader.Converted(converted.header(), Set.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é ", "é", "=?UTF-8?Q?a?= é ", "é\r\n "})
    void shouldTakeLinearTimeForHostileInput(String unit) {
        Header header = header("Subject: " + unit.repeat(100_000) + "x");
        assertThatCode(() ->
                        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SevenBitHeader.of(header)))
                .doesNotThrowAnyException();
    }

    @Provide
    static Arbitrary<String> name() {
        return Arbitraries.of("Subject", "From", "To", "Content-Type", "Message-ID", "X-A", "é", "");
    }

    @Provide
    static Arbitrary<String> value() {
        return Arbitraries.of(
                        "a",
                        "é",
                        "会",
                        " ",
                        "\r\n ",
                        "\n\t",
                        "\r",
                        "\u0000",
                        "=?UTF-8?Q?a?=",
                        "=?UTF-8?B?4w==?=",
                        "@",
                        "<",
                        ">",
                        "\"",
                        "(",
                        ";",
                        "=",
                        "/",
                        "text/plain",
                        ":",
                        ",",
                        "b@example.org",
                        "x".repeat(70))
                .list()
                .map(list -> String.join("", list));
    }

    private static Header header(String... fields) {
        return new Header(Arrays.stream(fields)
                .map(field -> HeaderField.ofOctets(field.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private static SevenBitHeader.Converted converted(Header header) {
        SevenBitHeader result = SevenBitHeader.of(header);
        assertThat(result).isInstanceOf(SevenBitHeader.Converted.class);
        return (SevenBitHeader.Converted) result;
    }
}
