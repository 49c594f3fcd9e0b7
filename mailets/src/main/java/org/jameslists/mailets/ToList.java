package org.jameslists.mailets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.PostGuard;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.AddressPattern;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Sends posts to the processor that serves lists: one mail for each list, with the list's address as an attribute
 * ({@link ListAttributes#LIST}), so that one processor serves all lists. Other recipients stay with the mail and go on to
 * the next mailet.
 *
 * <p>A list is a group of the RecipientRewriteTable that {@code lists} names, here or for all mailets in
 * {@code list-authentication.properties}. Other groups are left to James. Every address that leads to a list counts as the
 * list: an alias, a forward, an address mapping, a domain alias, a regular expression. If a user forwards to a list and
 * keeps a copy, the copy goes to the processor that delivers to mailboxes. Bounces, automatic replies and the list's own
 * mail that comes back never reach a list: they go to another processor, with the reason ({@link ListAttributes#REASON}). A
 * list recognizes its own mail by the field {@code X-BeenThere}.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ToList">
 *   <processor>list</processor>
 *   <refusedProcessor>list-refused</refusedProcessor>
 *   <mailboxesProcessor>local-delivery</mailboxesProcessor>
 *   <lists>*@ml.example.ac.jp, staff@example.org</lists>
 * </mailet>
 * }</pre>
 *
 * <p>With {@code dryRun}, it takes nothing, and the log shows what it would take: a James may have groups that are not
 * lists.
 *
 * <p>If the author of a post is unknown because the DNS did not answer, the post waits in James' queue, with growing
 * delays ({@code delayTime}), and is authenticated again each time. After the last delay, it goes to the processor
 * {@code refused}, with the reason.
 *
 * <p>Put it into {@code root}, after {@code Authenticate} and before any mailet that sends mail to {@code transport}:
 * the RecipientRewriteTable mailet there would expand the list itself.
 */
public class ToList extends ListMailet {
    private final ListDirectory directory;
    private final ListAuthenticationSettings settings;
    private String processor;
    private String refused;
    private String mailboxes;
    private List<AddressPattern> lists;
    private boolean dryRun;
    private Postponement postponement;

    /** Asks this directory which addresses are groups, and these settings which groups are lists. */
    @Inject
    public ToList(MetricFactory metrics, ListDirectory directory, ListAuthenticationSettings settings) {
        super(metrics, "accepted", "postponed", "refused", "forwarded", "dry-run");
        this.directory = directory;
        this.settings = settings;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        processor = parameters.processor("processor", "list");
        refused = refusedProcessor(parameters);
        mailboxes = parameters
                .renamed("mailboxes", "mailboxesProcessor")
                .processor("mailboxesProcessor", Mail.LOCAL_DELIVERY);
        dryRun = parameters.flag("dryRun", false);
        lists = lists(parameters);
        postponement = Postponement.configure(parameters);
    }

    /** A James may have groups that are no lists, so none is taken for one unless somebody said so. */
    private List<AddressPattern> lists(Parameters parameters) throws MessagingException {
        List<AddressPattern> named = parameters.each("lists", AddressPattern::parse);
        List<AddressPattern> served = named.isEmpty() ? settings.lists() : named;
        if (served.isEmpty() && !dryRun) {
            throw new MessagingException(
                    "ToList: parameter \"lists\" is missing, and \"lists\" in "
                            + ListAuthenticationSettings.FILE
                            + ": name the addresses or domains of lists, since a group may be none. dryRun shows what there is");
        }
        return served;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Ways ways = new Ways(this::isServed);
        for (MailAddress recipient : mail.getRecipients()) {
            ways.add(recipient, directory.destinations(recipient));
        }
        if (ways.lists().isEmpty()) {
            return;
        }
        if (dryRun) {
            note(mail, "dry-run", () -> "would go to " + ways.lists() + "; dryRun leaves it to James");
            return;
        }
        Message message = MailMessage.read(mail);
        Optional<AuthorStanding.Unknown> unknown = unknown(mail, message);
        if (unknown.isPresent()) {
            wait(mail, message, ways, unknown.get());
            return;
        }
        OneByOne.handle(
                getMailetContext(),
                mail,
                message,
                ways.taken(),
                ways.untouched(),
                (copy, content, recipient) -> send(copy, content, recipient, ways));
    }

    /** Empty for a mail that was never authenticated: later mailets report that. */
    private static Optional<AuthorStanding.Unknown> unknown(Mail mail, Message message) throws MessagingException {
        return ReceptionResults.isSet(mail, message.header())
                        && AuthorStandings.of(mail, message.header()) instanceof AuthorStanding.Unknown unknown
                ? Optional.of(unknown)
                : Optional.empty();
    }

    /** Recipients that lead to a list wait with the post; others do not. */
    private void wait(Mail mail, Message message, Ways ways, AuthorStanding.Unknown unknown) throws MessagingException {
        List<MailAddress> waiting = new ArrayList<>(mail.getRecipients());
        waiting.removeAll(ways.untouched());
        Optional<Duration> delay = postponement.postpone(getMailetContext(), mail, message, waiting);
        if (delay.isPresent()) {
            note(
                    mail,
                    "postponed",
                    () -> "waits " + delay.get() + " to reach " + ways.lists() + ": " + unknown.reason());
            leave(mail, ways);
        } else {
            String reason = unknown.reason() + "; " + postponement.history(mail);
            OneByOne.handle(
                    getMailetContext(), mail, message, waiting, ways.untouched(), (copy, content, recipient) -> {
                        MailMessage.write(copy, content);
                        divert(copy, refused, "not for list " + recipient.asString() + ": " + reason);
                    });
            note(mail, "refused", () -> "does not reach " + ways.lists() + ": " + reason);
        }
    }

    private static void leave(Mail mail, Ways ways) {
        if (ways.untouched().isEmpty()) {
            mail.setState(Mail.GHOST);
        } else {
            mail.setRecipients(ways.untouched());
        }
    }

    private boolean isServed(MailAddress list) {
        return lists.isEmpty() || lists.stream().anyMatch(pattern -> pattern.matches(list));
    }

    private void send(Mail mail, Message message, MailAddress recipient, Ways ways) throws MessagingException {
        if (ways.lists().contains(recipient)) {
            address(mail, message, recipient);
            return;
        }
        MailMessage.write(mail, message);
        Optional<String> problem = Optional.ofNullable(ways.problems().get(recipient));
        if (problem.isPresent()) {
            divert(mail, refused, "for a list and for " + recipient.asString() + ", which " + problem.get());
            note(mail, "refused", () -> "does not reach " + recipient.asString() + ", which " + problem.get());
        } else {
            // Mail that comes to "root" again is relayed like mail that James forwards; a mailbox must not forward it
            // again.
            mail.setState(ways.mailboxes().contains(recipient) ? mailboxes : Mail.DEFAULT);
            note(mail, "forwarded", () -> "goes to a list, and on to " + recipient.asString());
        }
    }

    private void address(Mail mail, Message message, MailAddress list) throws MessagingException {
        ListAttributes.set(mail, ListAttributes.LIST, list.asString());
        Optional<String> objection = PostGuard.objection(mail, message.header(), list);
        if (objection.isPresent()) {
            MailMessage.write(mail, message);
            divert(mail, refused, "not for list " + list.asString() + ": " + objection.get());
            note(mail, "refused", () -> "does not reach list " + list.asString() + ": " + objection.get());
        } else {
            MailMessage.write(mail, message.withHeader(message.header().prepend(PostGuard.mark(list))));
            mail.setState(processor);
            note(mail, "accepted", () -> "goes to list " + list.asString());
        }
    }
}
