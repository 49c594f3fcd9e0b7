package org.jameslists.forecast;

import org.jameslists.mail.Worded;

/** What becomes of a post, from best to worst. */
public enum ForecastVerdict implements Worded {
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
    @Override
    public String word() {
        return Worded.of(this);
    }
}
