package org.jameslists.james;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import javax.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.jameslists.james.mail.MailMessage;

/** Mails as James holds them when they have come in over SMTP. */
public final class TestMail {
    private TestMail() {}

    /** A mail whose message has exactly these octets, one for each char. */
    public static MailImpl of(String octets, String sender, String... recipients) throws MessagingException {
        return of(octets.getBytes(StandardCharsets.ISO_8859_1), sender, recipients);
    }

    /**
     * A mail whose message has exactly these octets.
     *
     * @param sender the envelope sender; empty for the null reverse-path
     */
    public static MailImpl of(byte[] octets, String sender, String... recipients) throws MessagingException {
        MailImpl.Builder builder = MailImpl.builder().name(MailImpl.getId()).addRecipients(recipients);
        MailImpl mail = (sender.isEmpty() ? builder : builder.sender(sender)).build();
        mail.setMessageContent(MimeMessageInputStreamSource.create(mail.getName(), new ByteArrayInputStream(octets)));
        return mail;
    }

    /** What {@link MailMessage} reads of a mail, one char for each octet. */
    public static String octets(MailImpl mail) throws Exception {
        return MailMessage.read(mail)
                .content()
                .asCharSource(StandardCharsets.ISO_8859_1)
                .read();
    }
}
