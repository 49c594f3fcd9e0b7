package org.jameslists.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

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
import org.jameslists.mail.Message;
import org.jameslists.mail.TextTemplate;

import com.google.inject.Inject;

/**
 * Sends each member a separate mail whose envelope sender names the member (variable envelope return paths):
 * {@code example-bounces+jane=example.org@ml.example.ac.jp}. The address of a bounce then shows whose mail failed,
 * whatever its text says.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.Verp">
 *   <processor>list-delivery</processor>
 *   <bounces>{list}-bounces+{member}@{domain}</bounces>
 * </mailet>
 * }</pre>
 *
 * <p>It comes after {@link ExpandMembers} and {@link Freeze}, so that the message is signed once, and is the last mailet:
 * the mails go on in the processor named. Where {@link ListHeaders} gives each member a separate link, it comes before
 * that and the signatures: then each mail is signed separately. With {@code atOnce} the mailets of that processor act on each
 * mail here, and not after James' queue: the body is stored and hashed once for all.
 */
public class Verp extends ListMailet {
    private static final String MEMBER = "member";
    private static final List<String> PLACEHOLDERS = List.of("list", "domain", MEMBER);

    private final ProcessorAtOnce.Factory processors;
    private String processor;
    private TextTemplate bounces;
    private Optional<ProcessorAtOnce> atOnce;

    /** Makes mailets that act at once with these. */
    @Inject
    Verp(MetricFactory metrics, ProcessorAtOnce.Factory processors) {
        super(metrics, "split");
        this.processors = processors;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        processor = parameters.processor("processor");
        bounces = parameters
                .optional("bounces", Verp::template)
                .orElse(TextTemplate.parse("{list}-bounces+{member}@{domain}", PLACEHOLDERS));
        atOnce = Optional.empty();
        if (parameters.flag("atOnce", false)) {
            try {
                atOnce = Optional.of(processors.of(processor, getMailetContext()));
            } catch (IllegalArgumentException e) {
                throw parameters.wrong("atOnce", "true", e.getMessage());
            }
        }
    }

    private static TextTemplate template(String text) throws MessagingException {
        TextTemplate template = TextTemplate.parse(text, PLACEHOLDERS);
        if (!template.has(MEMBER)) {
            throw new IllegalArgumentException("does not name the {member}");
        }
        MailAddress example = new MailAddress("member@example.org");
        sender(template, example, example);
        return template;
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
            copy.setSender(sender(list, member, mail));
            copy.setState(processor);
            if (atOnce.isPresent()) {
                atOnce.get().process(copy);
            }
            getMailetContext().sendMail(copy, copy.getState());
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    /** A member whose address does not fit into another gets the mail with the list's plain bounce address. */
    private MailAddress sender(MailAddress list, MailAddress member, Mail mail) {
        try {
            return sender(bounces, list, member);
        } catch (AddressException e) {
            return mail.getMaybeSender().asOptional().orElse(null);
        }
    }

    private static MailAddress sender(TextTemplate template, MailAddress list, MailAddress member)
            throws AddressException {
        return new MailAddress(template.fill(name -> switch (name) {
            case MEMBER -> member.getLocalPart() + "=" + member.getDomain().asString();
            case "list" -> list.getLocalPart();
            default -> list.getDomain().asString();
        }));
    }
}
