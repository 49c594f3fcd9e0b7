package org.jameslists.arc;

import java.util.OptionalLong;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignatureAlgorithm;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;

/**
 * An ARC-Seal field (RFC 8617 §4.1.3).
 *
 * @param field the field as it is in the message
 * @param tags all its tags
 * @param algorithm {@code a=}
 * @param signature {@code b=}, base64 in its one form
 * @param domain {@code d=} as written
 * @param selector {@code s=} as written
 * @param timestamp {@code t=} in seconds since 1970, if there
 * @param chainValidation {@code cv=}
 */
public record ArcSealField(
        HeaderField field,
        TagList tags,
        SignatureAlgorithm algorithm,
        String signature,
        String domain,
        String selector,
        OptionalLong timestamp,
        ChainValidation chainValidation) {
    /**
     * Parses a field.
     *
     * @throws SignatureFormatException if a tag is missing or wrong, or there is an {@code h=} (RFC 8617 §4.1.3)
     */
    public static ArcSealField parse(HeaderField field) throws SignatureFormatException {
        TagList tags = TagList.parse(field);
        if (tags.tag("h").isPresent()) {
            throw new SignatureFormatException("an h= in the seal");
        }
        return new ArcSealField(
                field,
                tags,
                SignatureAlgorithm.of(tags.required("a")),
                MessageSignature.base64(tags, "b"),
                tags.required("d"),
                tags.required("s"),
                MessageSignature.number(tags, "t"),
                ChainValidation.of(tags.required("cv"))
                        .orElseThrow(() -> new SignatureFormatException("cv= is none of none, pass and fail")));
    }

    /** The field with an empty {@code b=}: the end of what it signs. */
    HeaderField unsigned() {
        return MessageSignature.withoutSignature(field, tags);
    }
}
