package org.jameslists.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Encoded-words (RFC 2047): text that a header carries in ASCII. */
public final class EncodedWords {
    private static final String START = "=?UTF-8?B?";
    private static final String END = "?=";
    /** Base64 makes 4 characters of 3 bytes; a word of 75 characters has room for 60. */
    private static final int MAX_OCTETS = (EncodedWord.MAX_LENGTH - START.length() - END.length()) / 4 * 3;

    private EncodedWords() {}

    /**
     * What the body of an unstructured field says. Never fails: a word of an unknown charset, one that is glued to other
     * text and one that cannot be decoded stay as they are; an byte that means nothing becomes U+FFFD.
     *
     * @param value the field body as it came, folds included
     */
    public static String decode(byte[] value) {
        return decode(Octets.unfold(Octets.string(value)), Optional.empty());
    }

    /** As {@link #decode(byte[])}, of an unfolded byte string. */
    static String decode(String octets, Optional<Charset> declared) {
        return HeaderText.parse(octets, declared).text();
    }

    /**
     * Writes text as encoded-words, UTF-8 and B, each of whole characters (RFC 2047 §5) and at most 75 characters long
     * (§2). They fit a phrase, a comment and unstructured text alike. An unpaired surrogate becomes a question mark.
     *
     * @return the words, to be parted by white space; none for empty text
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
