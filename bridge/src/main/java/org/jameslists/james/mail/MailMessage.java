package org.jameslists.james.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;

import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/**
 * The message of a {@link Mail} as bytes, and back.
 *
 * <p>James keeps a message that nobody changed as the bytes that came in, and writes a changed one anew, which costs
 * it its raw 8-bit header bytes (they become {@code ?}) and may add fields. So {@link #read} takes the bytes from
 * where James keeps them, and {@link #write} gives James a message that it has not changed yet. A large body goes from
 * file to file and is never held in memory.
 */
public final class MailMessage {
    private static final byte[] CRLF = {'\r', '\n'};

    private MailMessage() {}

    /**
     * Reads the message of a mail. Its body is read from the mail each time it is asked for: use it before the mail's
     * message is replaced or disposed.
     *
     * @throws MessagingException if the message cannot be read or its header is too large
     */
    public static Message read(Mail mail) throws MessagingException {
        try {
            MimeMessageWrapper wrapper = wrapper(mail);
            if (wrapper.isBodyModified()) {
                serialize(mail, wrapper);
                wrapper = wrapper(mail);
            }
            Message message = Message.read(new Content(wrapper));
            Header asJamesHoldsIt = header(wrapper);
            boolean writtenAnew = isAscii(message.header()) && !isAscii(asJamesHoldsIt);
            return wrapper.isModified() || writtenAnew ? message.withHeader(asJamesHoldsIt) : message;
        } catch (IOException e) {
            throw new MessagingException("cannot read the message of " + mail.getName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Replaces the message of a mail. The bytes are copied before the old message is disposed, so {@code message} may
     * have its body from there; it cannot be read afterwards: {@linkplain #read read} again.
     *
     * @throws MessagingException if the mail is {@linkplain ListAttributes#FROZEN frozen}, or the message cannot be read
     *     or stored; the mail then keeps its old message
     */
    public static void write(Mail mail, Message message) throws MessagingException {
        if (ListAttributes.get(mail, ListAttributes.FROZEN).isPresent()) {
            throw new MessagingException("mail " + mail.getName() + " is signed and frozen: edits come before Freeze");
        }
        try {
            InputStream content = message.content().openStream();
            replace(mail, MimeMessageInputStreamSource.create(MailImpl.getId(), content));
        } catch (IOException e) {
            throw new MessagingException("cannot read the new message of " + mail.getName(), e);
        }
    }

    private static MimeMessageWrapper wrapper(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        if (message instanceof MimeMessageWrapper wrapper) {
            return wrapper;
        }
        throw new MessagingException("the message of " + mail.getName() + " is not held by James: " + message);
    }

    /** Only {@link MailImpl}, the one {@link Mail} of a running James, can take a message without copying it. */
    private static void replace(Mail mail, MimeMessageInputStreamSource source) throws MessagingException {
        if (mail instanceof MailImpl james) {
            james.setMessageContent(source);
        } else {
            mail.setMessage(new MimeMessageWrapper(source));
        }
    }

    /** Writes out a message whose body was changed through JavaMail, once, as JavaMail writes it. */
    private static void serialize(Mail mail, MimeMessageWrapper changed) throws MessagingException, IOException {
        changed.saveChanges();
        MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create(MailImpl.getId());
        try (OutputStream out = source.getWritableOutputStream()) {
            out.write(header(changed).octets());
            out.write(CRLF);
            OutputStream body = MimeUtility.encode(out, changed.getEncoding());
            changed.getDataHandler().writeTo(body);
            body.flush();
        }
        replace(mail, source);
    }

    private static Header header(MimeMessageWrapper wrapper) throws MessagingException {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : Collections.list(wrapper.getAllHeaderLines())) {
            fields.add(HeaderField.ofOctets(line.getBytes(charset(line))));
        }
        return new Header(fields);
    }

    /** JavaMail holds a header byte as one char, but decodes what is UTF-8 where it is told or defaults to. */
    private static Charset charset(String line) {
        return line.chars().allMatch(c -> c <= 0xff) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    private static boolean isAscii(Header header) {
        for (byte b : header.octets()) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** What James would send, opened anew each time. */
    private static final class Content extends ByteSource {
        private final MimeMessageWrapper wrapper;

        Content(MimeMessageWrapper wrapper) {
            this.wrapper = wrapper;
        }

        @Override
        public InputStream openStream() throws IOException {
            try {
                return wrapper.getMessageInputStream();
            } catch (MessagingException e) {
                throw new IOException("cannot open the message", e);
            }
        }
    }
}
