package org.jameslists.mailets;

import java.io.IOException;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.FooteredMessage;

import com.google.inject.Inject;

/**
 * Adds a footer to each post, in the post's own charset and encoding if possible. Signed and encrypted posts get no
 * footer.
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
    private org.jameslists.list.FooterTemplate footer;
    private ListNaming naming;

    /** Counts with these metrics. */
    @Inject
    public ListFooter(MetricFactory metrics) {
        super(metrics, "added", "declined");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        footer = parameters.required("text", org.jameslists.list.FooterTemplate::of);
        naming = ListNaming.configure(parameters);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        try {
            FooteredMessage result = footer.addTo(MailMessage.read(mail), naming.identity(list));
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
