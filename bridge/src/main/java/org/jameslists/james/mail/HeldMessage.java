package org.jameslists.james.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import javax.mail.MessagingException;
import javax.mail.Session;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.jameslists.mail.Message;
import org.jameslists.signature.BodyHashes;

import com.google.common.io.ByteSource;

/**
 * A message that one of this pack's mailets gave to James, together with its parsed header and body hashes. The next
 * mailet of the pack reuses these: it parses no header and hashes no body again. To James and to other mailets it is an
 * ordinary message. If one of them changes it, {@link #isModified()} is true, and it is read like any other message.
 *
 * <p>Edits cost nothing until somebody reads the result. The body is in a {@link StoredBody}, which a message passes on
 * to its {@linkplain #successor successor}.
 */
final class HeldMessage extends MimeMessageWrapper {
    /** The session that James uses for its messages. */
    private static final Session SESSION = Session.getDefaultInstance(System.getProperties());

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Message message;
    private final BodyHashes hashes;
    private final int copies;
    private Optional<StoredBody> store;
    private Optional<ByteSource> sendable = Optional.empty();

    private HeldMessage(Message message, BodyHashes hashes, Optional<StoredBody> store, int copies) {
        super(SESSION, new Source("edited-" + NUMBER.incrementAndGet(), message));
        this.message = message;
        this.hashes = hashes;
        this.store = store;
        this.copies = copies;
    }

    private record Source(String id, Message message) implements MimeMessageSource {
        @Override
        public String getSourceId() {
            return id;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return message.content().openStream();
        }

        @Override
        public long getMessageSize() throws IOException {
            return message.content().size();
        }
    }

    /** A message whose body is read from elsewhere. It is valid only as long as that source. */
    static HeldMessage borrowing(Message message) {
        return new HeldMessage(message, new BodyHashes(message.body()), Optional.empty(), 0);
    }

    /** The same message, whose body and hashes are those of another for as long as that can be read. */
    static HeldMessage sharing(HeldMessage other) {
        HeldMessage sharing = new HeldMessage(other.message, other.hashes, Optional.empty(), 0);
        sharing.sendable = other.sendable;
        return sharing;
    }

    /**
     * A message with its own copy of the body.
     *
     * @param copies how often the body has been copied before
     * @param hashes the hashes of the message's body; the requested ones are computed while it is copied
     * @throws IOException if the body cannot be read or kept
     */
    static HeldMessage keeping(Message message, BodyHashes hashes, int copies) throws IOException {
        StoredBody stored = StoredBody.of(hashes);
        return new HeldMessage(message.withBodyIn(stored), hashes.in(stored), Optional.of(stored), copies + 1);
    }

    /**
     * The edited message. It takes over this message's body, or reads it to make its own. This message cannot be read
     * afterwards.
     */
    HeldMessage successor(Message edited) {
        HeldMessage successor = new HeldMessage(edited, hashesOf(edited), store, copies);
        successor.sendable = sendable;
        store = Optional.empty();
        return successor;
    }

    /** The message as the mailet made it. */
    Message message() {
        return message;
    }

    /** The body hashes of a message: the known ones if it has this message's body. */
    BodyHashes hashesOf(Message other) {
        return other.body() == message.body() ? hashes : new BodyHashes(other.body());
    }

    /** Marks the body of this message as ready to leave. */
    void markSendable() {
        sendable = Optional.of(message.body());
    }

    /** Whether a message has a body that is marked as ready to leave. */
    boolean isSendable(Message other) {
        return sendable.filter(body -> body == other.body()).isPresent();
    }

    /** How often the mail's body has been copied since James handed it to this pack. */
    int copies() {
        return copies;
    }

    /** Writes the exact bytes. JavaMail would format them anew once it has parsed them. */
    @Override
    public void writeTo(OutputStream out) throws IOException, MessagingException {
        if (isModified()) {
            super.writeTo(out);
        } else {
            message.writeTo(out);
        }
    }

    @Override
    public InputStream getMessageInputStream() throws MessagingException {
        if (isModified()) {
            return super.getMessageInputStream();
        }
        try {
            return message.content().openStream();
        } catch (IOException e) {
            throw new MessagingException("cannot open the message", e);
        }
    }

    @Override
    public void dispose() {
        super.dispose();
        store.ifPresent(LifecycleUtil::dispose);
    }
}
