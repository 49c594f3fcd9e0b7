package org.jameslists.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.MailCharset;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.CrlfStream;
import org.jameslists.mail.mime.Edit;
import org.jameslists.mail.mime.EditedSource;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.TailStream;
import org.jameslists.mail.mime.TextCharset;
import org.jameslists.mail.mime.TransferEncoding;

import com.google.common.io.ByteSource;

/** Puts a footer into a message that is a single text, if the text's own charset allows it. */
final class FooterInText {
    private static final String ASCII = "US-ASCII";
    private static final String ISO_2022_JP = "ISO-2022-JP";
    private static final String TO_ASCII = "\u001b(B";

    /** A set of two bytes a character that nothing ends (RFC 1468). */
    private static final Pattern OTHER_SET = Pattern.compile("\u001b(?!\\([BJ])[^\u001b\n]*\\z");

    /** RFC 3676 §4.2: a line that ends in a space flows into the next; §4.3: the separator does not. */
    private static final Pattern FLOWING = Pattern.compile("(?<!(?:^|\n)--) (?:\r?\n)?\\z");

    private static final Pattern BODY_END = Pattern.compile("</body\\s*>", Pattern.CASE_INSENSITIVE);

    private final Message message;
    private final MimeEntity text;
    private final FooterText footer;
    private final TransferEncoding encoding;

    FooterInText(Message message, MimeEntity text, FooterText footer) {
        this.message = message;
        this.text = text;
        this.footer = footer;
        this.encoding = text.encoding();
    }

    /** The message with the footer; empty if the text cannot contain it. */
    Optional<Message> added() throws IOException {
        if (encoding == TransferEncoding.UNKNOWN) {
            return Optional.empty();
        }
        if (text.type().is("text/html")) {
            return encode(footer.html(), text.type().parameter("charset").orElse(ASCII))
                    .map(octets -> edited(message.header(), encoding, tail -> inHtml(tail, octets)));
        }
        return text.type().is("text/plain") ? inPlainText() : Optional.empty();
    }

    private Optional<Message> inPlainText() throws IOException {
        boolean flowed = text.type().parameter("format").orElse("").equalsIgnoreCase("flowed");
        for (String charset : charsets()) {
            Optional<String> octets = encode(flowed ? footer.flowed() : footer.plain(), charset);
            if (octets.isPresent()) {
                boolean raisesBits = encoding == TransferEncoding.IDENTITY
                        && octets.get().chars().anyMatch(c -> c > 0x7f)
                        && !text.facts().eightBit()
                        && !List.of("8bit", "binary").contains(TransferEncoding.label(message.header()));
                TransferEncoding written = raisesBits ? TransferEncoding.QUOTED_PRINTABLE : encoding;
                Header header = labelled(charset);
                return Optional.of(edited(
                        raisesBits ? header.with(written.field()) : header,
                        written,
                        tail -> under(tail, octets.get(), flowed)));
            }
        }
        return Optional.empty();
    }

    /**
     * The charsets that the text may be in. A text that says US-ASCII, or nothing, may really be UTF-8 or ISO-2022-JP.
     * If it is US-ASCII, it is also UTF-8.
     */
    private List<String> charsets() throws IOException {
        String declared = text.type().parameter("charset").orElse(ASCII);
        return namesAscii(declared) ? List.of(declared, inTruth()) : List.of(declared);
    }

    private static boolean namesAscii(String charset) {
        return MailCharset.named(charset).equals(Optional.of(StandardCharsets.US_ASCII));
    }

    private String inTruth() throws IOException {
        if (TextCharset.isIso2022Jp(message.body(), text)) {
            return ISO_2022_JP;
        }
        try (InputStream octets = encoding.decode(message.body().openStream())) {
            return TextCharset.canRead(octets, StandardCharsets.UTF_8) ? "UTF-8" : "unknown-8bit";
        }
    }

    private Header labelled(String charset) {
        String declared = text.type().parameter("charset").orElse(ASCII);
        if (charset.equals(declared)) {
            return message.header();
        }
        Header header =
                message.header().with(text.type().with("charset", charset).field());
        return header.first("MIME-Version").isPresent() ? header : header.append(HeaderField.of("MIME-Version", "1.0"));
    }

    /** The text as bytes that can follow other text in the charset; empty if the charset lacks a character. */
    private static Optional<String> encode(String text, String charset) {
        Optional<Charset> known = MailCharset.named(charset);
        boolean appendable = known.flatMap(known1 -> MailCharset.encodeStrictly("<\r\n", known1))
                .equals(Optional.of("<\r\n"));
        return appendable
                ? known.flatMap(found -> MailCharset.encodeStrictly(text, found))
                        .filter(octets -> !isIso2022Jp(charset) || !octets.contains("\u001b(I"))
                : Optional.empty();
    }

    private static boolean isIso2022Jp(String charset) {
        return charset.equalsIgnoreCase(ISO_2022_JP);
    }

    private Message edited(Header header, TransferEncoding written, UnaryOperator<byte[]> change) {
        boolean fromRaw = written != encoding;
        ByteSource body = EditedSource.of(message.body(), List.of(new Edit(0, text.bodyEnd(), octets -> {
            InputStream changed = new TailStream(encoding.decode(octets), change);
            return written.encode(fromRaw ? new CrlfStream(changed) : changed);
        })));
        return message.withHeader(header).withBody(body);
    }

    private static byte[] under(byte[] tail, String footer, boolean flowed) {
        StringBuilder whole = new StringBuilder(new String(tail, StandardCharsets.ISO_8859_1));
        if (OTHER_SET.matcher(whole).find()) {
            whole.append(TO_ASCII);
        }
        boolean flowing = flowed && FLOWING.matcher(whole).find();
        if (whole.length() > 0 && whole.charAt(whole.length() - 1) != '\n') {
            whole.append("\r\n");
        }
        return whole.append(flowing ? "\r\n" : "").append(footer).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inHtml(byte[] tail, String footer) {
        StringBuilder whole = new StringBuilder(new String(tail, StandardCharsets.ISO_8859_1));
        Matcher end = BODY_END.matcher(whole);
        int place = -1;
        while (end.find()) {
            place = end.start();
        }
        if (place < 0) {
            place = whole.length();
            if (place > 0 && whole.charAt(place - 1) != '\n') {
                whole.append("\r\n");
                place += 2;
            }
        }
        return whole.insert(place, footer).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
