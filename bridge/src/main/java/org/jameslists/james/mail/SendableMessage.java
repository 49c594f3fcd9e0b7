package org.jameslists.james.mail;

import java.io.IOException;
import java.time.Clock;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.mail.Message;
import org.jameslists.mail.SafeText;
import org.jameslists.mail.mime.Origin;
import org.jameslists.mail.mime.SevenBitMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message in a form that no server on the way needs to change. James would write raw header bytes as question marks,
 * and would convert 8-bit content for receivers that require 7-bit.
 */
public final class SendableMessage {
    private static final Logger LOGGER = LoggerFactory.getLogger(SendableMessage.class);

    private SendableMessage() {}

    /**
     * The message of a mail in that form; the same message if it is in that form already.
     *
     * @throws MessagingException with the reason, if it cannot be converted or read
     */
    public static Message of(Mail mail) throws MessagingException {
        Message message = MailMessage.read(mail);
        Origin origin = new Origin(
                Clock.systemUTC(), ListAttributes.requireList(mail).getDomain().asString());
        try {
            SevenBitMessage sevenBit = MailMessage.isSendable(mail, message)
                    ? SevenBitMessage.again(message, origin)
                    : SevenBitMessage.of(message, origin);
            if (sevenBit instanceof SevenBitMessage.Refused refused) {
                throw new MessagingException(
                        "cannot bring the message into a form that can be sent on: " + SafeText.told(refused.reason()));
            }
            SevenBitMessage.Converted converted = (SevenBitMessage.Converted) sevenBit;
            if (!converted.leftAsIs().isEmpty()) {
                LOGGER.info(
                        "Mail {} keeps its 8-bit content, because it is signed: {}; at servers without 8BITMIME,"
                                + " this list's signatures will fail",
                        mail.getName(),
                        converted.leftAsIs());
            }
            return converted.message();
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of " + mail.getName(), e);
        }
    }
}
