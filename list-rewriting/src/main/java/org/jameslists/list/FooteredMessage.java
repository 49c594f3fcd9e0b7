package org.jameslists.list;

import org.jameslists.mail.Message;

/** The result of adding a footer to a post. */
public sealed interface FooteredMessage {
    /**
     * The post with the footer.
     *
     * @param message the post with the footer; it reads the original body, which must stay readable
     * @param sendable whether {@link org.jameslists.mail.mime.SevenBitMessage} is known to leave the body unchanged, so
     *     that nobody need look for its parts again
     */
    record Added(Message message, boolean sendable) implements FooteredMessage {}

    /**
     * The post stays as it is: a footer would damage it.
     *
     * @param reason why, for a log
     */
    record Declined(String reason) implements FooteredMessage {}
}
