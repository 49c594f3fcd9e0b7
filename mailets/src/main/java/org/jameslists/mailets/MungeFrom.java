package org.jameslists.mailets;

import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.james.AuthorNames;
import org.jameslists.james.DmarcVerdict;
import org.jameslists.james.ListAttributes;
import org.jameslists.james.MailMessage;
import org.jameslists.james.Parameters;
import org.jameslists.james.SecretFiles;
import org.jameslists.message.Message;
import org.jameslists.rewriting.AuthorPlace;
import org.jameslists.rewriting.FromMunging;
import org.jameslists.rewriting.Mailbox;
import org.jameslists.rewriting.MungedFrom;
import org.jameslists.rewriting.PhraseTemplate;
import org.jameslists.rewriting.Replies;
import org.jameslists.rewriting.ReversibleAddresses;

import com.google.inject.Inject;

/**
 * Rewrites From so that the list answers for the post: {@code Jane via example <example@ml.example.ac.jp>}. The author
 * stays to be seen, in the name, in Reply-To or Cc, and in X-Original-From.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.MungeFrom">
 *   <phrase>{name} via {list}</phrase>
 *   <author>where-replies-allow</author>
 *   <replies>author</replies>
 * </mailet>
 * }</pre>
 *
 * <p>With {@code address} and {@code reversibleDomain} each author gets an address in From that leads back to the author:
 * {@link RestoreAuthor} turns mail to it.
 *
 * <p>A post that fails its author's own DMARC policy is not rewritten: that would give a forgery the list's good name. It
 * goes to another processor, with the reason.
 */
public class MungeFrom extends ListMailet {
    private final AuthorNames names;
    private final SecretFiles secrets;
    private FromMunging munging;
    private ListNaming naming;
    private Optional<ReversibleAddresses> reversible;
    private String refused;
    private boolean forgeries;

    /** Asks this directory for the names of authors who give none, and signs reversible addresses with these secrets. */
    @Inject
    public MungeFrom(MetricFactory metrics, AuthorNames names, SecretFiles secrets) {
        super(metrics);
        this.names = names;
        this.secrets = secrets;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        munging = new FromMunging(
                parameters.optional("phrase", PhraseTemplate::of).orElse(FromMunging.MAILMAN.phrase()),
                parameters.choice("author", AuthorPlace.WHERE_REPLIES_ALLOW),
                replies(parameters),
                parameters.flag("dropReplyTo", false),
                parameters.flag("keepOriginal", true));
        naming = ListNaming.configure(parameters);
        reversible = AuthorAddresses.toMake(parameters, secrets);
        refused = parameters.optional("refused", Mail.ERROR);
        forgeries = parameters.flag("evenIfDmarcFailed", false);
    }

    private static Replies replies(Parameters parameters) throws MessagingException {
        return switch (parameters.optional("replies", "author")) {
            case "author" -> new Replies.ToAuthor();
            case "list" -> new Replies.ToList();
            default -> new Replies.To(parameters.each("replies", Mailbox::parse));
        };
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Optional<String> forgery = forgeries ? Optional.empty() : failedDmarc(mail);
        if (forgery.isPresent()) {
            refuse(mail, forgery.get());
            return;
        }
        Message message = MailMessage.read(mail);
        MungedFrom munged = munging.apply(message.header(), naming.identity(list), names, reversible);
        if (munged instanceof MungedFrom.Rewritten rewritten) {
            MailMessage.write(mail, message.withHeader(rewritten.header()));
            ListAttributes.set(mail, ListAttributes.MITIGATION, "munge-from");
            note(mail, "munged", "has its From rewritten for list " + list.asString());
        } else if (munged instanceof MungedFrom.Refused no) {
            refuse(mail, no.reason());
        }
    }

    private void refuse(Mail mail, String reason) {
        divert(mail, refused, "the From field is not rewritten: " + reason);
        note(mail, "refused", "does not get a From of the list: " + reason);
    }

    /** A domain that asks for nothing (p=none) asks nobody to keep its failing mail away. */
    private static Optional<String> failedDmarc(Mail mail) throws MessagingException {
        DmarcVerdict verdict = DmarcVerdict.of(mail);
        return verdict.seemsForged(DmarcPolicy.QUARANTINE) ? Optional.of(verdict.reason()) : Optional.empty();
    }
}
