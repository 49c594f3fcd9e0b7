package org.jameslists.arc;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/**
 * Reads ARC-Message-Signature fields (RFC 8617 §4.1.2). What sealers must not write is one thing, what validators refuse
 * another: a {@code v=} is ignored, as that section demands, and an {@code h=} may name Authentication-Results and ARC
 * fields, name nothing between two colons, or name fields that are not there. The fields that are hashed are those that
 * RFC 6376 §5.4.2 selects from the header as it came, bottom-up: sets that were added later are above and are not
 * reached by names for those below.
 */
final class ArcMessageSignature {
    private ArcMessageSignature() {}

    /**
     * Parses a field.
     *
     * @throws SignatureFormatException if it is not what RFC 6376 §3.5 says of the tags, or {@code h=} names ARC-Seal:
     *     seals cover message signatures and never the other way round; others refuse it too
     */
    static MessageSignature parse(HeaderField field) throws SignatureFormatException {
        MessageSignature signature = MessageSignature.of(field, TagList.parse(field));
        if (signature.signs(ArcSet.SEAL)) {
            throw new SignatureFormatException("h= names ARC-Seal");
        }
        return signature;
    }
}
