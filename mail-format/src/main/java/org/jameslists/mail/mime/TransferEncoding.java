package org.jameslists.mail.mime;

import java.io.InputStream;
import java.util.Locale;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;

/** The transfer encoding of a body (RFC 2045 §6.1). */
public enum TransferEncoding {
    /** No encoding: 7bit, 8bit, binary, or no label. */
    IDENTITY("7bit"),
    /** RFC 2045 §6.7. */
    QUOTED_PRINTABLE("quoted-printable"),
    /** RFC 2045 §6.8. */
    BASE64("base64"),
    /** An unknown encoding. */
    UNKNOWN("");

    private static final String FIELD = "Content-Transfer-Encoding";

    private final String token;

    TransferEncoding(String token) {
        this.token = token;
    }

    /** The encoding in the first Content-Transfer-Encoding field of a header. */
    static TransferEncoding of(Header header) {
        return switch (label(header)) {
            case "", "7bit", "8bit", "binary" -> IDENTITY;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            case "base64" -> BASE64;
            default -> UNKNOWN;
        };
    }

    /** The word in a header, in lower case; empty if there is none. A NUL is sent as a space, so it is read as one. */
    public static String label(Header header) {
        return header.first(FIELD)
                .map(field -> field.text()
                        .replace('\0', ' ')
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\([^)]*\\)|;.*", "")
                        .strip())
                .orElse("");
    }

    /** The Content-Transfer-Encoding field. */
    public HeaderField field() {
        return HeaderField.of(FIELD, token);
    }

    /** Decodes bytes. Invalid encoding is read as far as possible. */
    public InputStream decode(InputStream encoded) {
        return switch (this) {
            case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(new FullBlocks(encoded), DecodeMonitor.SILENT);
            case BASE64 -> new Base64Decoding(encoded);
            case IDENTITY, UNKNOWN -> encoded;
        };
    }

    /** Encodes bytes, in lines of at most 76 characters. */
    public InputStream encode(InputStream octets) {
        return switch (this) {
            case QUOTED_PRINTABLE -> new QuotedPrintableEncoding(octets);
            case BASE64 -> new Base64Encoding(octets);
            case IDENTITY, UNKNOWN -> octets;
        };
    }
}
