package org.jameslists.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.google.common.base.Ascii;

/**
 * A header field as it came: name, colon, body with its folds, and the line end (RFC 5322 §2.2).
 *
 * <p>A line without a colon is kept as a field without a name, so nothing is lost when the message is written.
 */
public final class HeaderField {
    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] octets;
    private final String name;
    private final int valueStart;

    private HeaderField(byte[] octets) {
        this.octets = octets;
        int colon = colon(octets);
        this.valueStart = colon + 1;
        this.name = colon < 0 ? "" : new String(octets, 0, nameEnd(octets, colon), StandardCharsets.ISO_8859_1);
    }

    /**
     * Makes a field from its bytes.
     *
     * @param octets the field as in a message; CRLF is added if there is no line end
     */
    public static HeaderField ofOctets(byte[] octets) {
        if (octets.length > 0 && octets[octets.length - 1] == '\n') {
            return new HeaderField(octets.clone());
        }
        byte[] closed = Arrays.copyOf(octets, octets.length + 2);
        closed[octets.length] = '\r';
        closed[octets.length + 1] = '\n';
        return new HeaderField(closed);
    }

    /**
     * Like {@link #ofOctets}, but keeps the array, which must not change, and adds no line end: the last line of a
     * truncated message may have none.
     */
    static HeaderField wrap(byte[] octets) {
        return new HeaderField(octets);
    }

    /**
     * Makes a new field {@code name: value}.
     *
     * @param name a field name, printable ASCII without colon (RFC 5322 §3.6.8)
     * @param value the field body, folded or not; each CRLF in it must be followed by a space or tab
     * @throws IllegalArgumentException if the name is invalid, or if the value would end the field or contains a bare
     *     CR, LF or NUL: data cannot inject a field
     */
    public static HeaderField of(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')) {
            throw new IllegalArgumentException("not a field name: " + name);
        }
        requireOneField(name, value);
        ByteArrayOutputStream field = new ByteArrayOutputStream(name.length() + value.length() + 4);
        field.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        field.write(':');
        if (!value.startsWith("\r\n")) {
            field.write(' ');
        }
        field.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        field.writeBytes(CRLF);
        return new HeaderField(field.toByteArray());
    }

    private static void requireOneField(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fold = c == '\r'
                    && value.startsWith("\r\n", i)
                    && i + 2 < value.length()
                    && (value.charAt(i + 2) == ' ' || value.charAt(i + 2) == '\t');
            if (fold) {
                i++;
            } else if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("the value of " + name + " would end or break the field");
            }
        }
    }

    private static int colon(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == ':') {
                return nameEnd(octets, i) > 0 ? i : -1;
            }
            if (octets[i] == '\n') {
                return -1;
            }
        }
        return -1;
    }

    /** RFC 5322 §4.5: white space may be between an obsolete field's name and its colon. */
    private static int nameEnd(byte[] octets, int colon) {
        int end = colon;
        while (end > 0 && (octets[end - 1] == ' ' || octets[end - 1] == '\t')) {
            end--;
        }
        return octets[0] == ' ' || octets[0] == '\t' ? 0 : end;
    }

    /** The name as written, without white space before the colon; empty for a line without a colon. */
    public String name() {
        return name;
    }

    /** Whether this field has this name; case does not matter (RFC 5322 §1.2.2). */
    public boolean is(String other) {
        return !name.isEmpty() && name.equalsIgnoreCase(other);
    }

    /** The name in lower case, as relaxed canonicalisation writes it; bytes above 127 stay (RFC 6376 §3.4.2). */
    public String lowerCaseName() {
        return Ascii.toLowerCase(name);
    }

    /** The whole field as it came, with its line end; a copy. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The length of {@link #octets()}. */
    public int length() {
        return octets.length;
    }

    /** The bytes after the colon, including folds, without the line end; a copy. */
    public byte[] value() {
        return Arrays.copyOfRange(octets, valueStart, contentEnd());
    }

    /** Where in {@link #octets()} the value starts: the byte after the colon, or 0 for a line without a colon. */
    public int valueStart() {
        return valueStart;
    }

    /** Where in {@link #octets()} the content ends: the first byte of the line end. */
    public int contentEnd() {
        int end = octets.length;
        if (end > 0 && octets[end - 1] == '\n') {
            end--;
            if (end > 0 && octets[end - 1] == '\r') {
                end--;
            }
        }
        return Math.max(end, valueStart);
    }

    /**
     * The value as text, unfolded (RFC 5322 §2.2.3) and without white space around it. Bytes are read as UTF-8 if they
     * are valid UTF-8 (RFC 6532), or else as one character for each byte, so that nothing is lost.
     */
    public String text() {
        byte[] value = value();
        int kept = 0;
        for (byte b : value) {
            if (b != '\r' && b != '\n') {
                value[kept++] = b;
            }
        }
        return decode(value, kept).strip();
    }

    private static String decode(byte[] octets, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether the field has a line end; the last field of a truncated message may have none. */
    public boolean isClosed() {
        return octets.length > 0 && octets[octets.length - 1] == '\n';
    }

    /**
     * Whether no server on the way needs to change the field: it is in ASCII, and its lines have line ends and are not
     * too long.
     */
    public boolean isClosedAscii() {
        return FieldLines.areClosedAscii(octets);
    }

    void appendTo(ByteArrayOutputStream out) {
        out.write(octets, 0, octets.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderField field && Arrays.equals(octets, field.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The field as text, for logs and test failures. */
    @Override
    public String toString() {
        return decode(octets, contentEnd());
    }
}
