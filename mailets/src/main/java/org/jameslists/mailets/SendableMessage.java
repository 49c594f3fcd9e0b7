package org.jameslists.mailets;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.james.MailMessage;
import org.jameslists.message.Message;

/** A message in the form in which nothing between here and its receiver will change it. */
final class SendableMessage {
    private SendableMessage() {}

    /** The message of a mail in that form; the same if it has it already. */
    static Message of(Mail mail) throws MessagingException {
        return MailMessage.read(mail);
    }
}
