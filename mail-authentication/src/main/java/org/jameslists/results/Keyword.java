package org.jameslists.results;

import java.util.Locale;

/**
 * The words of the field: methods, results, property types and names. They are {@code Keyword}s of RFC 5321 §4.1.2,
 * case-insensitive (RFC 8601 §2.2 by RFC 5234 §2.3), with the underscore that some senders use.
 */
final class Keyword {
    /** No registered keyword comes near; the limit keeps lines below 998 bytes. */
    static final int MAX_LENGTH = 64;

    private Keyword() {}

    static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    static String require(String word) {
        if (word.isEmpty() || word.length() > MAX_LENGTH || !word.chars().allMatch(c -> isPart((char) c))) {
            throw new IllegalArgumentException("not a keyword: " + word);
        }
        return word.toLowerCase(Locale.ROOT);
    }
}
