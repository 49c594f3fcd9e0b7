package org.jameslists.arc;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/**
 * Reads ARC-Message-Signature fields (RFC 8617 §4.1.2). A validator accepts more than a sealer may write. It ignores
 * {@code v=}, as that section demands, and an {@code h=} may name Authentication-Results and ARC fields, have empty
 * entries, or name absent fields. The hash covers the fields that RFC 6376 §5.4.2 selects from the header as it came,
 * from the bottom up. Later sets are above, so names for the lower fields do not reach them.
 */
final class ArcMessageSignature {
    private ArcMessageSignature() {}

    /**
     * Parses a field.
     *
     * @throws SignatureFormatException if the tags break the rules of RFC 6376 §3.5, or {@code h=} names ARC-Seal:
     *     seals cover message signatures, never the reverse; other validators refuse it, too
     */
    static MessageSignature parse(HeaderField field) throws SignatureFormatException {
        MessageSignature signature = MessageSignature.of(field, TagList.parse(field));
        if (signature.signs(ArcSet.SEAL)) {
            throw new SignatureFormatException("h= names ARC-Seal");
        }
        return signature;
    }
}
