package org.jameslists.integration;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.KeyFormatException;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.PublishedKey;

import com.google.common.io.ByteSource;

/** Mail as the author sends it: the kinds that lists meet, each signed by the author's domain. */
public final class AuthorMail {
    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
    private static final String NAME = "差出人の名前";
    private static final String JAPANESE = "会議の日程が変わりました。\r\n木曜の午後三時に三階でお会いしましょう。\r\n";
    private static final int LARGE = 30_000_000;

    private AuthorMail() {}

    /**
     * The message of the field study, as a mobile carrier sends it: Japanese name, Subject and body in ISO-2022-JP.
     */
    public static byte[] ofTheFieldStudy(PublishedKey author) throws IOException {
        return signed(author, iso2022jp());
    }

    /** All kinds by name, unsigned. */
    public static Map<String, byte[]> kinds() {
        Map<String, byte[]> kinds = new LinkedHashMap<>();
        kinds.put("plain ASCII", message(mime("text/plain; charset=us-ascii", "7bit"), "Hello, all.\r\n"));
        kinds.put("ISO-2022-JP", iso2022jp());
        kinds.put(
                "UTF-8 quoted-printable",
                message(
                        mime("text/plain; charset=UTF-8", "quoted-printable"),
                        "=E4=BC=9A=E8=AD=B0 at three =3D 3\r\n"));
        kinds.put("8bit UTF-8", message(mime("text/plain; charset=UTF-8", "8bit"), JAPANESE));
        kinds.put("multipart with attachment", multipart());
        kinds.put(
                "raw 8-bit header",
                message(
                        "From: " + NAME + " <author@example.ne.jp>\r\nSubject: 日程\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: text/plain; charset=UTF-8\r\n",
                        "Hello.\r\n"));
        kinds.put("no MIME-Version", message("From: author@example.ne.jp\r\nSubject: old\r\n", "Hello.\r\n"));
        kinds.put(
                "MIME-Version with a comment",
                message(
                        "From: author@example.ne.jp\r\nSubject: comment\r\nMIME-Version: 1.0 (made by hand)\r\n"
                                + "Content-Type: text/plain\r\n",
                        "Hello.\r\n"));
        kinds.put("no final CRLF", message(mime("text/plain; charset=us-ascii", "7bit"), "Hello"));
        kinds.put("empty body", message(mime("text/plain; charset=us-ascii", "7bit"), ""));
        kinds.put("30 MB", large());
        return kinds;
    }

    /** A message with the author's DKIM signature on top. */
    public static byte[] signed(PublishedKey author, byte[] message) throws IOException {
        try {
            SigningIdentity by = new SigningIdentity(
                    author.domain(), author.selector(), PemKeys.RECOMMENDED.read(author.pem(), Optional.empty()));
            Message unsigned = Message.read(ByteSource.wrap(message));
            List<HeaderField> fields =
                    new DkimSigner(InstantSource.system()).sign(unsigned, List.of(new DkimSigner.Order(by)));
            Header header = unsigned.header().prepend(fields.toArray(HeaderField[]::new));
            return unsigned.withHeader(header).content().read();
        } catch (KeyFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] iso2022jp() {
        return message(
                "From: " + encodedWord(NAME) + " <author@example.ne.jp>\r\nSubject: " + encodedWord("会議の日程") + "\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n"
                        + "Content-Transfer-Encoding: 7bit\r\n",
                JAPANESE,
                ISO_2022_JP);
    }

    private static byte[] multipart() {
        String attachment = Base64.getMimeEncoder().encodeToString(new byte[4000]);
        return message(
                "From: \"Author, First\" <author@example.ne.jp>\r\nSubject: minutes\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=\"=_parts\"\r\n",
                "This is a message in parts.\r\n--=_parts\r\nContent-Type: text/plain; charset=UTF-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\n" + JAPANESE
                        + "--=_parts\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=minutes.bin\r\n"
                        + "\r\n" + attachment + "\r\n--=_parts--\r\n");
    }

    private static byte[] large() {
        byte[] start = message(mime("text/plain; charset=us-ascii", "7bit"), "");
        byte[] line = "A line of text as a log file has many of them, again and again and again.\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(start, start.length + LARGE / line.length * line.length);
        for (int at = start.length; at < message.length; at += line.length) {
            System.arraycopy(line, 0, message, at, line.length);
        }
        return message;
    }

    private static String mime(String type, String encoding) {
        return "From: Author <author@example.ne.jp>\r\nSubject: hello\r\nMIME-Version: 1.0\r\nContent-Type: " + type
                + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n";
    }

    private static byte[] message(String fields, String body) {
        return message(fields, body, StandardCharsets.UTF_8);
    }

    private static byte[] message(String fields, String body, Charset charset) {
        byte[] header = (fields + "To: example@ml.example.ac.jp\r\nDate: Tue, 24 Nov 2026 12:00:00 +0900\r\n"
                        + "Message-ID: <20261124.1@example.ne.jp>\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] content = body.getBytes(charset);
        byte[] message = Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, message, header.length, content.length);
        return message;
    }

    private static String encodedWord(String text) {
        return "=?ISO-2022-JP?B?" + Base64.getEncoder().encodeToString(text.getBytes(ISO_2022_JP)) + "?=";
    }
}
