package org.jameslists.list;

import java.io.IOException;

import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Origin;

/**
 * A post inside a message of the list, as message/rfc822 (RFC 2046 §5.2.1). No byte of it changes, so its author's
 * signature still verifies.
 */
public sealed interface WrappedMessage {
    /**
     * The list's message.
     *
     * @param message the list's message; it reads the post, which must stay readable
     */
    record Wrapped(Message message) implements WrappedMessage {}

    /**
     * The post cannot be wrapped as it is.
     *
     * @param reason why, for a log
     */
    record Declined(String reason) implements WrappedMessage {}

    /**
     * Wraps a post. Reads its body once; each reading of the result reads it again.
     *
     * <p>A message/rfc822 cannot be encoded, so what James converts for servers without 8BITMIME would break the signature
     * within and that of the list. A post that is not in 7 bit throughout is therefore declined.
     *
     * @param munged the header of the post with the list's From, of which the outer header is made
     * @param introduction text before the post, in a separate part; empty for none
     * @param origin gives the new Message-ID, and a Date if the post has none
     * @throws IOException if the post cannot be read
     */
    static WrappedMessage of(Message post, Header munged, String introduction, Origin origin) throws IOException {
        return MessageWrapping.wrap(post, munged, FooterText.of(introduction), origin);
    }
}
