package org.jameslists.james.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;

import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.jameslists.mail.Message;
import org.jameslists.signature.BodyHashes;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalization;

/**
 * Reads and writes the message of a {@link Mail} as bytes.
 *
 * <p>James keeps an unchanged message as the bytes that came in. It formats a changed one anew: raw 8-bit bytes in the
 * header become {@code ?}, and fields may be added. So {@link #read} takes the original bytes, and {@link #write} gives
 * James a new message that counts as unchanged.
 *
 * <p>The mailets of this pack pass a post on as a value. Its body is copied twice at most: by the first mailet that
 * edits it, and after the edits when it is {@linkplain #keep kept} for signing. The header is parsed once. A large body
 * goes from file to file and is never held in memory. If another mailet changes the message, it is read again.
 */
public final class MailMessage {
    private static final byte[] CRLF = {'\r', '\n'};

    /** All signatures made here hash the body in this form. */
    private static final BodyHashes.Request SIGNED = BodyHashes.Request.whole(Canonicalization.RELAXED);

    private MailMessage() {}

    /**
     * Reads the message of a mail. Each access to the body reads it from the mail, so use it before the mail's message
     * is replaced or disposed.
     *
     * @throws MessagingException if the message cannot be read or its header is too large
     */
    public static Message read(Mail mail) throws MessagingException {
        Optional<HeldMessage> held = held(mail);
        return held.isPresent() ? held.get().message() : readAnew(mail);
    }

    private static Message readAnew(Mail mail) throws MessagingException {
        try {
            MimeMessageWrapper wrapper = wrapper(mail);
            if (wrapper.isBodyModified()) {
                serialize(mail, wrapper);
                wrapper = wrapper(mail);
            }
            return ReadMessages.read(wrapper);
        } catch (IOException e) {
            throw new MessagingException("cannot read the message of " + mail.getName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A message read from a mail, edited or not, as signatures see it. Body hashes are remembered until the body is
     * edited.
     */
    public static CanonicalMessage canonical(Mail mail, Message message) throws MessagingException {
        BodyHashes hashes =
                held(mail).map(held -> held.hashesOf(message)).orElseGet(() -> new BodyHashes(message.body()));
        return new CanonicalMessage(message.header(), hashes);
    }

    /**
     * Replaces the message of a mail. {@code message} may take its body from the message that it replaces, edited or
     * not. It cannot be read afterwards: {@linkplain #read read} again.
     *
     * @throws MessagingException if the mail is {@linkplain ListAttributes#FROZEN frozen}, or the message cannot be read
     *     or stored; the mail then keeps its old message
     */
    public static void write(Mail mail, Message message) throws MessagingException {
        requireUnfrozen(mail);
        Optional<HeldMessage> held = held(mail);
        hold(mail, held.isPresent() ? held.get().successor(message) : keeping(mail, message, List.of()));
    }

    /** Like {@link #write}, for a message whose body is known to be {@linkplain SendableMessage ready to leave}. */
    public static void writeSendable(Mail mail, Message message) throws MessagingException {
        write(mail, message);
        held(mail).ifPresent(HeldMessage::markSendable);
    }

    /**
     * Like {@link #write}, for an edited message that is to be signed. Its body, which is
     * {@linkplain SendableMessage ready to leave}, is hashed while it is stored.
     *
     * @return the message as signatures see it
     */
    public static CanonicalMessage keep(Mail mail, Message message) throws MessagingException {
        requireUnfrozen(mail);
        Optional<HeldMessage> held = held(mail);
        boolean stored = message.body() instanceof StoredBody && held.isPresent();
        HeldMessage kept = stored ? held.get().successor(message) : keeping(mail, message, List.of(SIGNED));
        kept.markSendable();
        hold(mail, kept);
        return canonical(mail, read(mail));
    }

    /** Whether a message read from a mail, edited or not, has a body that is known to be ready to leave. */
    static boolean isSendable(Mail mail, Message message) throws MessagingException {
        return held(mail).filter(held -> held.isSendable(message)).isPresent();
    }

    /**
     * Gives a mail without a message the message of another mail, without copying its body. Dispose of this mail before
     * the other.
     */
    public static void lend(Mail mail, Message message) throws MessagingException {
        hold(mail, HeldMessage.borrowing(message));
    }

    /**
     * Gives a mail that has no message yet the message of another, with what is known of its body, such as its hash; dispose
     * of this mail before the other.
     */
    public static void share(Mail mail, Mail other) throws MessagingException {
        Optional<HeldMessage> held = held(other);
        hold(mail, held.isPresent() ? HeldMessage.sharing(held.get()) : HeldMessage.borrowing(read(other)));
    }

    /** How often the body of a mail's message has been copied since James handed it to this pack's mailets. */
    public static int copies(Mail mail) throws MessagingException {
        return held(mail).map(HeldMessage::copies).orElse(0);
    }

    private static void requireUnfrozen(Mail mail) throws MessagingException {
        if (ListAttributes.get(mail, ListAttributes.FROZEN).isPresent()) {
            throw new MessagingException(
                    "mail " + mail.getName() + " is signed and frozen: put edits before DkimResign");
        }
    }

    /** The message that one of this pack's mailets gave the mail, if nobody has changed it since. */
    private static Optional<HeldMessage> held(Mail mail) throws MessagingException {
        return mail.getMessage() instanceof HeldMessage held && !held.isModified()
                ? Optional.of(held)
                : Optional.empty();
    }

    private static HeldMessage keeping(Mail mail, Message message, List<BodyHashes.Request> wanted)
            throws MessagingException {
        Optional<HeldMessage> held = held(mail);
        BodyHashes hashes = canonical(mail, message).bodyHashes();
        wanted.forEach(hashes::request);
        try {
            return HeldMessage.keeping(
                    message, hashes, held.map(HeldMessage::copies).orElse(0));
        } catch (IOException e) {
            throw new MessagingException("cannot store the new message of " + mail.getName(), e);
        }
    }

    /** Only {@link MailImpl}, the one {@link Mail} of a running James, can take a message without copying it. */
    private static void hold(Mail mail, HeldMessage message) throws MessagingException {
        if (mail instanceof MailImpl james) {
            james.setMessageNoCopy(message);
        } else {
            mail.setMessage(message);
        }
    }

    private static MimeMessageWrapper wrapper(Mail mail) throws MessagingException {
        MimeMessage message = mail.getMessage();
        if (message instanceof MimeMessageWrapper wrapper) {
            return wrapper;
        }
        throw new MessagingException("the message of " + mail.getName() + " is not held by James: " + message);
    }

    /** Writes a message whose body was changed through JavaMail once, as JavaMail formats it. */
    private static void serialize(Mail mail, MimeMessageWrapper changed) throws MessagingException, IOException {
        changed.saveChanges();
        MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create(MailImpl.getId());
        try (OutputStream out = source.getWritableOutputStream()) {
            out.write(ReadMessages.header(changed).octets());
            out.write(CRLF);
            OutputStream body = MimeUtility.encode(out, changed.getEncoding());
            changed.getDataHandler().writeTo(body);
            body.flush();
        }
        if (mail instanceof MailImpl james) {
            james.setMessageContent(source);
        } else {
            mail.setMessage(new MimeMessageWrapper(source));
        }
    }
}
