package org.jameslists.arc;

import java.util.OptionalLong;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/**
 * An ARC-Seal field (RFC 8617 §4.1.3).
 */
public final class ArcSealField {
    private final HeaderField field;
    private final TagList tags;
    private final SignatureAlgorithm algorithm;
    private final String signature;
    private final OptionalLong timestamp;
    private final ChainValidation chainValidation;

    private ArcSealField(HeaderField field) throws SignatureFormatException {
        this.field = field;
        this.tags = TagList.parse(field);
        if (tags.tag("h").isPresent()) {
            throw new SignatureFormatException("an h= in the seal");
        }
        this.algorithm = SignatureAlgorithm.of(tags.required("a"));
        this.signature = MessageSignature.base64(tags, "b");
        tags.required("d");
        tags.required("s");
        this.timestamp = MessageSignature.number(tags, "t");
        this.chainValidation = ChainValidation.of(tags.required("cv"))
                .orElseThrow(() -> new SignatureFormatException("cv= is not none, pass or fail"));
    }

    /**
     * Parses a field.
     *
     * @throws SignatureFormatException if a tag is missing or wrong, or there is an {@code h=} (RFC 8617 §4.1.3)
     */
    public static ArcSealField parse(HeaderField field) throws SignatureFormatException {
        return new ArcSealField(field);
    }

    /** The field as it stands in the message. */
    public HeaderField field() {
        return field;
    }

    /** All its tags. */
    public TagList tags() {
        return tags;
    }

    /** {@code a=}. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** {@code b=}, base64 in its one form. */
    public String signature() {
        return signature;
    }

    /** {@code d=} as written. */
    public String domain() {
        return tags.value("d").orElseThrow();
    }

    /** {@code s=} as written. */
    public String selector() {
        return tags.value("s").orElseThrow();
    }

    /** {@code t=} in seconds since 1970, if present. */
    public OptionalLong timestamp() {
        return timestamp;
    }

    /** {@code cv=}. */
    public ChainValidation chainValidation() {
        return chainValidation;
    }

    /** The field with an empty {@code b=}: the last part of the signed bytes. */
    HeaderField unsigned() {
        return MessageSignature.withoutSignature(field, tags);
    }
}
