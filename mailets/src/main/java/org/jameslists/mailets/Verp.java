package org.jameslists.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.QueueableMessage;
import org.jameslists.james.mail.SendableMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SecretFiles;
import org.jameslists.mail.Message;

import com.google.inject.Inject;

/**
 * Sends each member a separate mail whose envelope sender names the member (variable envelope return paths):
 * {@code example-bounces+jane=example.org@ml.example.ac.jp}. The address of a bounce then shows whose mail failed,
 * whatever its text says.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.Verp">
 *   <processor>list-delivery</processor>
 *   <bounces>{list}-bounces+{token}@{domain}</bounces>
 *   <tokenDomain>ml.example.ac.jp</tokenDomain>
 * </mailet>
 * }</pre>
 *
 * <p>With a {@code {token}} in place of the member the address is signed, so that {@link BounceReader} can tell a bounce from
 * what somebody made up, and shows no member's address to others.
 *
 * <p>It comes after {@link ExpandMembers} and {@link Freeze}, so that the message is signed once, and is the last mailet:
 * the mails go on in the processor named. Where {@link ListHeaders} gives each member a separate link, it comes before
 * that and the signatures: then each mail is signed separately. With {@code atOnce} the mailets of that processor act on each
 * mail here, and not after James' queue: the body is stored and hashed once for all.
 */
public class Verp extends ListMailet {
    private final ProcessorAtOnce.Factory processors;
    private final SecretFiles secrets;
    private String processor;
    private BounceAddresses bounces;
    private Optional<ProcessorAtOnce> atOnce;

    /** Makes mailets that act at once with these, and signs addresses with these secrets. */
    @Inject
    Verp(MetricFactory metrics, ProcessorAtOnce.Factory processors, SecretFiles secrets) {
        super(metrics, "split");
        this.processors = processors;
        this.secrets = secrets;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        processor = parameters.processor("processor");
        bounces = BounceAddresses.toMake(parameters, secrets);
        atOnce = Optional.empty();
        if (parameters.flag("atOnce", false)) {
            try {
                atOnce = Optional.of(processors.of(processor, getMailetContext()));
            } catch (IllegalArgumentException e) {
                throw parameters.wrong("atOnce", "true", e.getMessage());
            }
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Message message = MailMessage.read(mail);
        Message queueable = QueueableMessage.of(message);
        if (!queueable.header().equals(message.header())) {
            MailMessage.write(mail, queueable);
        }
        if (atOnce.isPresent()) {
            MailMessage.keep(mail, SendableMessage.of(mail));
        }
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        List<MailAddress> members = List.copyOf(left);
        for (MailAddress member : members) {
            send(mail, list, member);
            // a recipient that already has its copy is removed, so a retry cannot send it twice
            left.remove(member);
            mail.setRecipients(left);
        }
        mail.setState(Mail.GHOST);
        note(
                mail,
                "split",
                () -> "of list " + list.asString() + " leaves as " + members.size() + " mails, one for each member");
    }

    private void send(Mail mail, MailAddress list, MailAddress member) throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            MailMessage.share(copy, mail);
            copy.setRecipients(List.of(member));
            // A member whose address does not fit into another gets the mail with the list's plain bounce address.
            copy.setSender(bounces.of(list, member)
                    .orElse(mail.getMaybeSender().asOptional().orElse(null)));
            copy.setState(processor);
            if (atOnce.isPresent()) {
                atOnce.get().process(copy);
            }
            getMailetContext().sendMail(copy, copy.getState());
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }
}
