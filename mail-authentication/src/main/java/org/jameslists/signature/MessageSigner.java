package org.jameslists.signature;

import java.util.List;

import org.jameslists.mail.HeaderField;

/** Makes the signature over a message that DKIM and ARC share (RFC 6376 §5.5, §3.7). */
public final class MessageSigner {
    private MessageSigner() {}

    /**
     * Signs the fields and the field that is being written, which holds the body hash already.
     *
     * @param message what is signed
     * @param key who signs
     * @param headers the {@code h=} list, as written in the field
     * @param canonicalization of the header, as written in the field
     * @param writer the field, complete but for {@code b=}
     */
    public static HeaderField sign(
            CanonicalMessage message,
            SigningKey key,
            List<String> headers,
            Canonicalization canonicalization,
            SignatureFieldWriter writer) {
        return writer.signed(key.sign(message.signedOctets(headers, canonicalization, writer.unsigned())));
    }
}
