package org.jameslists.matchers;

import java.io.IOException;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.Bounce;

import com.google.inject.Inject;

/**
 * Matches bounces that name DMARC as the reason: a member's server refused a post for its author's policy, which is no
 * fault of the member. Such bounces go to whoever runs the server, and count against no member:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcBounce" class="ToProcessor">
 *   <processor>list-dmarc-bounces</processor>
 * </mailet>
 * }</pre>
 *
 * <p>Its place is in {@code root}. The message that a bounce returns is not looked at, since results of authentication
 * stand there too.
 */
public class IsDmarcBounce extends ListMatcher {
    private final Outcomes outcomes;

    /** Needs nothing of James but its metrics. */
    @Inject
    public IsDmarcBounce(MetricFactory metrics) {
        this.outcomes = new Outcomes(metrics, IsDmarcBounce.class, "matched");
    }

    @Override
    protected void configure(Parameters parameters) {
        // nothing to be said
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        // RFC 3464 §2: a delivery report has an empty envelope sender.
        if (mail.hasSender()) {
            return false;
        }
        try {
            if (Bounce.read(MailMessage.read(mail)) instanceof Bounce.DmarcRefusal refusal) {
                outcomes.note(mail, "matched", () -> "is a bounce that names DMARC: " + refusal.diagnosis());
                return true;
            }
            return false;
        } catch (IOException e) {
            throw new MessagingException("cannot read the bounce " + mail.getName(), e);
        }
    }
}
