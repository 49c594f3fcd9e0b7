package org.jameslists.signature;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.jameslists.dns.Dns;

/**
 * Verifies a signature over a message, for DKIM and ARC (RFC 6376 §6.1.2, §6.1.3).
 *
 * @param dns where to look keys up
 * @param clock tells the time
 */
public record MessageSignatureVerifier(Dns dns, InstantSource clock) {
    /** How far in the future a {@code t=} may be: clocks differ. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** A protocol's further requirements for a key record. */
    @FunctionalInterface
    public interface KeyCheck {
        /** Any record will do. */
        KeyCheck NONE = (record) -> {};

        /**
         * Checks a record.
         *
         * @throws SignatureFormatException if the record does not allow this signature
         */
        void check(KeyRecord record) throws SignatureFormatException;
    }

    /**
     * Verifies a signature.
     *
     * @param message the message that has it
     * @param signature the signature
     * @param keyCheck the protocol's requirements for the key record
     * @throws IOException if the body cannot be read
     */
    public SignatureResult verify(CanonicalMessage message, MessageSignature signature, KeyCheck keyCheck)
            throws IOException {
        long now = clock.instant().getEpochSecond();
        if (signature.expiration().isPresent() && now > signature.expiration().getAsLong()) {
            return SignatureResult.fail("the signature has expired");
        }
        if (signature.timestamp().isPresent() && signature.timestamp().getAsLong() > now + CLOCK_SKEW.toSeconds()) {
            return SignatureResult.fail("the signature is from the future");
        }
        KeyLookup lookup = KeyLookup.of(dns, signature.domain(), signature.selector());
        if (lookup instanceof KeyLookup.Unavailable unavailable) {
            return SignatureResult.temperror(unavailable.reason());
        }
        if (lookup instanceof KeyLookup.None none) {
            return SignatureResult.permerror(none.reason());
        }
        BodyHashes.BodyHash hash = message.bodyHashes().hash(signature.bodyHashRequest());
        long length = signature.bodyLength().orElse(hash.canonicalLength());
        if (length > hash.canonicalLength()) {
            return SignatureResult.permerror("l= is larger than the body"); // RFC 6376 §3.5, l=
        }
        if (!hash.sha256().equals(signature.bodyHash())) {
            return SignatureResult.fail("body hash did not verify");
        }
        byte[] signed = message.signedOctets(
                signature.headers(), signature.canonicalizations().header(), signature.unsigned());
        SignatureResult result = Signatures.verify(
                ((KeyLookup.Found) lookup).records(), signature.algorithm(), keyCheck, signed, signature.signature());
        Coverage partOfBody = new Coverage(hash.canonicalLength() - length, List.of());
        return result.passed()
                ? new SignatureResult(result.status(), partOfBody.gap().orElse(result.reason()))
                : result;
    }
}
