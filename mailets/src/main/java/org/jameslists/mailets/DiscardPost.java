package org.jameslists.mailets;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.Parameters;

import com.google.inject.Inject;

/**
 * Discards a post to a list without a notice. Only the log shows it.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender" class="org.jameslists.mailets.DiscardPost"/>
 * }</pre>
 */
public class DiscardPost extends ListMailet {
    /** Counts with these metrics. */
    @Inject
    public DiscardPost(MetricFactory metrics) {
        super(metrics, "discarded");
    }

    @Override
    protected void configure(Parameters parameters) {}

    @Override
    public void service(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        mail.setState(Mail.GHOST);
        note(
                mail,
                "discarded",
                () -> "from " + mail.getMaybeSender().asPrettyString() + " to list " + list.asString() + " is discarded"
                        + PostTemplate.reason(mail).map(reason -> ": " + reason).orElse(""));
    }
}
