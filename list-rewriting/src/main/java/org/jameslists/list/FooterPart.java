package org.jameslists.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Edit;
import org.jameslists.mail.mime.EditedSource;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.TextCharset;
import org.jameslists.mail.mime.TransferEncoding;

import com.google.common.io.ByteSource;

/** A footer as a separate part in a multipart/mixed. */
final class FooterPart {
    private FooterPart() {}

    /** Puts the footer after the last part. Adds a missing close delimiter. */
    static Message addLast(Message message, MimeEntity mixed, FooterText footer) {
        String delimiter = "--" + mixed.boundary().orElseThrow();
        String part = delimiter + "\r\n" + part(footer);
        Edit edit = mixed.closeDelimiter()
                .map(place -> insert(place, part))
                .orElseGet(() -> insert(mixed.bodyEnd(), "\r\n" + part + delimiter + "--\r\n"));
        return message.withBody(EditedSource.of(message.body(), List.of(edit)));
    }

    /** Makes the message the first part of a multipart/mixed, with all header fields that describe its body. */
    static Message wrap(Message message, MimeEntity root, FooterText footer) throws IOException {
        String boundary = boundary();
        String delimiter = "--" + boundary;
        String before = delimiter + "\r\n" + string(partHeader(message, root).octets()) + "\r\n";
        String after = "\r\n" + delimiter + "\r\n" + part(footer) + delimiter + "--\r\n";
        ByteSource body = ByteSource.concat(source(before), message.body(), source(after));
        return message.withHeader(outerHeader(message.header(), boundary)).withBody(body);
    }

    /** RFC 2045 §6.7 (5): "=_" is in no body in quoted-printable, nor in Base64; the rest no other body has. */
    static String boundary() {
        return "=_" + UUID.randomUUID();
    }

    private static Header partHeader(Message message, MimeEntity root) throws IOException {
        Header header = message.header().without(field -> !isOfBody(field) || field.is("Content-Length"));
        boolean old = message.header().first("MIME-Version").isEmpty()
                && header.first("Content-Type").isEmpty();
        // Old Japanese mail declares no charset, and would count as US-ASCII once it is a part.
        return old && TextCharset.isIso2022Jp(message.body(), root)
                ? header.with(root.type().with("charset", "ISO-2022-JP").field())
                : header;
    }

    private static Header outerHeader(Header header, String boundary) {
        ContentType mixed = new ContentType("multipart", "mixed", Map.of("boundary", boundary));
        String label = TransferEncoding.label(header);
        Header outer = header.with(mixed.field()).without(field -> isOfBody(field) && !field.is("Content-Type"));
        // RFC 2045 §6.4: a multipart is labelled as its parts need it, and never encoded.
        Header labelled = label.equals("8bit") || label.equals("binary")
                ? outer.append(HeaderField.of("Content-Transfer-Encoding", label))
                : outer;
        return labelled.first("MIME-Version").isPresent()
                ? labelled
                : labelled.append(HeaderField.of("MIME-Version", "1.0"));
    }

    /** RFC 2045 §9: the fields that begin with {@code Content-} are those of a part. */
    private static boolean isOfBody(HeaderField field) {
        return field.lowerCaseName().startsWith("content-");
    }

    /** The part, in 7-bit form: header, empty line and text. */
    static String part(FooterText footer) {
        String text = footer.plain();
        boolean ascii = text.chars().allMatch(c -> c <= 0x7f);
        String fields = "Content-Type: text/plain; charset=" + (ascii ? "US-ASCII" : "UTF-8") + "\r\n"
                + (ascii ? "" : TransferEncoding.BASE64.field() + "\r\n")
                + "Content-Disposition: inline\r\n\r\n";
        return fields + (ascii ? text : base64(text));
    }

    private static String base64(String text) {
        byte[] lineEnd = {'\r', '\n'};
        return Base64.getMimeEncoder(76, lineEnd).encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    private static Edit insert(long place, String octets) {
        return Edit.insert(place, octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteSource source(String octets) {
        return ByteSource.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String string(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
