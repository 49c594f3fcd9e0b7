package org.jameslists.mail;

/**
 * A display name (RFC 5322 §3.4).
 *
 * @param raw as written, one character for each byte, unfolded, without comments: a phrase, or the content of the
 *     comment that names the mailbox; empty if there is no name
 * @param text what it says: quotes taken off, encoded-words decoded; it may hold anything, controls included
 */
public record DisplayName(String raw, String text) {
    /** No name. */
    public static final DisplayName NONE = new DisplayName("", "");
}
