package org.jameslists.james.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The selectors of a key that is replaced from time to time: {@code list-*}, where the asterisk stands for a number such as
 * {@code 20261125}. The key with the highest number is the newest.
 */
public final class SelectorPattern {
    private static final String ASTERISK = "*";

    /** So many digits fit into a long. */
    private static final int MOST_DIGITS = 18;

    private final String text;
    private final Pattern selectors;

    private SelectorPattern(String text) {
        this.text = text;
        int asterisk = text.indexOf(ASTERISK);
        this.selectors = Pattern.compile(Pattern.quote(text.substring(0, asterisk)) + "([0-9]{1," + MOST_DIGITS + "})"
                + Pattern.quote(text.substring(asterisk + 1)));
    }

    /**
     * Reads a parameter that names a selector or a pattern of selectors.
     *
     * @return nothing if it is one selector
     * @throws IllegalArgumentException if it has more than one asterisk
     */
    public static Optional<SelectorPattern> of(String text) {
        if (!text.contains(ASTERISK)) {
            return Optional.empty();
        }
        if (text.indexOf(ASTERISK) != text.lastIndexOf(ASTERISK)) {
            throw new IllegalArgumentException("more than one *: " + text);
        }
        return Optional.of(new SelectorPattern(text));
    }

    /** Whether a selector is one of these. */
    public boolean matches(String selector) {
        return selectors.matcher(selector).matches();
    }

    /** The number in a selector that {@linkplain #matches matches}. */
    public long number(String selector) {
        Matcher matcher = selectors.matcher(selector);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(selector + " is none of " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The selector with this number. */
    public String selector(long number) {
        return text.replace(ASTERISK, Long.toString(number));
    }

    /** The newest selector first. */
    public Comparator<String> newestFirst() {
        return Comparator.comparingLong(this::number).reversed().thenComparing(Comparator.naturalOrder());
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
