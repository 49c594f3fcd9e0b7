package org.jameslists.james.reception;

import java.util.Optional;

import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.results.AuthenticationResults;

/**
 * What is known about a mail when it comes in.
 *
 * @param results the result of each method
 * @param standing what its author's name is worth
 * @param evaluation what both come from, if it was found out just now: not earlier, and not from the mail's submission
 */
public record Reception(AuthenticationResults results, AuthorStanding standing, Optional<Authentication> evaluation) {
    /** What was found out earlier, or needed no evaluation. */
    public Reception(AuthenticationResults results, AuthorStanding standing) {
        this(results, standing, Optional.empty());
    }

    /** What was found out just now, in the name of this server. */
    static Reception of(Authentication evaluation, String authservId) {
        return new Reception(evaluation.results(authservId), evaluation.standing(), Optional.of(evaluation));
    }
}
