package org.jameslists.mailets;

import java.io.IOException;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.MemberLinks;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.FooterTemplate;
import org.jameslists.list.FooteredMessage;

import com.google.inject.Inject;
import com.google.inject.Provider;

/**
 * Adds a footer to each post, in the post's own charset and encoding if possible. Signed and encrypted posts get no
 * footer. {@code {unsubscribe}} is a link for the one recipient of the mail: put {@link Verp} before this mailet.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.ListFooter">
 *   <text>
 *     --
 *     {list}: {list-address}
 *     https://{domain}/lists/
 *   </text>
 * </mailet>
 * }</pre>
 */
public class ListFooter extends ListMailet {
    private final Provider<MemberLinks> links;
    private FooterTemplate footer;
    private ListNaming naming;

    /** Counts with these metrics, and uses these links if the text has one. */
    @Inject
    public ListFooter(MetricFactory metrics, Provider<MemberLinks> links) {
        super(metrics, "added", "declined");
        this.links = links;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        footer = parameters.required("text", this::template);
        naming = ListNaming.configure(parameters);
    }

    private FooterTemplate template(String text) {
        FooterTemplate template = FooterTemplate.of(text);
        if (template.isPerMember()) {
            links.get().requireUrl();
        }
        return template;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        if (footer.isPerMember() && mail.getRecipients().size() != 1) {
            throw new MessagingException("mail " + mail.getName() + " goes to "
                    + mail.getRecipients().size()
                    + " recipients, and {unsubscribe} is made for one: Verp must come before ListFooter");
        }
        try {
            FooteredMessage result = footer.addTo(MailMessage.read(mail), naming.identity(list), () -> links.get()
                    .of(list, mail.getRecipients().iterator().next()));
            if (result instanceof FooteredMessage.Added added) {
                if (added.sendable()) {
                    MailMessage.writeSendable(mail, added.message());
                } else {
                    MailMessage.write(mail, added.message());
                }
                step(mail, "added", () -> "has the footer of list " + list.asString());
            } else if (result instanceof FooteredMessage.Declined declined) {
                note(mail, "declined", () -> "gets no footer of list " + list.asString() + ": " + declined.reason());
            }
        } catch (IOException e) {
            throw new MessagingException("cannot read the message of " + mail.getName() + ": " + e.getMessage(), e);
        }
    }
}
