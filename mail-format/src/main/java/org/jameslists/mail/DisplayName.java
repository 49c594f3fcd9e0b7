package org.jameslists.mail;

/**
 * A display name (RFC 5322 §3.4).
 *
 * @param raw the name as written, one character for each byte, unfolded, without comments: a phrase, or the content of
 *     a comment that names the mailbox; empty if there is no name
 * @param text the name's text, without quotes, with decoded encoded-words; it may contain anything, even controls
 */
public record DisplayName(String raw, String text) {
    /** No name. */
    public static final DisplayName NONE = new DisplayName("", "");
}
