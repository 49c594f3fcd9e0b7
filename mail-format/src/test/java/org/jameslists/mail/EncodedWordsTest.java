package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

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

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
            plain text|plain text
            two  spaces stay|two  spaces stay
            =?UTF-8?B?44GC?=|あ
            =?utf-8?b?44GC?=|あ
            =?UTF-8*ja?B?44GC?=|あ
            =?UTF-8?Q?=E3=81=82_b=5Fc?=|あ b_c
            =?iso-8859-1?q?caf=e9?=|café
            Re: =?UTF-8?B?44GC?= again|Re: あ again
            =?UTF-8?B?44GC?= =?UTF-8?Q?=E3=81=84?=|あい
            =?UTF-8?B?44GC?=  =?ISO-8859-1?Q?=E9?=|あé
            =?UTF-8?B?44GC?= =?ISO-8859-1?Q?=E9?= =?UTF-8?B?44GC?= x|あéあ x
            =?UTF-8?Q?trailing_=?=|trailing =
            =?UTF-8?B?44GC|=?UTF-8?B?44GC
            """)
    void shouldDecode(String raw, String text) {
        assertThat(decode(raw)).isEqualTo(text);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 2: words split inside a character are joined before decoding")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            =?UTF-8?Q?=E3=81?= =?UTF-8?Q?=82?=          | あ
            =?UTF-8?Q?=E3=81?= =?utf-8?B?gg==?=         | あ
            =?UTF-8?B?44E=?= =?UTF-8?B?guOB?= =?UTF-8?B?hA==?= tail | あい tail
            =?ISO-2022-JP?B?GyRCJCI=?= =?ISO-2022-JP?B?JCQbKEI=?= | あい
            """)
    void shouldJoinTheOctetsOfNeighbouringWords(String raw, String text) {
        assertThat(decode(raw)).isEqualTo(text);
    }

    @Test
    void shouldJoinWordsAcrossFolds() {
        assertThat(decode("=?UTF-8?Q?=E3=81?=\r\n =?UTF-8?Q?=82?=\r\n\tb")).isEqualTo("あ\tb");
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 3: ISO-2022-JP is read with the table it was written with")
    @CsvSource({"GyRCLSEbKEI=, ①", "GyRCfGIbKEI=, 髙", "GyRCIUEbKEI=, ～", "GyRCJCIbKEJhYg==, あab"})
    void shouldKeepWhatThePlainTableLoses(String base64, String text) {
        assertThat(decode("=?ISO-2022-JP?B?" + base64 + "?=")).isEqualTo(text);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 7: glued words, unknown charsets and undecodable words stay literal")
    @CsvSource({
        "=?UTF-8?Q?a?=x=?UTF-8?Q?b?=",
        "=?UTF-8?Q?a?==?UTF-8?Q?b?=",
        "(=?UTF-8?Q?a?=)",
        "=?x-klingon?Q?a?=",
        "=?UTF-8?X?a?=",
        "=?UTF-8?B?4?=",
        "=??Q?a?=",
        "=?ut(f?Q?a?="
    })
    void shouldLeaveWhatIsNoWord(String raw) {
        assertThat(decode(raw)).isEqualTo(raw);
    }

    @Test
    void shouldReadRawOctets() {
        assertThat(EncodedWords.decode("Grüße あ".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Grüße あ");
        assertThat(EncodedWords.decode("日本 x".getBytes(Charset.forName("ISO-2022-JP"))))
                .isEqualTo("日本 x");
        assertThat(EncodedWords.decode(new byte[] {'a', (byte) 0xe9})).isEqualTo("a\ufffd");
    }

    @Test
    void shouldEncodeNothingAsNoWords() {
        assertThat(EncodedWords.encode("")).isEmpty();
    }

    @Property
    void shouldDecodeWhatItEncodes(@ForAll("text") String text) {
        assertThat(decode(String.join(" ", EncodedWords.encode(text)))).isEqualTo(text);
    }

    @Property
    @Label("header-rewriting 1, 2: a word has at most 75 characters and holds whole characters")
    void shouldEncodeWholeCharactersInShortWords(@ForAll("text") String text) {
        List<String> words = EncodedWords.encode(text);
        assertThat(words).allSatisfy(word -> {
            assertThat(word).hasSizeLessThanOrEqualTo(75).matches("=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=");
            byte[] content = Base64.getDecoder().decode(word.substring(10, word.length() - 2));
            assertThatCode(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)))
                    .doesNotThrowAnyException();
        });
    }

    @Property
    void shouldNeverFailOnAnyOctets(@ForAll byte[] octets, @ForAll("fragments") List<String> fragments) {
        assertThatCode(() -> EncodedWords.decode(octets)).doesNotThrowAnyException();
        assertThatCode(() -> decode(String.join("", fragments))).doesNotThrowAnyException();
    }

    @Provide
    static Arbitrary<String> text() {
        Arbitrary<String> characters = Arbitraries.of("a", " ", "é", "あ", "髙", "👪", "=?", "\t", "\u0000", "？");
        return characters.list().ofMaxSize(200).map(list -> String.join("", list));
    }

    @Provide
    static Arbitrary<List<String>> fragments() {
        return Arbitraries.of(
                        "=?", "?=", "UTF-8", "?B?", "?Q?", "4", "=E3", " ", "\r\n ", "\u001b$B", "\u001b(B", "é", "=")
                .list();
    }

    private static String decode(String raw) {
        return EncodedWords.decode(raw.getBytes(StandardCharsets.UTF_8));
    }
}
