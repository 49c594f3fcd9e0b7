package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.MailCharset;
import org.jameslists.mail.Octets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrefixTemplateTest {
    private static final ListIdentity LIST = ListIdentity.of("example", "example@ml.example.ac.jp");
    private static final ListIdentity JAPANESE_LIST = ListIdentity.of("例会", "example@ml.example.ac.jp");
    private static final PrefixTemplate NUMBERED = PrefixTemplate.of("[{list}:{serial}]", 5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [{list}:{serial}]  | 5 | [example:00042] hello
            [{list} {serial}]  | 1 | [example 42] hello
            ({list} {serial})  | 3 | (example 042) hello
            [{list}]           | 1 | [example] hello
            {list}:            | 1 | example: hello
            """)
    void shouldWriteEachShape(String template, int width, String subject) {
        assertThat(prefixed(PrefixTemplate.of(template, width), "hello")).isEqualTo(subject);
        assertThat(prefixed(PrefixTemplate.of(template, width), subject)).isEqualTo(subject);
        assertThat(prefixed(PrefixTemplate.of(template, width), "Re: " + subject))
                .isEqualTo("Re: " + subject);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 13: the prefix is replaced, not stacked, and Re: stays in front")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Re: hello                                  | Re: [example:00042] hello
            RE:hello                                   | RE: [example:00042] hello
            Re[2]: hello                               | Re[2]: [example:00042] hello
            Re^3: [example:00041] hello                | Re^3: [example:00042] hello
            Re: [example:00041] hello                  | Re: [example:00042] hello
            Re: [Example:7] hello                      | Re: [example:00042] hello
            [example:00041] Re: hello                  | Re: [example:00042] hello
            Re: [example:00041] Re: hello              | Re: [example:00042] hello
            Re: Re: hello                              | Re: Re: [example:00042] hello
            Re: Fwd: [example:00041] hello             | Re: Fwd: [example:00042] hello
            [example:1] [example:2]hello               | [example:00042] hello
            Re: [example:00041]                        | Re: [example:00042]
            [other:00041] Re: hello                    | [example:00042] [other:00041] Re: hello
            Report: Re: x [example:00041]              | [example:00042] Report: Re: x [example:00041]
            Re:=?UTF-8?Q?Re:?=                         | Re: [example:00042] =?UTF-8?B?PT9VVEYtOD9RP1JlOj89?=
            Re: [example:x] hello                      | Re: [example:00042] [example:x] hello
            """)
    void shouldReplaceTheOldPrefix(String subject, String expected) {
        assertThat(prefixed(NUMBERED, subject)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 4: a Subject's own words stay as they are behind the prefix")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=                          | [example:00042] =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=
            Re: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= x                    | Re: [example:00042] =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= x
            Re: [example:41] =?UTF-8?Q?caf=C3=A9?= =?UTF-8?Q?=21?=      | Re: [example:00042] =?UTF-8?Q?caf=C3=A9?= =?UTF-8?Q?=21?=
            =?UTF-8?Q?caf=C3?= =?UTF-8?Q?=A9?=                          | [example:00042] =?UTF-8?Q?caf=C3?= =?UTF-8?Q?=A9?=
            =?x-unknown?Q?a?=                                           | [example:00042] =?x-unknown?Q?a?=
            =?UTF-8?Q?a?=x=?UTF-8?Q?b?=                                 | [example:00042] =?UTF-8?Q?a?=x=?UTF-8?Q?b?=
            """)
    void shouldNotTouchEncodedWords(String subject, String expected) {
        assertThat(prefixed(NUMBERED, subject)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 6, 13: a mark or an old prefix inside a word is taken out of it")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Re: [example:00041] 会議                 | Re: [example:00042] 会議
            返信: 会議                               | 返信: [example:00042] 会議
            返信：[example:00041] 会議               | 返信： [example:00042] 会議
            [example:00041]会議                      | [example:00042] 会議
            [example:00041] Re: [example:3]会議 one  | Re: [example:00042] 会議 one
            会議 [example:1]                         | [example:00042] 会議 [example:1]
            """)
    void shouldTakeThePrefixOutOfAWord(String seen, String expected) {
        for (String subject :
                new String[] {String.join(" ", EncodedWords.encode(seen)), seen, quotedPrintable(seen), iso2022Jp(seen)
                }) {
            HeaderField field = field(NUMBERED, LIST, subject);
            assertThat(seen(field)).as(subject).isEqualTo(expected);
            assertThat(field.text()).contains("[example:00042] ").matches("[ -~]*");
        }
    }

    @Test
    void shouldWriteOnlyTheWordThatTheCutGoesThroughAnew() {
        String subject = "=?UTF-8?Q?Re:_a=C3=A9?= =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?Q?b?=";
        assertThat(prefixed(NUMBERED, subject))
                .isEqualTo("Re: [example:00042]\r\n =?UTF-8?B?YcOp?= =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?Q?b?=");
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 6: the space behind an encoded prefix is written inside its word")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= | [例会:00042] 山田
            hello                              | [例会:00042] hello
            Re: [例会:00041] 会議              | Re: [例会:00042] 会議
            返信: 会議                         | 返信: [例会:00042] 会議
            """)
    void shouldEncodeAJapanesePrefix(String subject, String expected) {
        HeaderField field = field(NUMBERED, JAPANESE_LIST, subject);
        assertThat(seen(field)).isEqualTo(expected);
        assertThat(field.text()).matches("[ -~]*");
        HeaderField again = field(NUMBERED, JAPANESE_LIST, field.text());
        assertThat(seen(again)).isEqualTo(expected);
    }

    @Test
    void shouldKeepFolds() {
        String subject = "Re: [example:00041] one\r\n\ttwo\r\n  =?UTF-8?Q?three?= ";
        assertThat(prefixed(NUMBERED, subject)).isEqualTo("Re: [example:00042] one\r\n\ttwo\r\n  =?UTF-8?Q?three?=");
    }

    @Test
    @DisplayName("header-rewriting 1: a prefix that makes the first line too long is followed by a fold")
    void shouldFoldWhatThePrefixMakesTooLong() {
        String word = EncodedWords.encode("会".repeat(11)).get(0);
        assertThat(prefixed(NUMBERED, word + "\r\n " + word)).isEqualTo("[example:00042]\r\n " + word + "\r\n " + word);
        assertThat(prefixed(NUMBERED, "x".repeat(49))).doesNotContain("\r\n");
        assertThat(prefixed(NUMBERED, "x".repeat(52))).contains("]\r\n x");
    }

    @ParameterizedTest
    @CsvSource({"Subject: ", "Subject:", "X-Other: x"})
    void shouldMakeASubjectWhereThereIsNone(String field) {
        Header header = NUMBERED.apply(Header.of(HeaderField.ofOctets(Octets.bytes(field))), LIST, 42);
        assertThat(header.first("Subject")).hasValue(HeaderField.of("Subject", "[example:00042]"));
    }

    @Test
    @DisplayName("header-rewriting 8: one Subject leaves")
    void shouldLeaveOneSubject() {
        Header header =
                Header.of(HeaderField.of("Subject", "a"), HeaderField.of("To", "x"), HeaderField.of("Subject", "b"));
        assertThat(NUMBERED.apply(header, LIST, 42))
                .isEqualTo(Header.of(HeaderField.of("Subject", "[example:00042] a"), HeaderField.of("To", "x")));
    }

    @Test
    void shouldReadRawIso2022Jp() {
        byte[] raw = "Subject: Re: [example:1] 会議 x".getBytes(Charset.forName("ISO-2022-JP"));
        Header header = NUMBERED.apply(Header.of(HeaderField.ofOctets(raw)), LIST, 42);
        assertThat(seen(header.first("Subject").orElseThrow())).isEqualTo("Re: [example:00042] 会議 x");
    }

    @ParameterizedTest
    @CsvSource(value = {"'', 5", "' ', 5", "[{list}:{number}], 5", "[{list, 5", "[{serial}], 0", "[{serial}], 19"})
    void shouldRefuseAWrongTemplate(String template, int width) {
        assertThatThrownBy(() -> PrefixTemplate.of(template, width)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(prefixed(NUMBERED, "FWD: [EXAMPLE:1] x")).isEqualTo("FWD: [example:00042] x");
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(seen(field(NUMBERED, ListIdentity.of("liste", "l@example.org"), "Re: [LISTE:1] x")))
                    .isEqualTo("Re: [liste:00042] x");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    @Label("header-rewriting 1, 13: applied twice is applied once, in ASCII and short lines, and nothing else is lost")
    void shouldNeverStack(@ForAll("subject") String subject, @ForAll boolean japanese) {
        ListIdentity list = japanese ? JAPANESE_LIST : LIST;
        HeaderField once = field(NUMBERED, list, subject);
        HeaderField twice = field(NUMBERED, list, Octets.string(once.value()).strip());
        assertThat(seen(twice)).isEqualTo(seen(once));
        String octets = Octets.string(once.octets());
        assertThat(octets.strip().split("\r\n", -1))
                .allSatisfy(line -> assertThat(line).isNotBlank().hasSizeLessThanOrEqualTo(998));
        assertThat(octets).matches("(?s)[\\x00-\\x7f]*");
    }

    @Provide
    static Arbitrary<String> subject() {
        return Arbitraries.of(
                        "Re:",
                        "Re: ",
                        "返信:",
                        "Fwd: ",
                        "[example:1]",
                        "[例会:00041] ",
                        "会議",
                        " ",
                        "a",
                        "=?UTF-8?Q?Re:?=",
                        "=?UTF-8?B?5Lya?=",
                        "\r\n ",
                        "=?UTF-8?Q?=E4=BC?=",
                        "\u001b$B2q\u001b(B",
                        "[",
                        "\t")
                .list()
                .map(list -> String.join("", list).strip())
                .map(text -> text.replaceAll("(\r\n[ \t]*)+", "\r\n "));
    }

    private static String prefixed(PrefixTemplate prefix, String subject) {
        return Octets.string(field(prefix, LIST, subject).value()).strip();
    }

    private static HeaderField field(PrefixTemplate prefix, ListIdentity list, String subject) {
        byte[] raw = ("Subject: " + subject).getBytes(StandardCharsets.UTF_8);
        return prefix.apply(Header.of(HeaderField.ofOctets(raw)), list, 42)
                .first("Subject")
                .orElseThrow();
    }

    private static String seen(HeaderField field) {
        return EncodedWords.decode(field.value()).strip();
    }

    private static String quotedPrintable(String text) {
        StringBuilder word = new StringBuilder("=?UTF-8?Q?");
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            word.append(String.format(Locale.ROOT, "=%02x", octet & 0xff));
        }
        return word + "?=";
    }

    private static String iso2022Jp(String text) {
        String octets = MailCharset.encodeStrictly(
                        text, MailCharset.named("ISO-2022-JP").orElseThrow())
                .orElseThrow();
        return "=?iso-2022-jp?B?" + Base64.getEncoder().encodeToString(Octets.bytes(octets)) + "?=";
    }
}
