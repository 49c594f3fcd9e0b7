package org.jameslists.arc;

import org.jameslists.message.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/** Reads ARC-Message-Signature fields (RFC 8617 §4.1.2). */
final class ArcMessageSignature {
    private ArcMessageSignature() {}

    /**
     * Parses a field.
     *
     * @throws SignatureFormatException if it is not what RFC 6376 §3.5 says of the tags, or signs what RFC 8617 §4.1.2
     *     forbids: Authentication-Results or a field of ARC's own
     */
    static MessageSignature parse(HeaderField field) throws SignatureFormatException {
        MessageSignature signature = MessageSignature.of(field, TagList.parse(field));
        if (signature.signs("authentication-results")
                || signature.signs("arc-authentication-results")
                || signature.signs("arc-message-signature")
                || signature.signs("arc-seal")) {
            throw new SignatureFormatException("h= names a field that an ARC-Message-Signature must not sign");
        }
        return signature;
    }
}
