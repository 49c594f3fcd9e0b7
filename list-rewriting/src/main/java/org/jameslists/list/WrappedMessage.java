package org.jameslists.list;

import java.io.IOException;

import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Origin;

/**
 * A post within a message of the list's: a message/rfc822 (RFC 2046 §5.2.1) in which no byte is changed, so that its
 * author's signature still verifies.
 */
public sealed interface WrappedMessage {
    /**
     * The message of the list's.
     *
     * @param message has its body from the post, which must stay readable
     */
    record Wrapped(Message message) implements WrappedMessage {}

    /**
     * The post cannot be wrapped as it is.
     *
     * @param reason why, in words fit for a log
     */
    record Declined(String reason) implements WrappedMessage {}

    /**
     * Wraps a post. Its body is read once here, and again each time the result is read.
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
