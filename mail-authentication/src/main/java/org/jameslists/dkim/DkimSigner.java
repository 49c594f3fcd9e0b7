package org.jameslists.dkim;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.BodyHashes;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.MessageSigner;
import org.jameslists.signature.SignatureFieldWriter;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;

/**
 * Signs messages (RFC 6376 §5). Never writes {@code l=}, which would let others extend the body (§8.2). Safe for use by
 * many threads.
 *
 * <pre>{@code
 * SigningKey key = PemKeys.RECOMMENDED.read(Path.of("list2026.pem"));
 * SigningIdentity list = new SigningIdentity("example.org", "list2026", key);
 * DkimSigner.create().signed(message, list).writeTo(out);
 * }</pre>
 *
 * @param canonicalizations {@code c=}
 * @param signedFields the fields to sign
 * @param validity the time from {@code t=} to {@code x=}; empty for no {@code x=}
 * @param clock tells the time
 */
public record DkimSigner(
        Canonicalizations canonicalizations,
        SignedFields signedFields,
        Optional<Duration> validity,
        InstantSource clock) {
    /** Signs relaxed/relaxed, the default fields, without expiry. */
    public DkimSigner(InstantSource clock) {
        this(Canonicalizations.RELAXED_RELAXED, SignedFields.DEFAULT, Optional.empty(), clock);
    }

    /** Signs relaxed/relaxed, the default fields, without expiry, by the system's clock. */
    public static DkimSigner create() {
        return new DkimSigner(InstantSource.system());
    }

    /** The same with other canonicalizations. */
    public DkimSigner withCanonicalizations(Canonicalizations other) {
        return new DkimSigner(other, signedFields, validity, clock);
    }

    /** The same for other fields. */
    public DkimSigner withSignedFields(SignedFields other) {
        return new DkimSigner(canonicalizations, other, validity, clock);
    }

    /** The same with signatures that expire: {@code x=} is this long after {@code t=}. */
    public DkimSigner withValidity(Duration period) {
        return new DkimSigner(canonicalizations, signedFields, Optional.of(period), clock);
    }

    /** The same with another clock. */
    public DkimSigner withClock(InstantSource other) {
        return new DkimSigner(canonicalizations, signedFields, validity, other);
    }

    /**
     * One signature to make.
     *
     * @param by the signer
     * @param identity {@code i=}, if it should be written
     * @param moreTags further tags by name, such as {@code darn}; they are signed with the rest
     */
    public record Order(SigningIdentity by, Optional<String> identity, Map<String, String> moreTags) {
        /** Takes a copy of the map, sorted by name. */
        public Order {
            moreTags = Collections.unmodifiableMap(new TreeMap<>(moreTags));
        }

        /** A plain signature. */
        public Order(SigningIdentity by) {
            this(by, Optional.empty(), Map.of());
        }
    }

    /**
     * Signs a message.
     *
     * @param by the signers; each makes one signature, the first one's is on top
     * @return the message with the signatures on top
     * @throws IOException if the body cannot be read
     */
    public Message signed(Message message, SigningIdentity... by) throws IOException {
        List<HeaderField> fields =
                sign(message, Arrays.stream(by).map(Order::new).toList());
        return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
    }

    /**
     * Signs a message once for each order, reading its body once.
     *
     * @return the new fields, in the order of {@code orders}; the caller puts them on top of the header
     * @throws IOException if the body cannot be read
     */
    public List<HeaderField> sign(Message message, List<Order> orders) throws IOException {
        return sign(new CanonicalMessage(message), orders);
    }

    /** Like {@link #sign(Message, List)}, for a message that gets other signatures, too. */
    public List<HeaderField> sign(CanonicalMessage message, List<Order> orders) throws IOException {
        List<String> headers = signedFields.in(message.header());
        String bodyHash = message.bodyHashes()
                .hash(BodyHashes.Request.whole(canonicalizations.body()))
                .sha256();
        long now = clock.instant().getEpochSecond();
        List<HeaderField> fields = new ArrayList<>();
        for (Order order : orders) {
            fields.add(MessageSigner.sign(
                    message,
                    order.by().key(),
                    headers,
                    canonicalizations.header(),
                    writer(order, now, headers, bodyHash)));
        }
        return fields;
    }

    private SignatureFieldWriter writer(Order order, long now, List<String> headers, String bodyHash) {
        SignatureFieldWriter writer = new SignatureFieldWriter(DkimSignature.NAME)
                .tag("v", "1")
                .tag("a", order.by().key().algorithm().word())
                .tag("c", canonicalizations.toString())
                .tag("d", order.by().domain())
                .tag("s", order.by().selector());
        order.identity().ifPresent(identity -> writer.tag("i", identity));
        writer.tag("t", Long.toString(now));
        validity.ifPresent(period -> writer.tag("x", Long.toString(now + period.toSeconds())));
        order.moreTags().forEach(writer::tag);
        return writer.list("h", headers).tag("bh", bodyHash);
    }
}
