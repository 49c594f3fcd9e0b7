package org.jameslists.james.reception;

import org.jameslists.authentication.AuthorStanding;
import org.jameslists.results.AuthenticationResults;

/**
 * What is known of a mail when it comes in.
 *
 * @param results what each method found
 * @param standing what its author's name is worth
 */
public record Reception(AuthenticationResults results, AuthorStanding standing) {}
