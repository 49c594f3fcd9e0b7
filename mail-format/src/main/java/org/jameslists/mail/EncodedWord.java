package org.jameslists.mail;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An encoded-word in a known charset (RFC 2047 §2).
 *
 * @param octets the encoded bytes, as a byte string
 */
record EncodedWord(Charset charset, String octets) {
    /** RFC 2047 §2: an encoded-word may not be more than 75 characters long. */
    static final int MAX_LENGTH = 75;

    private static final Pattern SYNTAX = Pattern.compile("=\\?([^?\\s]++)\\?([BbQq])\\?([^?\\s]*+)\\?=");
    /** RFC 2047 §5 (3): a Q-encoded word in a phrase may contain only these characters. */
    private static final Pattern PHRASE_Q = Pattern.compile("[A-Za-z0-9!*+\\-/=_]*+");

    /** Reads a word; empty for anything else, also for an unknown charset or invalid Base64. */
    static Optional<EncodedWord> parse(String word) {
        Matcher matcher = SYNTAX.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String content = matcher.group(3);
        Optional<String> octets = "B".equalsIgnoreCase(matcher.group(2)) ? base64(content) : Optional.of(q(content));
        return octets.flatMap(known ->
                MailCharset.named(plainName(matcher.group(1))).map(charset -> new EncodedWord(charset, known)));
    }

    /** Whether a word as written may be put into a phrase unchanged. */
    static boolean fitsPhrase(String word) {
        Matcher matcher = SYNTAX.matcher(word);
        return word.length() <= MAX_LENGTH
                && Octets.isAscii(word)
                && matcher.matches()
                && ("B".equalsIgnoreCase(matcher.group(2))
                        || PHRASE_Q.matcher(matcher.group(3)).matches());
    }

    /** RFC 2231 §5: a language may follow the charset's name after an asterisk. */
    private static String plainName(String charset) {
        int language = charset.indexOf('*');
        return language < 0 ? charset : charset.substring(0, language);
    }

    private static Optional<String> base64(String content) {
        try {
            return Optional.of(Octets.string(Base64.getDecoder().decode(Octets.bytes(content))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String q(String content) {
        StringBuilder octets = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '_') {
                octets.append(' ');
            } else if (c == '=' && isHex(content, i + 1) && isHex(content, i + 2)) {
                octets.append((char) Integer.parseInt(content.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.append(c);
            }
        }
        return octets.toString();
    }

    private static boolean isHex(String content, int index) {
        return index < content.length() && "0123456789abcdefABCDEF".indexOf(content.charAt(index)) >= 0;
    }
}
