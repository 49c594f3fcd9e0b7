package org.jameslists.mail;

/** The lines of a header field as SMTP sends them (RFC 5321 §2.3.8, RFC 5322 §2.1.1). */
final class FieldLines {
    private static final int MAX_LINE = 998;

    private FieldLines() {}

    /** Whether a field is in ASCII, and {@link #closed} would not change it. */
    static boolean areClosedAscii(byte[] field) {
        int lineStart = 0;
        for (int i = 0; i < field.length; i++) {
            byte octet = field[i];
            if (octet <= 0 || (octet == '\r' && (i + 1 == field.length || field[i + 1] != '\n'))) {
                return false;
            }
            if (octet == '\n') {
                if (i == 0 || field[i - 1] != '\r' || i - 1 - lineStart > MAX_LINE) {
                    return false;
                }
                lineStart = i + 1;
            }
        }
        return lineStart == field.length;
    }

    /**
     * The field with all lines ending in CRLF. A bare LF that folds becomes CRLF. A bare CR or NUL becomes a space, or
     * a question mark if a space would join the field to the previous one. A line of more than 998 bytes is folded at
     * white space, if it has any.
     */
    static HeaderField closed(HeaderField field) {
        String octets = Octets.string(field.octets());
        String closed = folded(withoutBareLineEnds(octets));
        boolean same = closed.equals(octets) && closed.endsWith("\n");
        return same ? field : HeaderField.ofOctets(Octets.bytes(closed));
    }

    private static String withoutBareLineEnds(String octets) {
        return octets.replaceFirst("^(?:\r(?!\n)|\u0000)", "?")
                .replaceAll("\r(?!\n)|\u0000", " ")
                .replaceAll("(?<!\r)\n", "\r\n");
    }

    private static String folded(String octets) {
        StringBuilder result = new StringBuilder(octets.length());
        int start = 0;
        while (start < octets.length()) {
            int end = octets.indexOf("\r\n", start);
            end = end < 0 ? octets.length() : end + 2;
            int lastText = lastText(octets, start, end);
            while (end - 2 - start > MAX_LINE) {
                int fold = foldBefore(octets, start, lastText);
                if (fold < 0) {
                    break;
                }
                result.append(octets, start, fold).append("\r\n");
                start = fold;
            }
            result.append(octets, start, end);
            start = end;
        }
        return result.toString();
    }

    private static int lastText(String octets, int start, int end) {
        int lastText = end - 1;
        while (lastText > start && Octets.isSpace(octets.charAt(lastText))) {
            lastText--;
        }
        return lastText;
    }

    /**
     * The last space that can begin a line of at most 998 bytes, with other bytes before and after it; -1 if there is
     * none.
     */
    private static int foldBefore(String octets, int start, int lastText) {
        int firstText = start;
        while (firstText < lastText && Octets.isSpace(octets.charAt(firstText))) {
            firstText++;
        }
        for (int i = Math.min(start + MAX_LINE, lastText); i > firstText; i--) {
            if (Octets.isSpace(octets.charAt(i))) {
                return i;
            }
        }
        return -1;
    }
}
