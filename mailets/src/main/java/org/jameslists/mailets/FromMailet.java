package org.jameslists.mailets;

import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.AuthorNames;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.list.AuthorPlace;
import org.jameslists.list.FromMunging;
import org.jameslists.list.ListIdentity;
import org.jameslists.list.MungedFrom;
import org.jameslists.list.PhraseTemplate;
import org.jameslists.list.Replies;
import org.jameslists.list.ReversibleAddresses;
import org.jameslists.mail.Header;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;

/**
 * Puts the list's address into From. A post that may be forged goes to another processor, with the reason: with the
 * list's name it would pass DMARC.
 */
abstract class FromMailet extends ListMailet {
    private final AuthorNames names;
    private final SecretFiles secrets;
    private FromMunging munging;
    private ListNaming naming;
    private Optional<ReversibleAddresses> reversible;
    private String refused;

    FromMailet(MetricFactory metrics, AuthorNames names, SecretFiles secrets, String... outcomes) {
        super(metrics, outcomes);
        this.names = names;
        this.secrets = secrets;
    }

    @Override
    protected final void configure(Parameters parameters) throws MessagingException {
        munging = new FromMunging(
                parameters.optional("phrase", PhraseTemplate::of).orElse(FromMunging.MAILMAN.phrase()),
                parameters.choice("author", AuthorPlace.WHERE_REPLIES_ALLOW),
                replies(parameters),
                parameters.flag("dropReplyTo", false),
                parameters.flag("keepOriginal", true));
        naming = ListNaming.configure(parameters);
        reversible = AuthorAddresses.toMake(parameters, secrets);
        refused = refusedProcessor(parameters);
        configureMore(parameters);
    }

    /** Reads the parameters that are not about From. */
    abstract void configureMore(Parameters parameters) throws MessagingException;

    private static Replies replies(Parameters parameters) throws MessagingException {
        return switch (parameters.optional("replies", "author")) {
            case "author" -> new Replies.ToAuthor();
            case "list" -> new Replies.ToList();
            default -> new Replies.To(parameters.each("replies", Mailbox::parse));
        };
    }

    @Override
    public final void service(Mail mail) throws MessagingException {
        Message message = MailMessage.read(mail);
        AuthorStanding standing = AuthorStandings.of(mail, message.header());
        Optional<String> objection = objection(standing);
        if (objection.isPresent()) {
            refuse(mail, objection.get());
            return;
        }
        ListIdentity identity = naming.identity(ListAttributes.requireList(mail));
        MungedFrom munged = munging.apply(message.header(), identity, names, addresses(standing));
        if (munged instanceof MungedFrom.Rewritten rewritten) {
            mitigate(mail, message, rewritten.header(), identity);
            AuthorStandings.carryOver(mail, message.header(), rewritten.header());
        } else if (munged instanceof MungedFrom.Refused no) {
            refuse(mail, no.reason());
        }
    }

    /** Why a post must not get the list's From. */
    private static Optional<String> objection(AuthorStanding standing) {
        boolean mayBeForged = standing instanceof AuthorStanding.Forged || standing instanceof AuthorStanding.Unknown;
        return mayBeForged ? Optional.of(standing.reason()) : Optional.empty();
    }

    /** Only an authenticated author gets a separate address; others get the list's. */
    private Optional<ReversibleAddresses> addresses(AuthorStanding standing) {
        return standing instanceof AuthorStanding.Authenticated ? reversible : Optional.empty();
    }

    /** Handles a post that may have the list's From. {@code munged} is the post's header with that From. */
    abstract void mitigate(Mail mail, Message message, Header munged, ListIdentity list) throws MessagingException;

    /** Replaces the post's message, and records the mitigation in {@link ListAttributes#MITIGATION}. */
    static void replace(Mail mail, Message message, String mitigation) throws MessagingException {
        MailMessage.write(mail, message);
        ListAttributes.set(mail, ListAttributes.MITIGATION, mitigation);
    }

    private void refuse(Mail mail, String reason) {
        divert(mail, refused, "the From field is not rewritten: " + reason);
        note(mail, "refused", () -> "does not get the list's From: " + reason);
    }
}
