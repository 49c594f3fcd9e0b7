package org.jameslists.arc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.signature.BodyHashes;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.MessageSigner;
import org.jameslists.signature.SignatureFieldWriter;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;

/**
 * Seals messages (RFC 8617 §5.1). Sealing is the last change to a message before it leaves. Safe for use by many
 * threads.
 *
 * <pre>{@code
 * ArcSealer sealer = ArcSealer.create();
 * ArcSealing sealing = sealer.seal(message, found.arc().status(), found.results("lists.example.org"), list);
 * sealing.applyTo(message).writeTo(out);
 * }</pre>
 *
 * @param canonicalizations of the ARC-Message-Signature; seals are always relaxed (§4.1.3)
 * @param signedFields the fields that the ARC-Message-Signature covers
 * @param clock tells the time
 */
public record ArcSealer(Canonicalizations canonicalizations, SignedFields signedFields, InstantSource clock) {
    /** RFC 8617 §4.1.2: also covers the signatures of others. */
    private static final SignedFields DEFAULT_FIELDS = SignedFields.DEFAULT.and("DKIM-Signature");

    /** RFC 8617 §5.1: no set is added on top of a failed one. */
    private static final String FAILED_BEFORE = "the newest seal says cv=fail";

    /** Seals relaxed/relaxed, with the default fields. */
    public ArcSealer(InstantSource clock) {
        this(Canonicalizations.RELAXED_RELAXED, DEFAULT_FIELDS, clock);
    }

    /** Seals relaxed/relaxed, with the default fields, by the system's clock. */
    public static ArcSealer create() {
        return new ArcSealer(InstantSource.system());
    }

    /** The same with other canonicalizations of the ARC-Message-Signature. */
    public ArcSealer withCanonicalizations(Canonicalizations other) {
        return new ArcSealer(other, signedFields, clock);
    }

    /**
     * The same with other fields in the ARC-Message-Signature.
     *
     * @throws IllegalArgumentException if RFC 8617 §4.1.2 forbids one of them
     */
    public ArcSealer withSignedFields(SignedFields other) {
        return new ArcSealer(canonicalizations, other, clock);
    }

    /** The same with another clock. */
    public ArcSealer withClock(InstantSource other) {
        return new ArcSealer(canonicalizations, signedFields, other);
    }

    /** Requires that no covered field is forbidden by RFC 8617 §4.1.2. */
    public ArcSealer {
        for (String forbidden : List.of(
                AuthenticationResults.FIELD_NAME,
                ArcSet.AUTHENTICATION_RESULTS,
                ArcSet.MESSAGE_SIGNATURE,
                ArcSet.SEAL)) {
            if (signedFields.covers(forbidden)) {
                throw new IllegalArgumentException(forbidden + " must not be signed (RFC 8617 §4.1.2)");
            }
        }
    }

    /**
     * Seals a message.
     *
     * @param message the message as it leaves, with its DKIM signatures
     * @param received the state of the chain when the message came in, before any change to it
     * @param results all results of authentication when the message came in
     * @param by the sealer
     * @throws IOException if the body cannot be read
     */
    public ArcSealing seal(Message message, ChainValidation received, AuthenticationResults results, SigningIdentity by)
            throws IOException {
        return seal(new CanonicalMessage(message), received, results, by);
    }

    /** Like {@link #seal(Message, ChainValidation, AuthenticationResults, SigningIdentity)}, but shares body hashes. */
    public ArcSealing seal(
            CanonicalMessage message, ChainValidation received, AuthenticationResults results, SigningIdentity by)
            throws IOException {
        ArcChain chain = ArcChain.read(message.header());
        if (chain instanceof ArcChain.Complete complete) {
            if (isFailed(complete.newest().seal())) {
                return new ArcSealing.NotSealed(FAILED_BEFORE);
            }
            return received == ChainValidation.PASS
                    ? seal(message, complete.sets(), complete.sets().size(), ChainValidation.PASS, results, by)
                    : seal(message, List.of(), complete.sets().size(), ChainValidation.FAIL, results, by);
        }
        if (chain instanceof ArcChain.Broken broken) {
            if (newestSeals(message.header(), broken).anyMatch(ArcSealer::isFailed)) {
                return new ArcSealing.NotSealed(FAILED_BEFORE);
            }
            // RFC 8617 §5.1.2, §5.1.3: the new seal covers only its own set, and the chain does not start again.
            return seal(message, List.of(), broken.highestInstance(), ChainValidation.FAIL, results, by);
        }
        return received == ChainValidation.NONE
                ? seal(message, List.of(), 0, ChainValidation.NONE, results, by)
                : new ArcSealing.NotSealed("the chain of the incoming message was removed");
    }

    private static Stream<HeaderField> newestSeals(Header header, ArcChain.Broken broken) {
        return header.all(ArcSet.SEAL).stream()
                .filter(seal -> ArcChain.instance(seal).orElse(0) == broken.highestInstance());
    }

    /**
     * Whether a seal says that the chain failed. An unreadable seal says nothing; the chain then failed at reception.
     */
    private static boolean isFailed(HeaderField seal) {
        try {
            return ArcSealField.parse(seal).chainValidation() == ChainValidation.FAIL;
        } catch (SignatureFormatException e) {
            return false;
        }
    }

    private ArcSealing seal(
            CanonicalMessage message,
            List<ArcSet> covered,
            int instances,
            ChainValidation chainValidation,
            AuthenticationResults results,
            SigningIdentity by)
            throws IOException {
        if (instances >= ArcSet.HIGHEST_INSTANCE) {
            return new ArcSealing.NotSealed("the chain has " + ArcSet.HIGHEST_INSTANCE + " sets"); // RFC 8617 §4.2.1
        }
        int instance = instances + 1;
        HeaderField authenticationResults = HeaderField.of(
                ArcSet.AUTHENTICATION_RESULTS,
                "i=" + instance + "; " + results.inAscii().format());
        HeaderField messageSignature = messageSignature(message, instance, by);
        SignatureFieldWriter writer = new SignatureFieldWriter(ArcSet.SEAL)
                .tag("i", Integer.toString(instance))
                .tag("a", by.key().algorithm().word())
                .tag("cv", chainValidation.word())
                .tag("d", by.domain())
                .tag("s", by.selector())
                .tag("t", now());
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        covered.forEach(set -> signed.writeBytes(set.canonical())); // RFC 8617 §5.1.1: ascending, the new set last
        HeaderField unsigned = writer.unsigned();
        signed.writeBytes(
                new ArcSet(instance, authenticationResults, messageSignature, unsigned).canonicalEndingWith(unsigned));
        HeaderField seal = writer.signed(by.key().sign(signed.toByteArray()));
        return new ArcSealing.Sealed(chainValidation, List.of(seal, messageSignature, authenticationResults));
    }

    private HeaderField messageSignature(CanonicalMessage message, int instance, SigningIdentity by)
            throws IOException {
        List<String> headers = signedFields.in(message.header());
        String bodyHash = message.bodyHashes()
                .hash(BodyHashes.Request.whole(canonicalizations.body()))
                .sha256();
        SignatureFieldWriter writer = new SignatureFieldWriter(ArcSet.MESSAGE_SIGNATURE)
                .tag("i", Integer.toString(instance))
                .tag("a", by.key().algorithm().word())
                .tag("c", canonicalizations.toString())
                .tag("d", by.domain())
                .tag("s", by.selector())
                .tag("t", now())
                .list("h", headers)
                .tag("bh", bodyHash);
        return MessageSigner.sign(message, by.key(), headers, canonicalizations.header(), writer);
    }

    private String now() {
        return Long.toString(clock.instant().getEpochSecond());
    }
}
