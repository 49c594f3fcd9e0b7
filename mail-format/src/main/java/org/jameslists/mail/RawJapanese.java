package org.jameslists.mail;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * ISO-2022-JP text in a header without encoding, as in old Japanese mail. Its two-byte characters consist of printable
 * ASCII, even quotes and brackets, so it must be converted before syntax can be read.
 */
final class RawJapanese {
    private RawJapanese() {}

    /** The bytes with all text between escapes of ISO-2022-JP (RFC 1468) converted to UTF-8. */
    static String toUtf8(String octets) {
        StringBuilder result = new StringBuilder(octets.length());
        int copied = 0;
        while (true) {
            int start = next(octets, copied, "\u001b$", "B@");
            int end = start < 0 ? -1 : next(octets, start, "\u001b(", "BJ");
            if (end < 0) {
                return result.append(octets, copied, octets.length()).toString();
            }
            result.append(octets, copied, start);
            copied = end + 3;
            String japanese = octets.substring(start, copied);
            result.append(utf8(japanese).orElse(japanese));
        }
    }

    /** The next escape that ends in one of two letters; -1 if there is none. */
    private static int next(String octets, int from, String escape, String kinds) {
        int at = octets.indexOf(escape, from);
        while (at >= 0 && (at + 2 == octets.length() || kinds.indexOf(octets.charAt(at + 2)) < 0)) {
            at = octets.indexOf(escape, at + 2);
        }
        return at;
    }

    private static Optional<String> utf8(String japanese) {
        return MailCharset.named("iso-2022-jp")
                .flatMap(charset -> MailCharset.decodeStrictly(japanese, charset))
                .flatMap(text -> MailCharset.encodeStrictly(text, StandardCharsets.UTF_8));
    }
}
