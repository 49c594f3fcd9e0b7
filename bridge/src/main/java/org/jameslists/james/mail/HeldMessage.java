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
 * A message of James that our mailets made, with what they know of it. The next of our mailets takes it as a value: it
 * parses no header again and hashes no body again. To James and to mailets of others it is a message like any other; if
 * one of them changes it, it {@linkplain #isModified() says so}, and is read as any other message is.
 *
 * <p>Edits cost nothing until somebody reads them. The body lies in a {@link StoredBody}, which a message hands on to its
 * {@linkplain #successor successor}.
 */
final class HeldMessage extends MimeMessageWrapper {
    /** The one that James takes for its messages. */
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

    /** A message whose body is read from elsewhere, for as long as that can be read. */
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
     * A message with a body of its own.
     *
     * @param copies how often the body was copied before
     * @param hashes those of the message's body; they are found on the way where they were asked for
     * @throws IOException if the body cannot be read or kept
     */
    static HeldMessage keeping(Message message, BodyHashes hashes, int copies) throws IOException {
        StoredBody stored = StoredBody.of(hashes);
        return new HeldMessage(message.withBodyIn(stored), hashes.in(stored), Optional.of(stored), copies + 1);
    }

    /** An edited message, which has this one's body or makes its own of it; this one cannot be read afterwards. */
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

    /** The body hashes of a message, which are known if it has the body of this one. */
    BodyHashes hashesOf(Message other) {
        return other.body() == message.body() ? hashes : new BodyHashes(other.body());
    }

    /** Notes that the body of this message is in the form in which it can leave. */
    void markSendable() {
        sendable = Optional.of(message.body());
    }

    /** Whether a message has a body of which that was noted. */
    boolean isSendable(Message other) {
        return sendable.filter(body -> body == other.body()).isPresent();
    }

    /** How often the body was copied for the mail since James handed it to us. */
    int copies() {
        return copies;
    }

    /** The very bytes, which JavaMail would write anew once it has parsed them. */
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
