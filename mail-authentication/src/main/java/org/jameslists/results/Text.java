package org.jameslists.results;

/**
 * The texts of the field: how they are cleaned when they come from a message, and how they are quoted when written
 * (RFC 8601 §2.2: a {@code value} is a token or quoted-string of RFC 2045 §5.1, the latter with the UTF-8 of RFC 6532).
 */
final class Text {
    /**
     * The most bytes of a text. The longest mailbox has 320 (RFC 5321 §4.5.3.1); a text of this size, every character
     * of it escaped, still fits on a line of 998 bytes (RFC 5322 §2.1.1), since a quoted-string without a space cannot
     * be folded.
     */
    static final int MAX_OCTETS = 400;

    private static final String TSPECIALS = "()<>@,;:\\\"/[]?=";
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private Text() {}

    /**
     * Makes a text harmless: control characters and line and paragraph separators, whatever the alphabet, become spaces
     * (no field can be ended by them), as do the bidirectional controls, which would show the field in another order
     * than it is read; half surrogate pairs become U+FFFD; what exceeds {@link #MAX_OCTETS} is cut off.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_OCTETS));
        int octets = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int kept = harmless(c);
            octets += utf8Length(kept);
            if (octets > MAX_OCTETS) {
                break;
            }
            clean.appendCodePoint(kept);
        }
        return clean.toString();
    }

    private static int harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> 0xFFFD;
            default -> isBidiControl(c) ? ' ' : c;
        };
    }

    private static boolean isBidiControl(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /** A {@code value}: as it is if it is a token, else quoted. */
    static String formatValue(String text) {
        return isToken(text) ? text : quote(text);
    }

    /** A {@code pvalue}: as {@link #formatValue}, but an address, {@code @domain} included, is not quoted. */
    static String formatPropertyValue(String text) {
        return isAddress(text) ? text : formatValue(text);
    }

    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The local part of an address: as it is if it is a dot-atom, else quoted (RFC 5322 §3.4.1). */
    static String formatLocalPart(String local) {
        return isDotAtom(local, ATEXT_SPECIALS) ? local : quote(local);
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && TSPECIALS.indexOf(c) < 0);
    }

    private static boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || !isDotAtom(text.substring(at + 1), "-_")) {
            return false;
        }
        String local = text.substring(0, at);
        return local.isEmpty() || isDotAtom(local, ATEXT_SPECIALS) || isNeededQuoting(local);
    }

    private static boolean isDotAtom(String text, String specials) {
        boolean start = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? start : !isAlphanumericOrUtf8(c) && specials.indexOf(c) < 0) {
                return false;
            }
            start = c == '.';
        }
        return !start;
    }

    /** RFC 6531 §3.3, RFC 8616 §2: local parts and domains may hold UTF-8. */
    private static boolean isAlphanumericOrUtf8(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c >= 0x80 && !Character.isWhitespace(c));
    }

    /** Whether this is a quoted-string written as {@link #formatLocalPart} would: reading it gives the same again. */
    private static boolean isNeededQuoting(String local) {
        if (local.length() < 2 || local.charAt(0) != '"' || local.charAt(local.length() - 1) != '"') {
            return false;
        }
        String raw = local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1");
        return formatLocalPart(raw).equals(local);
    }
}
