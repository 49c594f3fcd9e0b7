package org.jameslists.mail;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Byte strings: one character for each byte. */
public final class Octets {
    private Octets() {}

    public static String string(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    public static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A field with a name and a value, given as a byte string with folds. */
    public static HeaderField field(String name, String value) {
        String space = value.startsWith("\r\n") ? "" : " ";
        return HeaderField.ofOctets(bytes(name + ":" + space + value + "\r\n"));
    }

    /**
     * RFC 5322 §2.2.3: unfolding removes line ends before white space. A CR without an LF is not a line end, and stays.
     */
    public static String unfold(String octets) {
        return octets.replaceAll("\r?\n(?=[ \t])", "");
    }

    public static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** RFC 5322 §3.2.3 atext. */
    static boolean isAtext(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    /** A byte as two hexadecimal digits, in upper case as encodings ask for. */
    public static String hex(char octet) {
        return HexFormat.of().withUpperCase().toHexDigits((byte) octet);
    }
}
