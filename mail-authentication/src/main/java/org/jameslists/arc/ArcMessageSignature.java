package org.jameslists.arc;

import org.jameslists.mail.HeaderField;
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
     *     forbids: Authentication-Results or a field of ARC's own. It says that there is no {@code v=}; one that is there
     *     does no harm, as any tag that is not known, unless it says another version than DKIM's 1
     */
    static MessageSignature parse(HeaderField field) throws SignatureFormatException {
        TagList tags = TagList.parse(field);
        if (!tags.value("v").orElse("1").equals("1")) {
            throw new SignatureFormatException("v= is not 1");
        }
        MessageSignature signature = MessageSignature.of(field, tags);
        if (signature.signs("authentication-results")
                || signature.signs("arc-authentication-results")
                || signature.signs("arc-message-signature")
                || signature.signs("arc-seal")) {
            throw new SignatureFormatException("h= names a field that an ARC-Message-Signature must not sign");
        }
        return signature;
    }
}
