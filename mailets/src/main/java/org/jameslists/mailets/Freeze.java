package org.jameslists.mailets;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.OwnSignatures;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;

import com.google.inject.Inject;

/**
 * Completes a list's mail: verifies the signatures made here on the exact bytes that will leave, and stops this pack's
 * mailets from editing the mail afterwards. If one of these signatures does not verify, the mail is not sent: it goes
 * to another processor, with the reason.
 *
 * <pre>{@code
 * <mailet match="All" class="org.jameslists.mailets.Freeze">
 *   <brokenProcessor>error</brokenProcessor>
 * </mailet>
 * }</pre>
 *
 * <p>Make it the last mailet before delivery. If a signature is broken, look for a mailet that edits the mail after
 * {@link DkimResign} or {@link ArcSeal}.
 */
public class Freeze extends ListMailet {
    private final SigningKeys keys;
    private final MailetOrder order;
    private String broken;

    /** Verifies with these keys. Stops James if the mailets are in the wrong order. */
    @Inject
    Freeze(MetricFactory metrics, SigningKeys keys, MailetOrder order) {
        super(metrics, "frozen", "broken");
        this.keys = keys;
        this.order = order;
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        order.check();
        broken = parameters.renamed("broken", "brokenProcessor").processor("brokenProcessor", Mail.ERROR);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Message message = MailMessage.read(mail);
        try {
            CanonicalMessage kept = MailMessage.keep(mail, message);
            List<String> troubles = OwnSignatures.of(mail).troubles(kept, keys, InstantSource.system());
            if (troubles.isEmpty()) {
                ListAttributes.set(mail, ListAttributes.FROZEN, "true");
                note(mail, "frozen", () -> "is ready to leave");
            } else {
                String reason = "our own signatures do not verify: " + String.join("; ", troubles);
                divert(mail, broken, reason);
                note(mail, "broken", () -> "is not sent: " + reason);
            }
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of " + mail.getName(), e);
        }
    }
}
