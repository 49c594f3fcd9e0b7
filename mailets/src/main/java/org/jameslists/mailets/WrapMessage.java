package org.jameslists.mailets;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.AuthorNames;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.ListIdentity;
import org.jameslists.list.WrappedMessage;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.Origin;

import com.google.inject.Inject;

/**
 * Sends a post inside a message of the list. The outer From is the list's, as with {@link MungeFrom}. The post is
 * attached as message/rfc822, byte for byte, so the author's signature on it still verifies.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.WrapMessage">
 *   <phrase>{name} via {list}</phrase>
 *   <text>The domain {author-domain} wants its mail unchanged. Here is a post as it came to {list-address}.</text>
 * </mailet>
 * }</pre>
 *
 * <p>Put it before all edits, so that they apply to the outer message. A post that is not entirely 7-bit would be
 * converted on the way and lose its signature: it is not wrapped, and its From is rewritten instead.
 */
public class WrapMessage extends FromMailet {
    private Optional<PostTemplate> text;

    /** Looks up missing authors' names in this directory, and signs reversible addresses with these secrets. */
    @Inject
    public WrapMessage(MetricFactory metrics, AuthorNames names, SecretFiles secrets) {
        super(metrics, names, secrets, "wrapped", "munged", "refused");
    }

    @Override
    void configureMore(Parameters parameters) throws MessagingException {
        text = parameters.optional("text", PostTemplate::parse);
    }

    @Override
    void mitigate(Mail mail, Message message, Header munged, ListIdentity list) throws MessagingException {
        String introduction = text.isPresent() ? text.get().fill(mail) : "";
        Origin origin = new Origin(Clock.systemUTC(), list.mailbox().domain());
        try {
            WrappedMessage result = WrappedMessage.of(message, munged, introduction, origin);
            if (result instanceof WrappedMessage.Wrapped wrapped) {
                replace(mail, wrapped.message(), "wrap-message");
                note(mail, "wrapped", () -> "is wrapped in a message of list " + list.address());
            } else if (result instanceof WrappedMessage.Declined declined) {
                replace(mail, message.withHeader(munged), "munge-from");
                note(mail, "munged", () -> "has its From rewritten and is not wrapped: " + declined.reason());
            }
        } catch (IOException e) {
            throw new MessagingException("cannot read the message of " + mail.getName(), e);
        }
    }
}
