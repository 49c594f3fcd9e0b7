package org.jameslists.arc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.BodyHashes;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalization;
import org.jameslists.signature.MessageSigner;
import org.jameslists.signature.SignatureFieldWriter;
import org.jameslists.signature.SigningIdentity;

/**
 * Seals with an {@code h=} of any kind, as sealers of the drafts' time did and some still do, in the order of RFC 8617
 * §5.1: the ARC-Authentication-Results is on the message when the ARC-Message-Signature is made.
 *
 * @param by who seals
 */
public record FreeSealer(SigningIdentity by) {
    /**
     * The message with one more set on top.
     *
     * @param headers {@code h=}; an empty string makes an empty entry
     * @param moreTags tags to put into the ARC-Message-Signature, such as {@code v=1;}; empty for none
     */
    public Message seal(Message message, List<String> headers, String moreTags) throws IOException {
        return seal(message, headers, moreTags, "none");
    }

    /** As {@link #seal(Message, List, String)}, with results to record. */
    public Message seal(Message message, List<String> headers, String moreTags, String recorded) throws IOException {
        List<ArcSet> below =
                ArcChain.read(message.header()) instanceof ArcChain.Complete chain ? chain.sets() : List.of();
        String instance = Integer.toString(below.size() + 1);
        HeaderField results = HeaderField.of(
                ArcSet.AUTHENTICATION_RESULTS, "i=" + instance + "; hop" + instance + ".example.org; " + recorded);
        Message withResults = message.withHeader(message.header().prepend(results));
        CanonicalMessage canonical = new CanonicalMessage(withResults);
        SignatureFieldWriter writer = new SignatureFieldWriter(ArcSet.MESSAGE_SIGNATURE)
                .tag("i", instance)
                .tag("a", by.key().algorithm().word())
                .tag("c", "relaxed/relaxed")
                .tag("d", by.domain())
                .tag("s", by.selector());
        if (!moreTags.isEmpty()) {
            writer.tag(moreTags.substring(0, moreTags.indexOf('=')), moreTags.substring(moreTags.indexOf('=') + 1));
        }
        writer.list("h", headers)
                .tag(
                        "bh",
                        canonical
                                .bodyHashes()
                                .hash(BodyHashes.Request.whole(Canonicalization.RELAXED))
                                .sha256());
        HeaderField messageSignature =
                MessageSigner.sign(canonical, by.key(), headers, Canonicalization.RELAXED, writer);
        return withResults.withHeader(withResults
                .header()
                .prepend(
                        seal(below, new ArcSet(below.size() + 1, results, messageSignature, results)),
                        messageSignature));
    }

    private HeaderField seal(List<ArcSet> below, ArcSet unsealed) {
        SignatureFieldWriter writer = new SignatureFieldWriter(ArcSet.SEAL)
                .tag("i", Integer.toString(unsealed.instance()))
                .tag("a", by.key().algorithm().word())
                .tag("cv", below.isEmpty() ? "none" : "pass")
                .tag("d", by.domain())
                .tag("s", by.selector());
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        below.forEach(set -> signed.writeBytes(set.canonical()));
        signed.writeBytes(unsealed.canonicalEndingWith(writer.unsigned()));
        return writer.signed(by.key().sign(signed.toByteArray()));
    }
}
