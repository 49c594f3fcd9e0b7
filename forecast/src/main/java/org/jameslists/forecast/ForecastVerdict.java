package org.jameslists.forecast;

import org.jameslists.mail.Worded;

/** What happens to a post, from best to worst. */
public enum ForecastVerdict implements Worded {
    /** Strict receivers accept it. */
    ACCEPT,
    /** Not known: the DNS did not answer. */
    UNKNOWN,
    /** Strict receivers treat it as spam. */
    QUARANTINE,
    /** Strict receivers refuse it. */
    REJECT,
    /** The list itself does not send it. */
    NOT_SENT;

    /** Its word, such as {@code not-sent}. */
    @Override
    public String word() {
        return Worded.of(this);
    }
}
