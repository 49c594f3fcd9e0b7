package org.jameslists.list;

import org.jameslists.mail.Message;

/** What became of a post that was to get a {@link FooterTemplate}. */
public sealed interface FooteredMessage {
    /**
     * The post with the footer.
     *
     * @param message has its body from the post's, which must stay readable
     */
    record Added(Message message) implements FooteredMessage {}

    /**
     * The post stays as it is: a footer would damage it.
     *
     * @param reason why, in words fit for a log
     */
    record Declined(String reason) implements FooteredMessage {}
}
