package org.jameslists.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import org.jameslists.mail.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SevenBitMessageTest {
    private static final Origin ORIGIN =
            new Origin(Clock.fixed(Instant.parse("2024-11-05T03:04:05Z"), ZoneOffset.ofHours(9)), "ml.example.ac.jp");
    private static final String COMPLETE = "Date: x\r\nMessage-ID: <a@example.org>\r\nMIME-Version: 1.0\r\n";

    /** Fills a line of quoted-printable together with one 8-bit octet. */
    private static final String LINE_BUT_THREE =
            "123456789 123456789 123456789 123456789 123456789 123456789 123456789 12";

    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    static List<String> sound() {
        return List.of(
                "\r\nplain\r\n",
                "\r\n",
                "\r\nno line end",
                "\r\n.\r\n..\r\ntrailing blanks \t\r\n",
                "Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n\u001b$B;3ED\u001b(B\r\n",
                "Content-Transfer-Encoding: 7bit\r\n\r\nx",
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E5=\r\n",
                "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n--b\r\n\r\nx\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--b--\r\nepi",
                "Content-Transfer-Encoding: x-odd\r\n\r\n" + "x".repeat(2000));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void shouldLeaveA7BitMessageAsItIs(String octets) throws IOException {
        Message message = Mails.read(COMPLETE + octets);
        SevenBitMessage.Converted converted = converted(message);
        assertThat(Mails.octets(converted.message())).isEqualTo(COMPLETE + octets);
        assertThat(converted.leftAsIs()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("MIME-Version is written as JavaMail would write it, once")
    @ValueSource(
            strings = {
                "",
                "MIME-Version: 1.0 (comment)\r\n",
                "MIME-Version:1.0\r\n",
                "Mime-Version: 1.0\r\nMIME-Version: 1.0\r\n",
                "MIME-Version: 1.0\r\n"
            })
    void shouldHaveOneMimeVersion(String fields) throws IOException {
        Message message = converted(Mails.read("Date: x\r\nMessage-ID: <a@b>\r\n" + fields + "\r\nx"))
                .message();
        assertThat(message.header().all("MIME-Version"))
                .extracting(Object::toString)
                .containsExactly("MIME-Version: 1.0");
    }

    @Test
    void shouldKeepAMimeVersionOfAnotherCase() throws IOException {
        String octets = COMPLETE.replace("MIME-V", "Mime-v") + "\r\nx";
        assertThat(Mails.octets(converted(Mails.read(octets)).message())).isEqualTo(octets);
    }

    @Test
    @DisplayName("header-rewriting 12: Date and Message-ID are there before anything is hashed")
    void shouldAddDateAndMessageId() throws IOException {
        Message message = converted(Mails.message("Subject: x", "", "x")).message();
        assertThat(message.header().first("Date").orElseThrow().text()).isEqualTo("Tue, 5 Nov 2024 12:04:05 +0900");
        assertThat(message.header().first("Message-ID").orElseThrow().text())
                .matches("<[-0-9a-f]{36}@ml\\.example\\.ac\\.jp>");
    }

    @Test
    void shouldDropTheFieldsThatJavaMailDoesNotSend() throws IOException {
        Message message = converted(Mails.message("Bcc: x@example.org", "Content-Length: 3", "To: y", "", "x"))
                .message();
        assertThat(message.header().fields())
                .noneMatch(field -> field.is("Bcc") || field.is("Content-Length"))
                .anyMatch(field -> field.is("To"));
    }

    static List<Arguments> eightBit() {
        String utf8 = Mails.utf8("café あ=");
        return List.of(
                Arguments.of(
                        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + utf8
                                + "\r\n",
                        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 =E3=81=82=3D\r\n"),
                Arguments.of(
                        "\r\n" + utf8,
                        "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 =E3=81=82=3D"),
                Arguments.of(
                        "Content-Type: text/plain; format=flowed\r\n\r\n\u00e9 \r\n",
                        "Content-Type: text/plain; format=flowed; charset=unknown-8bit\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9=20\r\n"),
                Arguments.of(
                        "Content-Type: text/html\r\n\r\n\u00e9\n",
                        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n"),
                Arguments.of(
                        "Content-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n\r\n\u0089P\r\u0000\n",
                        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVANAAo=\r\n"),
                Arguments.of(
                        "Content-Type: image/x\r\nContent-Transfer-Encoding: binary\r\n\r\na\nb",
                        "Content-Type: image/x\r\nContent-Transfer-Encoding: base64\r\n\r\nYQpi\r\n"),
                Arguments.of("Content-Transfer-Encoding: 8BIT\r\n\r\nx", "Content-Transfer-Encoding: 7bit\r\n\r\nx"),
                Arguments.of(
                        "Content-Transfer-Encoding: quoted-printable\r\n\r\na=3D\u00e9=\r\nb",
                        "Content-Transfer-Encoding: quoted-printable\r\n\r\na=3D=E9b"),
                Arguments.of(
                        "Content-Transfer-Encoding: base64\r\n\r\n" + "YWJj".repeat(300),
                        "Content-Transfer-Encoding: base64\r\n\r\n" + ("YWJj".repeat(19) + "\r\n").repeat(15)
                                + "YWJj".repeat(15) + "\r\n"),
                Arguments.of(
                        "\r\n" + "x".repeat(999),
                        "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + ("x".repeat(75) + "=\r\n").repeat(13)
                                + "x".repeat(24)),
                Arguments.of("\r\na\u0000b", "Content-Transfer-Encoding: quoted-printable\r\n\r\na=00b"),
                Arguments.of("\r\na\nb\rc\r\n", "\r\na\r\nb\r\nc\r\n"),
                Arguments.of("\na\n", "\r\na\r\n"),
                Arguments.of(
                        MIXED + "--b\rX: y\r\r\u00e9\r--b--",
                        MIXED
                                + "--b\r\nX: y\r\nContent-Type: text/plain; charset=unknown-8bit\r\n"
                                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n--b--"),
                Arguments.of(
                        MIXED + "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\u00e9\r\n=2D-b\r\n- -\r\n",
                        MIXED + "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n=2D-b\r\n- -\r\n"),
                Arguments.of(MIXED + "--b\r\n--b\u0000\r\n\r\nx", MIXED + "--b\r\n?-b \r\n\r\nx"),
                Arguments.of("Subject: " + Mails.utf8("会") + "\r\n\r\nx", "Subject: =?UTF-8?B?5Lya?=\r\n\r\nx"));
    }

    @ParameterizedTest
    @MethodSource("eightBit")
    void shouldConvertWhatIsNot7Bit(String octets, String expected) throws IOException {
        assertThat(Mails.octets(converted(Mails.read(COMPLETE + octets)).message()))
                .isEqualTo(COMPLETE + expected);
    }

    @Test
    void shouldLabelOldJapaneseMail() throws IOException {
        Message message = converted(Mails.message("Subject: x", "", "\u001b$B;3ED\u001b(B"))
                .message();
        assertThat(message.header().first("Content-Type").orElseThrow().text())
                .isEqualTo("text/plain; charset=ISO-2022-JP");
        assertThat(Mails.octets(message.body())).isEqualTo("\u001b$B;3ED\u001b(B");
        Message ansi =
                converted(Mails.message("Subject: x", "", "\u001b[1mbold")).message();
        assertThat(ansi.header().first("Content-Type")).isEmpty();
    }

    @Test
    void shouldConvertTheLeavesOfAMultipartAndNothingElse() throws IOException {
        Message message = Mails.read(COMPLETE
                + String.join(
                        "\r\n",
                        "Content-Type: multipart/mixed; boundary=b",
                        "Content-Transfer-Encoding: 8bit",
                        "",
                        "pr\u00e9",
                        "--b",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        Mails.utf8("é"),
                        "--b",
                        "Content-Type: text/plain",
                        "X-Odd :  as it   came ",
                        "",
                        "=E9 \t",
                        "--b",
                        "Content-Type: image/png; name=\"" + Mails.utf8("会.png") + "\"",
                        "Content-Transfer-Encoding: 8bit",
                        "",
                        "\u0089P",
                        "--b--",
                        "\u00e9pi",
                        ""));
        assertThat(Mails.octets(converted(message).message()))
                .isEqualTo(COMPLETE
                        + String.join(
                                "\r\n",
                                "Content-Type: multipart/mixed; boundary=b",
                                "Content-Transfer-Encoding: 7bit",
                                "",
                                "",
                                "--b",
                                "Content-Type: text/plain; charset=utf-8",
                                "Content-Transfer-Encoding: quoted-printable",
                                "",
                                "=C3=A9",
                                "--b",
                                "Content-Type: text/plain",
                                "X-Odd :  as it   came ",
                                "",
                                "=E9 \t",
                                "--b",
                                "Content-Type: image/png; name*=UTF-8''%E4%BC%9A.png",
                                "Content-Transfer-Encoding: base64",
                                "",
                                "iVA=",
                                "",
                                "--b--",
                                ""));
    }

    @Test
    void shouldConvertInsideAMessageSentOn() throws IOException {
        Message message =
                Mails.read(COMPLETE + "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + Mails.utf8("Subject: 会\r\n\r\né"));
        assertThat(Mails.octets(converted(message).message()))
                .isEqualTo(COMPLETE
                        + String.join(
                                "\r\n",
                                "Content-Type: message/rfc822",
                                "Content-Transfer-Encoding: 7bit",
                                "",
                                "Subject: =?UTF-8?B?5Lya?=",
                                "Content-Type: text/plain; charset=UTF-8",
                                "Content-Transfer-Encoding: quoted-printable",
                                "MIME-Version: 1.0",
                                "",
                                "=C3=A9"));
    }

    static List<Arguments> signed() {
        return List.of(
                Arguments.of(
                        "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\n\u00e9\r\n--b\r\n\r\nsig\r\n--b--\r\n",
                        "a signed part"),
                Arguments.of(
                        "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nX: \u00e9\r\n\r\nx\r\n--b--\r\n",
                        "a signed part"),
                Arguments.of(
                        "Content-Type: message/rfc822\r\n\r\nDKIM-Signature: x\r\n\r\n\u00e9",
                        "a message with a DKIM-Signature"),
                Arguments.of(
                        String.join(
                                "\r\n",
                                "Content-Type: multipart/mixed; boundary=m",
                                "Content-Transfer-Encoding: 8bit",
                                "",
                                "--m",
                                "Content-Type: multipart/signed; boundary=b",
                                "",
                                "--b",
                                "",
                                "\u00e9",
                                "--b--",
                                "--m--"),
                        "a signed part"));
    }

    @ParameterizedTest
    @MethodSource("signed")
    void shouldLeaveWhatIsSignedAndSaySo(String octets, String left) throws IOException {
        SevenBitMessage.Converted converted = converted(Mails.read(COMPLETE + octets));
        assertThat(Mails.octets(converted.message())).isEqualTo(COMPLETE + octets);
        assertThat(converted.leftAsIs()).containsExactly(left);
    }

    @Test
    void shouldSayNothingOfSignedPartsIn7Bit() throws IOException {
        String octets = COMPLETE
                + "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx\r\n--b--\r\n";
        SevenBitMessage.Converted converted = converted(Mails.read(octets));
        assertThat(Mails.octets(converted.message())).isEqualTo(octets);
        assertThat(converted.leftAsIs()).isEmpty();
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of("From: \u00c3\u00a9@example.org\r\n\r\nx", "local part that is not ASCII"),
                Arguments.of("Content-Transfer-Encoding: x-odd\r\n\r\n\u00e9", "x-odd"),
                Arguments.of("Content-Type: multipart/mixed\r\n\r\n\u00e9", "without a boundary"),
                Arguments.of("Content-Type: multipart/mixed; boundary=\u00e9\r\n\r\n--\u00e9\r\n", "not in ASCII"),
                Arguments.of("Content-Type: message/rfc822\r\n\r\n".repeat(200), "nested"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseWhatHasNo7BitForm(String octets, String reason) throws IOException {
        assertThat(SevenBitMessage.of(Mails.read(octets), ORIGIN))
                .isInstanceOfSatisfying(SevenBitMessage.Refused.class, refused -> assertThat(refused.reason())
                        .contains(reason));
    }

    @Test
    void shouldCloseAHeaderThatIsCutOff() throws IOException {
        Message message = converted(Mails.read("Subject: x")).message();
        assertThat(Mails.octets(message))
                .startsWith("Subject: x\r\nMIME-Version: 1.0\r\nDate: ")
                .endsWith(">\r\n\r\n");
    }

    @Test
    void shouldSayWhichFieldsWereDamaged() throws IOException {
        assertThat(converted(Mails.message("Received: \u00e9", "", "x")).damagedFields())
                .containsExactly("Received");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 10, 8192})
    @DisplayName("an equals sign too many reads the same in whatever pieces it comes")
    void shouldDecodeTheSameFromAnyChunks(int size) throws IOException {
        String octets = COMPLETE + "Content-Transfer-Encoding: quoted-printable\r\n\r\nx==\r\n--b==\r\n\u00e9";
        String result = Mails.octets(
                converted(Message.read(Mails.chunked(octets, size))).message());
        assertThat(result).isEqualTo(Mails.octets(converted(Mails.read(octets)).message()));
    }

    @ParameterizedTest
    @DisplayName("what receivers will take for a delimiter or a label is taken for one before the message is converted")
    @ValueSource(
            strings = {
                MIXED + "--b\r--b--b",
                MIXED + "--b\rx",
                MIXED + "\r--b\r\nContent-Transfer-Encoding: 8bit\r\n",
                MIXED + "--b\r\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx",
                MIXED + "--b\r\nX: y\u0000\r\n--b\u0000\r\n\r\n\u00e9",
                MIXED + "--b\r\n\r\n\u00e9" + LINE_BUT_THREE + "--b\r\nx",
                MIXED + "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\u0000\r\n--b--\r\n\r\n--b\r\n=",
                "x\nContent-Transfer-Encoding: 8bit\r\n \u0000",
                MIXED
                        + "--b\r\nContent-Type: multipart/signed; boundary=i\r\n\r\n--i\r\nX: y\r--b\rContent-Transfer-Encoding: 8bit"
            })
    void shouldReadWhatReceiversWillRead(String octets) throws IOException {
        assertThat(converted(Mails.read(COMPLETE + octets)).leftAsIs()).isEmpty();
        shouldAlwaysGiveAFixedPoint(octets);
    }

    @Property
    @Label(
            "what is converted is in 7 bit and closed lines, the same from any chunks, and converting it again changes nothing")
    void shouldAlwaysGiveAFixedPoint(@ForAll("octets") String octets) throws IOException {
        if (SevenBitMessage.of(Mails.read(COMPLETE + octets), ORIGIN) instanceof SevenBitMessage.Converted first
                && first.leftAsIs().isEmpty()) {
            String result = Mails.octets(first.message());
            assertThat(result).matches("(?s)[\\x01-\\x7f]*").doesNotContainPattern("\r(?!\n)|(?<!\r)\n");
            assertThat(Mails.octets(converted(Mails.read(result)).message())).isEqualTo(result);
            for (int size : new int[] {1, 7}) {
                Message chunked = Message.read(Mails.chunked(COMPLETE + octets, size));
                assertThat(Mails.octets(converted(chunked).message())).isEqualTo(result);
            }
        }
    }

    @Provide
    static Arbitrary<String> octets() {
        return Arbitraries.of(
                        "--b",
                        "--b--",
                        "\r\n",
                        "\n",
                        "\r\n\r\n",
                        "\r",
                        "--i",
                        "Content-Type: multipart/mixed; boundary=b\r\n",
                        "Content-Type: multipart/mixed; boundary=i\r\n",
                        "Content-Type: message/rfc822\r\n",
                        "Content-Type: image/png\r\n",
                        "Content-Transfer-Encoding: 8bit\r\n",
                        "Content-Transfer-Encoding: base64\r\n",
                        "Content-Transfer-Encoding: quoted-printable\r\n",
                        "x",
                        " ",
                        "\u00e9",
                        "\u00c3\u00a9",
                        "\u0000",
                        "Content-Type: multipart/signed; boundary=i\r\n",
                        "Content-Transfer-Encoding: binary\r\n",
                        "=2D-b",
                        "=",
                        "YWJj",
                        "Subject:")
                .list()
                .ofMaxSize(40)
                .map(list -> String.join("", list));
    }

    @Test
    @DisplayName("a 300 MB attachment in 8bit costs time, not heap")
    void shouldStreamLargeParts() throws IOException {
        String start = COMPLETE
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        ByteSource large = ByteSource.concat(
                Mails.chunked(start, 8192), new Zeros(300L << 20), Mails.chunked("\r\n--b--\r\n", 8192));
        Message message = converted(Message.read(large)).message();
        Counter counter = new Counter();
        message.writeTo(counter);
        long base64Lines = ((300L << 20) + 56) / 57;
        assertThat(counter.octets).isBetween((300L << 20) / 3 * 4, (300L << 20) / 3 * 4 + 2 * base64Lines + 1000);
    }

    /** NUL octets without end in sight. */
    private static final class Zeros extends ByteSource {
        private final long size;

        Zeros(long size) {
            this.size = size;
        }

        @Override
        public InputStream openStream() {
            return ByteStreams.limit(
                    new InputStream() {
                        @Override
                        public int read() {
                            return 0;
                        }

                        @Override
                        public int read(byte[] target, int offset, int length) {
                            Arrays.fill(target, offset, offset + length, (byte) 0);
                            return length;
                        }
                    },
                    size);
        }
    }

    private static final class Counter extends OutputStream {
        private long octets;

        @Override
        public void write(int octet) {
            octets++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            octets += length;
        }
    }

    private static SevenBitMessage.Converted converted(Message message) throws IOException {
        SevenBitMessage result = SevenBitMessage.of(message, ORIGIN);
        assertThat(result).isInstanceOf(SevenBitMessage.Converted.class);
        return (SevenBitMessage.Converted) result;
    }
}
