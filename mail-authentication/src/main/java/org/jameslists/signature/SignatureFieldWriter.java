package org.jameslists.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.jameslists.mail.HeaderField;

/**
 * Writes a signature field: tags in the given order, {@code b=} last. Lines have less than 78 columns if their values
 * can be broken, and always less than 998 bytes (RFC 5322 §2.1.1).
 */
public final class SignatureFieldWriter {
    private static final int COLUMNS = 76;
    private static final String FOLD = "\r\n ";

    /** The longest value, in bytes, that fits into a line of 998 with its name. A domain name has at most 255. */
    private static final int LONGEST_VALUE = 900;

    private final String name;
    private final StringBuilder value = new StringBuilder();
    private int column;

    /** Starts a field. */
    public SignatureFieldWriter(String name) {
        this.name = name;
        this.column = name.length() + 2;
    }

    /**
     * Adds a tag whose value cannot be broken.
     *
     * @throws IllegalArgumentException if the value would end the tag, or is too long for a line
     */
    public SignatureFieldWriter tag(String tag, String text) {
        requireValue(tag, text);
        startTag();
        piece(tag + "=" + text + ";");
        return this;
    }

    /**
     * Adds a tag whose value is a list that can be broken after each colon.
     *
     * @throws IllegalArgumentException as {@link #tag}
     */
    public SignatureFieldWriter list(String tag, List<String> items) {
        items.forEach(item -> requireValue(tag, item));
        startTag();
        for (int i = 0; i < items.size(); i++) {
            piece((i == 0 ? tag + "=" : "") + items.get(i) + (i < items.size() - 1 ? ":" : ";"));
        }
        return this;
    }

    /** The field with an empty {@code b=}: the signed form. */
    public HeaderField unsigned() {
        return HeaderField.of(name, value + FOLD + "b=");
    }

    /** The field with the signature. */
    public HeaderField signed(byte[] signature) {
        String base64 = Base64.getEncoder().encodeToString(signature);
        StringBuilder b = new StringBuilder(FOLD + "b=");
        int room = COLUMNS - 3;
        for (int from = 0; from < base64.length(); from += room) {
            b.append(from == 0 ? "" : FOLD).append(base64, from, Math.min(from + room, base64.length()));
        }
        return HeaderField.of(name, value.toString() + b);
    }

    private static void requireValue(String tag, String text) {
        if (text.indexOf(';') >= 0 || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
            throw new IllegalArgumentException("no value of tag " + tag + ": " + text);
        }
    }

    private void startTag() {
        if (value.length() > 0) {
            value.append(' ');
            column++;
        }
    }

    private void piece(String text) {
        if (column + text.length() > COLUMNS && value.length() > 0) {
            int end = value.length() - 1;
            if (value.charAt(end) == ' ') {
                value.setLength(end);
            }
            value.append(FOLD);
            column = 1;
        }
        value.append(text);
        column += text.length();
    }
}
