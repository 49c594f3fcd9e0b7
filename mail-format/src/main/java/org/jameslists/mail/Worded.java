package org.jameslists.mail;

import java.util.Arrays;
import java.util.Optional;

import com.google.common.base.Ascii;

/** A result, policy or choice that has one word: on the wire, in settings and in output. */
public interface Worded {
    /** The word, such as {@code pass} or {@code not-sent}. */
    String word();

    /** The word of a constant that has no other than its name: in lower case, with hyphens for underscores. */
    static String of(Enum<?> constant) {
        return Ascii.toLowerCase(constant.name()).replace('_', '-');
    }

    /** Finds a constant by its word, which is case-sensitive. */
    static <E extends Enum<E> & Worded> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }
}
