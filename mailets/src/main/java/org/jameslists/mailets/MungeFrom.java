package org.jameslists.mailets;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.AuthorNames;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.ListIdentity;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Puts the list's address into From: {@code Jane via example <example@ml.example.ac.jp>}. The author stays visible: in
 * the name, in Reply-To or Cc, and in X-Original-From.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.MungeFrom">
 *   <phrase>{name} via {list}</phrase>
 *   <author>where-replies-allow</author>
 *   <replies>author</replies>
 * </mailet>
 * }</pre>
 *
 * <p>With {@code address} and {@code reversibleDomain}, each author gets an address in From that leads back to the
 * author. {@link RestoreAuthor} sends mail to that address on to the author.
 *
 * <p>It does not rewrite a post that fails its author's own DMARC policy: that would lend the list's name to a forgery.
 * Such a post goes to another processor, with the reason.
 */
public class MungeFrom extends FromMailet {
    /** Looks up missing authors' names in this directory, and signs reversible addresses with these secrets. */
    @Inject
    public MungeFrom(MetricFactory metrics, AuthorNames names, SecretFiles secrets) {
        super(metrics, names, secrets, "munged", "refused");
    }

    @Override
    void configureMore(Parameters parameters) {}

    @Override
    void mitigate(Mail mail, Message message, Header munged, ListIdentity list) throws MessagingException {
        replace(mail, message.withHeader(munged), "munge-from");
        note(mail, "munged", () -> "has its From rewritten for list " + list.address());
    }
}
