package org.jameslists.james39;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

import com.google.inject.Inject;

import jakarta.mail.MessagingException;

/** Stands where one of the server's own mailets takes a mail out of the container, and notes it. */
public final class Terminus extends GenericMailet {
    private final Deliveries deliveries;

    @Inject
    Terminus(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try {
            mail.getMessage().writeTo(message);
        } catch (IOException e) {
            throw new MessagingException("cannot write " + mail.getName(), e);
        }
        deliveries.add(new Deliveries.Delivery(
                mail.getState(),
                mail.getMaybeSender().asString(""),
                mail.getRecipients().stream().map(MailAddress::asString).toList(),
                message.toByteArray(),
                mail.getErrorMessage()));
        mail.setState(Mail.GHOST);
    }
}
