package org.jameslists.list;

import org.jameslists.mail.Message;

/** What became of a post that was to get a {@link FooterTemplate}. */
public sealed interface FooteredMessage {
    /**
     * The post with the footer.
     *
     * @param message has its body from the post's, which must stay readable
     * @param sendable whether it is known that {@link org.jameslists.mail.mime.SevenBitMessage} would leave the body as it
     *     is, so that its parts need not be looked for again
     */
    record Added(Message message, boolean sendable) implements FooteredMessage {}

    /**
     * The post stays as it is: a footer would damage it.
     *
     * @param reason why, in words fit for a log
     */
    record Declined(String reason) implements FooteredMessage {}
}
