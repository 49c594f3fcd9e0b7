package org.jameslists.signature;

import java.util.List;

import org.jameslists.mail.HeaderField;

/** Makes a signature over a message, for DKIM and ARC (RFC 6376 §5.5, §3.7). */
public final class MessageSigner {
    private MessageSigner() {}

    /**
     * Signs these fields and the signature field, which already contains the body hash.
     *
     * @param message the message to sign
     * @param key the key to sign with
     * @param headers the {@code h=} list, as written in the field
     * @param canonicalization the header's canonicalisation, as written in the field
     * @param writer the field, complete except for {@code b=}
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
