package org.jameslists.list;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.Octets;

/**
 * The IETF's form: {@code jane=40example.ne.jp}. Small letters, digits, hyphens, underscores and inner dots stay; every
 * other byte becomes {@code =} and two hexadecimal digits, as in quoted-printable (RFC 2045 §6.7). Capitals are
 * escaped, too, so the address survives mail programs that write local parts in small letters.
 */
public record EscapedForm() implements ReversibleForm {
    private static final Pattern ESCAPED = Pattern.compile("=([0-9a-f]{2})");

    @Override
    public Optional<String> localPart(String author) {
        return Optional.of(escape(author)).filter(escaped -> escaped.length() <= LONGEST);
    }

    @Override
    public RestoredAuthor restore(String localPart) {
        return unescape(localPart)
                .<RestoredAuthor>map(RestoredAuthor.Author::new)
                .orElseGet(() -> new RestoredAuthor.Nobody("it contains no escaped address"));
    }

    @Override
    public boolean isSigned() {
        return false;
    }

    static String escape(String author) {
        StringBuilder escaped = new StringBuilder(author.length() + 2);
        for (int i = 0; i < author.length(); i++) {
            char c = author.charAt(i);
            boolean dotBetween = c == '.' && i > 0 && author.charAt(i - 1) != '.';
            if (dotBetween || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
                escaped.append(c);
            } else {
                escaped.append('=').append(Octets.hex(c));
            }
        }
        return escaped.toString();
    }

    /**
     * The address, if this form is exactly what {@link #localPart} makes and contains no controls, which could end a
     * line.
     */
    static Optional<String> unescape(String localPart) {
        String small = localPart.toLowerCase(Locale.ROOT);
        String author = ESCAPED.matcher(small)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
        int at = author.lastIndexOf('@');
        boolean isAddress = at > 0
                && at < author.length() - 1
                && author.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && escape(author).equalsIgnoreCase(small);
        return isAddress ? Optional.of(author) : Optional.empty();
    }
}
