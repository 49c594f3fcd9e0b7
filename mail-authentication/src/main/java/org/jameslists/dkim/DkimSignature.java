package org.jameslists.dkim;

import org.jameslists.mail.DomainName;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/**
 * A DKIM-Signature field (RFC 6376 §3.5).
 *
 * @param signature the tags that it shares with ARC
 * @param identity {@code i=}: the agent or user for whom it was signed; if absent, {@code @} and the domain
 */
public record DkimSignature(MessageSignature signature, String identity) {
    /** The field's name. */
    public static final String NAME = "DKIM-Signature";

    /**
     * Parses a field.
     *
     * @throws SignatureFormatException if it breaks the rules of RFC 6376 §3.5; the message says how
     */
    public static DkimSignature parse(HeaderField field) throws SignatureFormatException {
        return parse(field, TagList.parse(field));
    }

    static DkimSignature parse(HeaderField field, TagList tags) throws SignatureFormatException {
        if (!tags.required("v").equals("1")) {
            throw new SignatureFormatException("v= is not 1"); // RFC 6376 §6.1.1: incompatible version
        }
        MessageSignature signature = MessageSignature.of(field, tags);
        if (signature.hasEmptyName()) {
            throw new SignatureFormatException("an empty field name in h="); // RFC 6376 §3.5, sig-h-tag
        }
        String identity = tags.value("i").orElse("@" + signature.domain());
        requireWithin(identity, signature.domain());
        return new DkimSignature(signature, identity);
    }

    /** RFC 6376 §3.5, i=: the identity's domain is that of d= or a subdomain of it. */
    private static void requireWithin(String identity, String domain) throws SignatureFormatException {
        DomainName signer = domain("d", domain);
        DomainName identityDomain = domain("i", identity.substring(identity.lastIndexOf('@') + 1));
        if (identity.lastIndexOf('@') < 0 || !identityDomain.isWithin(signer)) {
            throw new SignatureFormatException("i= is not within d=");
        }
    }

    private static DomainName domain(String tag, String text) throws SignatureFormatException {
        return DomainName.parse(text)
                .orElseThrow(() -> new SignatureFormatException("tag " + tag + " is not a domain name"));
    }

    /** {@code d=} as written. */
    public String domain() {
        return signature.domain();
    }

    /** {@code s=} as written. */
    public String selector() {
        return signature.selector();
    }

    /** Whether the identity's domain is {@code d=} itself, not a subdomain. */
    boolean identityIsDomain() {
        return DomainName.parse(identity.substring(identity.lastIndexOf('@') + 1))
                .equals(DomainName.parse(domain()));
    }
}
