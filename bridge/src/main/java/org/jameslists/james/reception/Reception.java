package org.jameslists.james.reception;

import org.jameslists.authentication.AuthorStanding;
import org.jameslists.results.AuthenticationResults;

/**
 * What is known about a mail when it comes in.
 *
 * @param results the result of each method
 * @param standing what its author's name is worth
 */
public record Reception(AuthenticationResults results, AuthorStanding standing) {}
