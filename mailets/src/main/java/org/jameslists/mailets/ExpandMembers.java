package org.jameslists.mailets;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.DsnParameters.DsnAttributeValues;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.NameLending;
import org.jameslists.james.settings.AddressTemplate;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;

/**
 * Addresses a list's mail to the members of the list: local and remote, each once. The envelope sender becomes the
 * list's bounce address.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ExpandMembers">
 *   <bounces>{list}-bounces@{domain}</bounces>
 *   <toAuthor>true</toAuthor>
 * </mailet>
 * }</pre>
 *
 * <p>With the list's envelope sender, SPF makes a post pass DMARC if its From aligns with the list. So a post in the
 * name of the list's own organization is not sent unless its author is authenticated: it goes to the processor
 * {@code refused}, with the reason.
 *
 * <p>Do not let James look up the members again: send the mail on to LocalDelivery and RemoteDelivery without a
 * RecipientRewriteTable mailet in between.
 */
public class ExpandMembers extends ListMailet {
    private final ListDirectory directory;
    private final NameLending lending;
    private AddressTemplate bounces;
    private String refused;
    private boolean toAuthor;

    /** Asks this directory for the members. */
    @Inject
    public ExpandMembers(MetricFactory metrics, ListDirectory directory, NameLending lending) {
        super(metrics, "expanded", "refused");
        this.lending = lending;
        this.directory = directory;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        bounces = parameters
                .optional("bounces", AddressTemplate::parse)
                .orElse(AddressTemplate.parse("{list}-bounces@{domain}"));
        toAuthor = parameters.flag("toAuthor", true);
        refused = refusedProcessor(parameters);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        MailAddress sender = bounceAddress(list);
        Optional<String> objection = lending.objectionToEnvelope(
                mail,
                MailMessage.read(mail).header(),
                DomainName.of(sender.getDomain().asString()));
        if (objection.isPresent()) {
            divert(mail, refused, "the post is not sent to members: " + objection.get());
            note(mail, "refused", () -> "is not sent to members: " + objection.get());
            return;
        }
        Set<MailAddress> members = new LinkedHashSet<>(directory.members(list));
        if (members.isEmpty()) {
            throw new MessagingException("list " + list.asString() + " has no members");
        }
        if (!toAuthor) {
            mail.getMaybeSender().asOptional().ifPresent(members::remove);
        }
        setSender(mail, sender);
        // RFC 3461 §5.2.7.1: the author's DSN request is about delivery to the list, not to its members.
        DsnAttributeValues.forEachDsnAttributeName(mail::removeAttribute);
        mail.setRecipients(members);
        step(mail, "expanded", () -> "of list " + list.asString() + " is addressed to " + members.size() + " members");
    }

    private MailAddress bounceAddress(MailAddress list) throws MessagingException {
        try {
            return bounces.of(list);
        } catch (AddressException e) {
            throw new MessagingException(
                    "list " + list.asString() + ": parameter \"bounces\" makes no address: " + bounces, e);
        }
    }

    private static void setSender(Mail mail, MailAddress sender) throws MessagingException {
        if (!(mail instanceof MailImpl james)) {
            throw new MessagingException("cannot set the envelope sender of a Mail that is not James' own: " + mail);
        }
        james.setSender(sender);
    }
}
