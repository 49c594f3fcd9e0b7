package org.jameslists.arc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.MessageSignatureVerifier;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;

/**
 * Lets a sealer check its own work: whether the topmost set verifies, with the sealer's own key, whatever the state of
 * the older sets. Safe for use by many threads.
 *
 * @param signatures verifies with the sealer's key
 */
public record ArcSelfCheck(MessageSignatureVerifier signatures) {
    /**
     * Checks the topmost set.
     *
     * @return what is wrong; empty if both its signatures verify
     * @throws IOException if the body cannot be read
     */
    public Optional<String> trouble(CanonicalMessage message) throws IOException {
        Header header = message.header();
        Optional<HeaderField> results = header.first(ArcSet.AUTHENTICATION_RESULTS);
        Optional<HeaderField> messageSignature = header.first(ArcSet.MESSAGE_SIGNATURE);
        Optional<HeaderField> sealField = header.first(ArcSet.SEAL);
        if (results.isEmpty() || messageSignature.isEmpty() || sealField.isEmpty()) {
            return Optional.of("there is no ARC set");
        }
        try {
            SignatureResult result = signatures.verify(
                    message, ArcMessageSignature.parse(messageSignature.get()), MessageSignatureVerifier.KeyCheck.NONE);
            if (!result.passed()) {
                return Optional.of("ARC-Message-Signature: " + result.reason());
            }
            ArcSealField seal = ArcSealField.parse(sealField.get());
            ArcSet newest = new ArcSet(0, results.get(), messageSignature.get(), sealField.get());
            result = verify(seal, signed(header, newest, seal));
            return result.passed() ? Optional.empty() : Optional.of("ARC-Seal: " + result.reason());
        } catch (SignatureFormatException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** RFC 8617 §5.1.1, §5.1.2: the bytes of all sets, or only of the new one if the chain had failed. */
    private static byte[] signed(Header header, ArcSet newest, ArcSealField seal) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        if (seal.chainValidation() != ChainValidation.FAIL
                && ArcChain.read(header) instanceof ArcChain.Complete complete) {
            List<ArcSet> sets = complete.sets();
            sets.subList(0, sets.size() - 1).forEach(set -> signed.writeBytes(set.canonical()));
        }
        signed.writeBytes(newest.canonicalEndingWith(seal.unsigned()));
        return signed.toByteArray();
    }

    private SignatureResult verify(ArcSealField seal, byte[] signed) {
        return Signatures.verify(
                signatures.dns(), seal.domain(), seal.selector(), seal.algorithm(), signed, seal.signature());
    }
}
