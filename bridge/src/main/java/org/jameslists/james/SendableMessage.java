package org.jameslists.james;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.message.Message;
import org.jameslists.rewriting.SevenBitHeader;

/**
 * A message in the form in which nothing between here and its receiver will change it: James writes raw header octets as
 * question marks, and converts what is not in 7 bit for receivers that want it so.
 */
public final class SendableMessage {
    private SendableMessage() {}

    /**
     * The message of a mail in that form; the same if it has it already.
     *
     * @throws MessagingException if it cannot have it, with the reason
     */
    public static Message of(Mail mail) throws MessagingException {
        Message message = MailMessage.read(mail);
        SevenBitHeader header = SevenBitHeader.of(message.header());
        if (header instanceof SevenBitHeader.Refused refused) {
            throw new MessagingException("the message cannot be sent on: " + refused.reason());
        }
        return message.withHeader(((SevenBitHeader.Converted) header).header());
    }
}
