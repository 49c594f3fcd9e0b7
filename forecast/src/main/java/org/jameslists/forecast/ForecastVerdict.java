package org.jameslists.forecast;

import java.util.Locale;

/** What becomes of a post, from best to worst. */
public enum ForecastVerdict {
    /** Strict receivers take it. */
    ACCEPT,
    /** It cannot be said: the DNS did not answer. */
    UNKNOWN,
    /** Strict receivers take it for spam. */
    QUARANTINE,
    /** Strict receivers refuse it. */
    REJECT,
    /** The list itself does not send it. */
    NOT_SENT;

    /** The word for it: {@code accept}, {@code not-sent}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
