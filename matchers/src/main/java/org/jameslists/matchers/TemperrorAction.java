package org.jameslists.matchers;

import javax.mail.MessagingException;

import org.jameslists.james.settings.Parameters;

/** What a matcher does with a mail of which it cannot tell, since the DNS did not answer: {@code temperror} of RFC 8601. */
enum TemperrorAction {
    /** It matches: the mail is treated as carefully as can be. */
    MATCH,
    /** It does not match. */
    PASS,
    /** The matcher fails: {@code onMatchException} says what becomes of the mail. */
    FAIL;

    /** Reads the parameter {@code temperror}; without it, {@link #MATCH}. */
    static TemperrorAction configure(Parameters parameters) throws MessagingException {
        return parameters.choice("temperror", MATCH);
    }
}
