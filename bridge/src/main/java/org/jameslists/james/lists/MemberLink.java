package org.jameslists.james.lists;

import java.time.Instant;

import org.apache.james.core.MailAddress;

/**
 * What a member's link says.
 *
 * @param list the list that it leads out of
 * @param member whom it is for: the address to which the post went
 * @param made when it was made
 */
public record MemberLink(MailAddress list, MailAddress member, Instant made) {}
