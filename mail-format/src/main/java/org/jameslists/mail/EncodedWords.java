package org.jameslists.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Encoded-words (RFC 2047): text in ASCII form for headers. */
public final class EncodedWords {
    private static final String START = "=?UTF-8?B?";
    private static final String END = "?=";
    /** Base64 makes 4 characters of 3 bytes; a word of 75 characters has room for 60. */
    private static final int MAX_OCTETS = (EncodedWord.MAX_LENGTH - START.length() - END.length()) / 4 * 3;

    private EncodedWords() {}

    /**
     * Decodes the body of an unstructured field. Never fails: words in an unknown charset, words glued to other text,
     * and undecodable words stay as they are; an invalid byte becomes U+FFFD.
     *
     * @param value the field body as it came, including folds
     */
    public static String decode(byte[] value) {
        return decode(Octets.unfold(Octets.string(value)), Optional.empty());
    }

    /** Like {@link #decode(byte[])}, for an unfolded byte string. */
    static String decode(String octets, Optional<Charset> declared) {
        return HeaderText.parse(octets, declared).text();
    }

    /**
     * Writes text as encoded-words in UTF-8 and B encoding, each with whole characters (RFC 2047 §5) and at most 75
     * characters long (§2). They may be used in phrases, comments and unstructured text. An unpaired surrogate becomes
     * a question mark.
     *
     * @return the words, to be separated by white space; empty for empty text
     */
    public static List<String> encode(String text) {
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream content = new ByteArrayOutputStream(MAX_OCTETS);
        text.codePoints().forEach(character -> {
            byte[] octets = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            if (content.size() + octets.length > MAX_OCTETS) {
                words.add(word(content.toByteArray()));
                content.reset();
            }
            content.writeBytes(octets);
        });
        if (content.size() > 0) {
            words.add(word(content.toByteArray()));
        }
        return words;
    }

    private static String word(byte[] content) {
        return START + Base64.getEncoder().encodeToString(content) + END;
    }
}
