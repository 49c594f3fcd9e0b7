package org.jameslists.mail;

import java.util.Arrays;
import java.util.Optional;

import com.google.common.base.Ascii;

/** A result, policy or choice with one word for the wire, settings and output. */
public interface Worded {
    /** The word, such as {@code pass} or {@code not-sent}. */
    String word();

    /** The word made from a constant's name: in lower case, with hyphens for underscores. */
    static String of(Enum<?> constant) {
        return Ascii.toLowerCase(constant.name()).replace('_', '-');
    }

    /** The constant with a word, which is case-sensitive. */
    static <E extends Enum<E> & Worded> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }
}
