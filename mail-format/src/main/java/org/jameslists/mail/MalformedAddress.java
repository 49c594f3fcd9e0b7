package org.jameslists.mail;

/**
 * An element of an address list that names no mailbox.
 *
 * @param raw the element as written, one character for each byte, unfolded
 * @param reason what is wrong with it
 */
public record MalformedAddress(String raw, String reason) implements Address {}
