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
 * A message in the form in which nothing between here and its receiver will change it: James writes raw header bytes as
 * question marks, and converts what is not in 7 bit for receivers that require it.
 */
public final class SendableMessage {
    private static final Logger LOGGER = LoggerFactory.getLogger(SendableMessage.class);

    private SendableMessage() {}

    /**
     * The message of a mail in that form; the same if it has it already.
     *
     * @throws MessagingException if it cannot have it, or cannot be read, with the reason
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
                throw new MessagingException("the message cannot be sent on: " + SafeText.told(refused.reason()));
            }
            SevenBitMessage.Converted converted = (SevenBitMessage.Converted) sevenBit;
            if (!converted.leftAsIs().isEmpty()) {
                LOGGER.info(
                        "Mail {} has 8-bit content that is signed and was left: {}; servers without 8BITMIME will not"
                                + " find our signatures valid",
                        mail.getName(),
                        converted.leftAsIs());
            }
            return converted.message();
        } catch (IOException e) {
            throw new MessagingException("cannot read the body of " + mail.getName(), e);
        }
    }
}
