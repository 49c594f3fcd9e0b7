package org.jameslists.mail;

import java.util.List;

/** Arranges words in the lines of a header field (RFC 5322 §2.2.3). */
public final class FieldFolding {
    /**
     * RFC 2047 §2: a line with an encoded-word has at most 76 characters; RFC 5322 §2.1.1 recommends 78 for all lines.
     */
    public static final int LINE = 76;

    private FieldFolding() {}

    /**
     * A field with one space or fold between words. A line is longer than {@link #LINE} only if a single word is.
     *
     * @param words byte strings; none is empty
     */
    public static HeaderField fold(String name, List<String> words) {
        StringBuilder value = new StringBuilder();
        int column = name.length() + 1;
        for (String word : words) {
            if (column + 1 + word.length() > LINE) {
                value.append("\r\n");
                column = 0;
            }
            if (column > name.length() + 1 || !value.isEmpty()) {
                value.append(' ');
            }
            value.append(word);
            column += 1 + word.length();
        }
        return Octets.field(name, value.toString());
    }
}
