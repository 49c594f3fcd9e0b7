package org.jameslists.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TransferEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "7bit, IDENTITY",
        "8BIT, IDENTITY",
        "binary (x), IDENTITY",
        "Quoted-Printable, QUOTED_PRINTABLE",
        "(a) base64 ; x, BASE64",
        "x-uuencode, UNKNOWN"
    })
    void shouldReadTheField(String value, TransferEncoding encoding) {
        Header header = Header.of(HeaderField.of("Content-Transfer-Encoding", value));
        assertThat(TransferEncoding.of(header)).isEqualTo(encoding);
    }

    @Test
    void shouldBeIdentityWhenNothingIsSaid() {
        assertThat(TransferEncoding.of(Header.of())).isEqualTo(TransferEncoding.IDENTITY);
    }

    static Arguments[] quotedPrintable() {
        return new Arguments[] {
            Arguments.of("", ""),
            Arguments.of("plain\r\n", "plain\r\n"),
            Arguments.of("a=b", "a=3Db"),
            Arguments.of("caf\u00c3\u00a9", "caf=C3=A9"),
            Arguments.of("blank \r\ntab\t\r\nlast ", "blank=20\r\ntab=09\r\nlast=20"),
            Arguments.of("in the middle", "in the middle"),
            Arguments.of("a\rb\nc\u0000", "a=0Db=0Ac=00"),
            Arguments.of("x".repeat(75), "x".repeat(75)),
            Arguments.of("x".repeat(77), "x".repeat(75) + "=\r\nxx"),
            Arguments.of("x".repeat(74) + "\u00e9", "x".repeat(74) + "=\r\n=E9"),
            Arguments.of("x".repeat(75) + " y", "x".repeat(75) + "=\r\n y")
        };
    }

    @ParameterizedTest
    @MethodSource("quotedPrintable")
    void shouldWriteQuotedPrintable(String text, String encoded) throws IOException {
        assertThat(encode(TransferEncoding.QUOTED_PRINTABLE, text)).isEqualTo(encoded);
    }

    static Arguments[] base64() {
        return new Arguments[] {
            Arguments.of("YWJj", "abc"),
            Arguments.of("YWJ", "ab"),
            Arguments.of("YW", "a"),
            Arguments.of("Y", ""),
            Arguments.of("Y W\r\nJ\u00e9j", "abc"),
            Arguments.of("YQ==YQ==", "a"),
            Arguments.of("YQ==\r\n--\r\nfooter", "a"),
            Arguments.of("!", "")
        };
    }

    @ParameterizedTest
    @MethodSource("base64")
    void shouldReadBase64AsFarAsItCan(String encoded, String text) throws IOException {
        assertThat(decode(TransferEncoding.BASE64, encoded)).isEqualTo(text);
    }

    @Property
    @Label("header-rewriting 1: encoding is undone by decoding, in 7-bit lines of at most 76 characters")
    void shouldDecodeWhatItEncodes(@ForAll("octets") String octets) throws IOException {
        for (TransferEncoding encoding :
                new TransferEncoding[] {TransferEncoding.QUOTED_PRINTABLE, TransferEncoding.BASE64}) {
            String encoded = encode(encoding, octets);
            assertThat(decode(encoding, encoded)).isEqualTo(octets);
            assertThat(encoded).matches("(?s)[\\r\\n\\t -~]*").doesNotContainPattern("[ \t]\r\n|\r(?!\n)|(?<!\r)\n");
            assertThat(encoded.split("\r\n", -1))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        }
    }

    @Property
    void shouldCloseLinesWhateverTheChunks(@ForAll("octets") String octets) throws IOException {
        String closed = octets.replaceAll("\r\n|\r|\n", "\r\n");
        for (int size : new int[] {1, 2, 3, 5, 7, 8192}) {
            try (InputStream in = new CrlfStream(Mails.chunked(octets, size).openStream())) {
                assertThat(string(in)).isEqualTo(closed);
            }
        }
    }

    @Provide
    static Arbitrary<String> octets() {
        return Arbitraries.of(
                        "\r\n", "\r", "\n", "=", " ", "\t", "a", "\u00e9", "\u0000", "word", "x".repeat(75), "=3D")
                .list()
                .ofMaxSize(60)
                .map(list -> String.join("", list));
    }

    private static String encode(TransferEncoding encoding, String octets) throws IOException {
        return string(encoding.encode(new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static String decode(TransferEncoding encoding, String octets) throws IOException {
        return string(encoding.decode(new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static String string(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
