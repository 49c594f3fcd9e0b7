package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Mails;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.MimeStructure;
import org.jameslists.mail.mime.Origin;
import org.jameslists.mail.mime.SevenBitMessage;
import org.jameslists.mail.mime.TransferEncoding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;
import com.google.common.io.CountingInputStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FooterTemplateTest {
    private static final ListIdentity LIST = ListIdentity.of("example", "example@ml.example.ac.jp");
    private static final String ASCII = "--\n{list-address}";
    private static final String JAPANESE = "--\n{list}の一覧 ①";
    private static final String FRENCH = "café";
    private static final String V = "MIME-Version: 1.0\r\n";
    private static final String PLAIN = V + "Content-Type: text/plain; charset=";
    private static final String QP = "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    private static final String BASE64 = "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    private static final String MIXED = V + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    private static final String ASCII_PART =
            "Content-Type: text/plain; charset=US-ASCII\r\nContent-Disposition: inline\r\n\r\n-- \r\nexample@ml.example.ac.jp\r\n";

    private static Message added(String footer, String octets) throws IOException {
        FooteredMessage result =
                FooterTemplate.of(footer).addTo(Mails.read(octets), LIST, () -> "https://example.org/leave/t");
        assertThat(result).isInstanceOf(FooteredMessage.Added.class);
        requireSendableIfSaid((FooteredMessage.Added) result);
        return ((FooteredMessage.Added) result).message();
    }

    private static void requireSendableIfSaid(FooteredMessage.Added added) throws IOException {
        if (added.sendable()) {
            Origin origin = new Origin(Clock.systemUTC(), "ml.example.ac.jp");
            SevenBitMessage sevenBit = SevenBitMessage.of(added.message(), origin);
            assertThat(sevenBit).isInstanceOf(SevenBitMessage.Converted.class);
            Message converted = ((SevenBitMessage.Converted) sevenBit).message();
            Message again = ((SevenBitMessage.Converted) SevenBitMessage.again(added.message(), origin)).message();
            assertThat(converted.body()).isSameAs(added.message().body());
            assertThat(ofBody(converted.header())).isEqualTo(ofBody(again.header()));
        }
    }

    private static List<HeaderField> ofBody(Header header) {
        return header.fields().stream()
                .filter(field -> field.lowerCaseName().startsWith("content-"))
                .toList();
    }

    /** Messages put together at random from what makes MIME hard. */
    @Property(tries = 2000)
    void shouldSayOnlyOfWhatIsSendableThatItIs(@ForAll("messages") String message) throws IOException {
        FooteredMessage result =
                FooterTemplate.of(ASCII).addTo(Mails.read(message), LIST, () -> "https://example.org/leave/t");
        if (result instanceof FooteredMessage.Added added) {
            requireSendableIfSaid(added);
        }
    }

    @Provide
    Arbitrary<String> messages() {
        List<String> fields = List.of(
                "MIME-Version: 1.0\r\n",
                "Content-Type: text/plain\r\n",
                "Content-Type: text/plain; charset=ISO-2022-JP\r\n",
                "Content-Type: text/html\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n",
                "Content-Type: multipart/alternative; boundary=b\r\n",
                "Content-Type: message/rfc822\r\n",
                "Content-Type: image/png\r\n",
                "Content-Transfer-Encoding: 7bit\r\n",
                "Content-Transfer-Encoding: 8bit\r\n",
                "Content-Transfer-Encoding: binary\r\n",
                "Content-Transfer-Encoding: base64\r\n",
                "Content-Transfer-Encoding: quoted-printable\r\n",
                "Content-Disposition: attachment\r\n",
                "Content-Description: \u00e9\r\n",
                "X: a\nb\rc\r\n");
        List<String> lines = List.of(
                "Hello\r\n",
                "\r\n",
                "--b\r\n",
                "--b--\r\n",
                "</body>\r\n",
                "\u001b$B$\u001b(B",
                "\u001b$B",
                "bare\n",
                "\r",
                "\u00e9\r\n",
                "x".repeat(997),
                "x".repeat(999) + "\r\n",
                "\u0000",
                "Content-Type: text/plain\r\n\r\n",
                "Content-Transfer-Encoding: 8bit\r\n\r\n");
        return Combinators.combine(
                        Arbitraries.of(fields).list().ofMaxSize(4).map(list -> String.join("", list)),
                        Arbitraries.of(lines).list().ofMaxSize(9).map(list -> String.join("", list)))
                .as((header, body) -> header + "\r\n" + body);
    }

    /** Text in a charset as a string with a character for each octet. */
    private static String in(String charset, String text) {
        return new String(text.getBytes(Charset.forName(charset)), StandardCharsets.ISO_8859_1);
    }

    private static String jis(String text) {
        return in("x-windows-iso2022jp", text);
    }

    static List<Arguments> texts() {
        String lines = "-- \r\nexample@ml.example.ac.jp\r\n";
        return List.of(
                Arguments.of("nothing said", ASCII, "\r\nx\r\n", "\r\nx\r\n" + lines),
                Arguments.of("a last line without end", ASCII, "\r\nx", "\r\nx\r\n" + lines),
                Arguments.of("an empty body", ASCII, "A: b\r\n\r\n", "A: b\r\n\r\n" + lines),
                Arguments.of("no body", ASCII, "A: b\r\n", "A: b\r\n\r\n" + lines),
                Arguments.of("a header cut off", ASCII, "A: b", "A: b\r\n\r\n" + lines),
                Arguments.of(
                        "8bit",
                        FRENCH,
                        PLAIN + "utf-8\r\n\r\n\u00c3\u00a9",
                        PLAIN + "utf-8\r\n\r\n\u00c3\u00a9\r\ncaf\u00c3\u00a9\r\n"),
                Arguments.of(
                        "7 bit that would become 8bit",
                        FRENCH,
                        PLAIN + "utf-8\r\n\r\na=b\n",
                        PLAIN + "utf-8" + QP + "a=3Db\r\ncaf=C3=A9\r\n"),
                Arguments.of(
                        "ISO-8859-1",
                        FRENCH,
                        PLAIN + "iso-8859-1\r\n\r\n\u00e9\r\n",
                        PLAIN + "iso-8859-1\r\n\r\n\u00e9\r\ncaf\u00e9\r\n"),
                Arguments.of(
                        "US-ASCII that must be UTF-8",
                        FRENCH,
                        PLAIN + "us-ascii" + QP + "x=3D\r\n",
                        PLAIN + "UTF-8" + QP + "x=3D\r\ncaf=C3=A9\r\n"),
                Arguments.of(
                        "nothing said and UTF-8",
                        FRENCH,
                        "\r\n\u00c3\u00a9\r\n",
                        PLAIN.substring(V.length()) + "UTF-8\r\n" + V + "\r\n\u00c3\u00a9\r\ncaf\u00c3\u00a9\r\n"),
                Arguments.of(
                        "ISO-2022-JP",
                        JAPANESE,
                        PLAIN + "ISO-2022-JP\r\n\r\n" + jis("日本\r\n"),
                        PLAIN + "ISO-2022-JP\r\n\r\n" + jis("日本\r\n-- \r\nexampleの一覧 ①\r\n")),
                Arguments.of(
                        "ISO-2022-JP that ends in its own set",
                        ASCII,
                        PLAIN + "ISO-2022-JP\r\n\r\n\u001b$BF|K\\",
                        PLAIN + "ISO-2022-JP\r\n\r\n\u001b$BF|K\\\u001b(B\r\n" + lines),
                Arguments.of(
                        "old Japanese mail",
                        JAPANESE,
                        "\r\n" + jis("日本\r\n"),
                        PLAIN.substring(V.length()) + "ISO-2022-JP\r\n" + V + "\r\n"
                                + jis("日本\r\n-- \r\nexampleの一覧 ①\r\n")),
                Arguments.of(
                        "Shift_JIS",
                        JAPANESE,
                        PLAIN + "Shift_JIS\r\n\r\n" + in("windows-31j", "日本\r\n"),
                        PLAIN + "Shift_JIS\r\n\r\n" + in("windows-31j", "日本\r\n-- \r\nexampleの一覧 ①\r\n")),
                Arguments.of(
                        "quoted-printable",
                        ASCII,
                        PLAIN + "utf-8" + QP + "=E3=81=82=\r\n",
                        PLAIN + "utf-8" + QP + "=E3=81=82\r\n=2D-=20\r\nexample@ml.example.ac.jp\r\n"),
                Arguments.of(
                        "base64",
                        FRENCH,
                        PLAIN + "utf-8" + BASE64 + "44GC\r\n",
                        PLAIN + "utf-8" + BASE64 + "44GCDQpjYWbDqQ0K\r\n"),
                Arguments.of(
                        "base64 with its padding",
                        "x",
                        PLAIN + "utf-8" + BASE64 + "YQ0K\r\nYQ==\r\n",
                        PLAIN + "utf-8" + BASE64 + "YQ0KYQ0KeA0K\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void shouldPutTheFooterUnderText(String what, String footer, String before, String after) throws IOException {
        assertThat(Mails.octets(added(footer, before))).as(what).isEqualTo(after);
    }

    static List<Arguments> flowedTexts() {
        return List.of(
                Arguments.of("x\r\n", "--\na\nb", "x\r\n-- \r\na\r\nb\r\n"),
                Arguments.of("x \r\n", "a \nb", "x \r\n\r\na\r\nb\r\n"),
                Arguments.of("x ", "a", "x \r\n\r\na\r\n"),
                Arguments.of("-- \r\n", "a", "-- \r\na\r\n"),
                Arguments.of("x\r\n-- \r\n", "a", "x\r\n-- \r\na\r\n"),
                Arguments.of("x\r\n", "> a\nFrom b", "x\r\n > a\r\n From b\r\n"));
    }

    @ParameterizedTest
    @DisplayName("RFC 3676: in format=flowed no line flows into the footer, nor within it")
    @MethodSource("flowedTexts")
    void shouldKeepTheLinesOfAFooterApart(String text, String footer, String after) throws IOException {
        String header = PLAIN + "us-ascii; format=Flowed\r\n\r\n";
        assertThat(Mails.octets(added(footer, header + text))).isEqualTo(header + after);
    }

    static List<Arguments> htmlTexts() {
        String html = V + "Content-Type: text/html; charset=";
        String one = "<p>&#60;a&#62;<br>\r\n&#12354; &#38;</p>\r\n";
        return List.of(
                Arguments.of(
                        html + "us-ascii\r\n\r\n<body>x</BODY ></html>\r\n",
                        html + "us-ascii\r\n\r\n<body>x" + one + "</BODY ></html>\r\n"),
                Arguments.of(html + "iso-2022-jp\r\n\r\n<b>x</b>", html + "iso-2022-jp\r\n\r\n<b>x</b>\r\n" + one),
                Arguments.of(
                        html + "utf-8" + BASE64 + "PC9ib2R5Pg==",
                        html + "utf-8" + BASE64
                                + "PHA+JiM2MDthJiM2Mjs8YnI+DQomIzEyMzU0OyAmIzM4OzwvcD4NCjwvYm9keT4=\r\n"),
                Arguments.of(
                        html + "us-ascii\r\n\r\n</body>" + "x".repeat(20_000),
                        html + "us-ascii\r\n\r\n</body>" + "x".repeat(20_000) + "\r\n" + one));
    }

    @ParameterizedTest
    @MethodSource("htmlTexts")
    void shouldPutTheFooterAtTheEndOfHtml(String before, String after) throws IOException {
        assertThat(Mails.octets(added("<a>\nあ &", before))).isEqualTo(after);
    }

    static List<Arguments> mixed() {
        String part = "--b\r\n\r\nx\r\n";
        return List.of(
                Arguments.of(
                        MIXED + part + "--b--\r\nepilogue",
                        MIXED + part + "--b\r\n" + ASCII_PART + "--b--\r\nepilogue"),
                Arguments.of(MIXED + part, MIXED + part + "\r\n--b\r\n" + ASCII_PART + "--b--\r\n"),
                Arguments.of(
                        MIXED + "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--b--",
                        MIXED + "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--b\r\n"
                                + ASCII_PART + "--b--"));
    }

    @ParameterizedTest
    @MethodSource("mixed")
    void shouldBeTheLastPartOfAMultipartMixed(String before, String after) throws IOException {
        assertThat(Mails.octets(added(ASCII, before))).isEqualTo(after);
    }

    static List<Arguments> wrapped() {
        String alternative = "Content-Type: multipart/alternative; boundary=c\r\n";
        String parts = "--c\r\n\r\nx\r\n--c\r\nContent-Type: text/html\r\n\r\nx\r\n--c--\r\n";
        return List.of(
                Arguments.of("two alternatives", ASCII, alternative, parts),
                Arguments.of(
                        "a charset without the footer's characters",
                        FRENCH,
                        "Content-Type: text/plain; charset=ISO-2022-JP\r\n",
                        jis("日本\r\n")),
                Arguments.of(
                        "half-width katakana, which RFC 1468 lacks",
                        "ｱ",
                        "Content-Type: text/plain; charset=ISO-2022-JP\r\n",
                        "x"),
                Arguments.of("an unknown charset", ASCII, "Content-Type: text/plain; charset=utf-7\r\n", "x"),
                Arguments.of(
                        "a charset that is no wider ASCII",
                        ASCII,
                        "Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n",
                        "AGE=\r\n"),
                Arguments.of(
                        "an unknown encoding",
                        ASCII,
                        "Content-Type: text/plain\r\nContent-Transfer-Encoding: x-odd\r\n",
                        "x\r\n"),
                Arguments.of(
                        "a text that is a file",
                        ASCII,
                        "Content-Type: text/plain\r\nContent-Disposition: Attachment; filename=a\r\n",
                        "x"),
                Arguments.of(
                        "an image",
                        ASCII,
                        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <a@b>\r\n",
                        "YQ==\r\n"),
                Arguments.of("a message", ASCII, "Content-Type: message/rfc822\r\n", "Subject: x\r\n\r\nx"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrapped")
    void shouldBeAPartBesideWhatCannotHoldIt(String what, String footer, String fields, String body)
            throws IOException {
        Message message = added(footer, "Subject: x\r\n" + V + fields + "\r\n" + body);

        assertThat(message.header().fields())
                .extracting(field -> field.name())
                .as(what)
                .containsExactly("Subject", "MIME-Version", "Content-Type");
        MimeEntity root = MimeStructure.of(message).root();
        assertThat(root.type().is("multipart/mixed")).isTrue();
        assertThat(root.parts()).hasSize(2);
        MimeEntity first = root.parts().get(0);
        assertThat(new String(first.header().octets(), StandardCharsets.ISO_8859_1))
                .isEqualTo(fields);
        assertThat(content(message, first)).isEqualTo(body);
        MimeEntity second = root.parts().get(1);
        String text = new String(
                second.encoding().decode(slice(message, second).openStream()).readAllBytes(),
                second.type().charset().orElseThrow());
        assertThat(text).startsWith(footer.equals(ASCII) ? "-- \r\nexample@ml.example.ac.jp" : footer);
        assertThat(second.facts().isSevenBit()).isTrue();
    }

    private static ByteSource slice(Message message, MimeEntity part) {
        return message.body().slice(part.bodyStart(), part.bodyEnd() - part.bodyStart());
    }

    private static String content(Message message, MimeEntity part) {
        return Mails.octets(slice(message, part));
    }

    @Test
    void shouldKeepTheLabelOfAnEightBitMultipart() throws IOException {
        Message message = added(
                ASCII,
                "Content-Type: multipart/related; boundary=c\r\nContent-Transfer-Encoding: 8bit\r\n\r\n--c\r\n\r\n\u00e9\r\n--c--\r\n");
        assertThat(TransferEncoding.label(message.header())).isEqualTo("8bit");
        assertThat(message.header().all("MIME-Version")).hasSize(1);
    }

    @Test
    void shouldLabelOldJapaneseTextThatBecomesAPart() throws IOException {
        Message message = added(FRENCH, "\r\n" + jis("日本\r\n"));
        MimeEntity first = MimeStructure.of(message).root().parts().get(0);
        assertThat(first.type().parameter("charset")).contains("ISO-2022-JP");
        assertThat(content(message, first)).isEqualTo(jis("日本\r\n"));
    }

    @ParameterizedTest
    @DisplayName("features 11: signed or encrypted MIME is never damaged by a footer")
    @ValueSource(
            strings = {
                "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
                "Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
                "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\nx",
                "Content-Type: application/x-pkcs7-mime\r\n\r\nx",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/signed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--b--\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: application/pkcs7-mime\r\n\r\nx\r\n--b--\r\n"
            })
    void shouldDeclineWhatIsSignedOrEncrypted(String octets) throws IOException {
        assertThat(declined(octets)).contains("signed or encrypted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: message/partial\r\n\r\nx",
                "Content-Type: multipart/mixed\r\n\r\nx",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\nx"
            })
    void shouldDeclineWhatHasNoPlaceForIt(String octets) throws IOException {
        assertThat(declined(octets)).isNotEmpty();
    }

    private static String declined(String octets) throws IOException {
        FooteredMessage result =
                FooterTemplate.of(ASCII).addTo(Mails.read(octets), LIST, () -> "https://example.org/leave/t");
        assertThat(result).isInstanceOf(FooteredMessage.Declined.class);
        return ((FooteredMessage.Declined) result).reason();
    }

    @Test
    void shouldFillInWhatIsKnownOfTheList() throws IOException {
        ListIdentity odd = ListIdentity.of("$1 {domain}", "example@ml.example.ac.jp");
        FooteredMessage result = FooterTemplate.of("{list}: https://{domain}/ {list-address}")
                .addTo(Mails.read("\r\n"), odd, () -> "https://example.org/leave/t");
        assertThat(Mails.octets(((FooteredMessage.Added) result).message()))
                .isEqualTo("\r\n$1 {domain}: https://ml.example.ac.jp/ example@ml.example.ac.jp\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{name}", "a\u001bb"})
    void shouldRefuseATemplateThatMakesNoFooter(String template) {
        assertThatThrownBy(() -> FooterTemplate.of(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseALineThatIsTooLong() {
        assertThatThrownBy(() -> FooterTemplate.of("あ".repeat(130))).hasMessageContaining("too long");
        assertThat(FooterTemplate.of("a".repeat(900))).isNotNull();
    }

    static List<Arguments> large() {
        return List.of(
                Arguments.of(PLAIN + "utf-8" + QP, ""),
                Arguments.of(PLAIN + "utf-8" + BASE64, ""),
                Arguments.of("Content-Type: text/html\r\n\r\n", ""),
                Arguments.of(MIXED + "--b\r\nContent-Type: image/png" + BASE64, "\r\n--b--\r\n"));
    }

    @ParameterizedTest
    @DisplayName("a large body costs time, not heap: it is read no faster than the result is")
    @MethodSource("large")
    void shouldStreamLargeBodies(String start, String end) throws IOException {
        String lines = ("YWJj".repeat(18) + "\r\n").repeat(40_000);
        AtomicReference<CountingInputStream> source = new AtomicReference<>();
        ByteSource large = new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                source.set(new CountingInputStream(
                        Mails.chunked(start + lines + end, 8192).openStream()));
                return source.get();
            }
        };
        FooteredMessage result =
                FooterTemplate.of(ASCII).addTo(Message.read(large), LIST, () -> "https://example.org/leave/t");
        long read = 0;
        try (InputStream in =
                ((FooteredMessage.Added) result).message().content().openStream()) {
            for (int count = in.readNBytes(8192).length; count > 0; count = in.readNBytes(8192).length) {
                read += count;
                assertThat(source.get().getCount() - read).isLessThan(100_000);
            }
        }
        assertThat(read).isGreaterThan(lines.length() - 100_000);
    }
}
