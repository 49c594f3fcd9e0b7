package org.jameslists.james.lists;

import java.util.Arrays;
import java.util.Locale;

/** How a held post goes on after somebody released it. */
public enum ReleaseWay {
    /** To the list's processor, as if it had not been held. */
    CONTINUE,
    /** To {@code root}, where it is authenticated anew: its author was not known when it was held. */
    ANEW,
    /** To the members as it came: From is not rewritten, and nothing is signed. */
    AS_IT_CAME;

    /** Its word: {@code continue}, {@code anew} or {@code as-it-came}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The way with this word.
     *
     * @throws IllegalArgumentException if there is no such way
     */
    public static ReleaseWay of(String word) {
        return Arrays.stream(values())
                .filter(way -> way.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of continue, anew, as-it-came: " + word));
    }
}
