package org.jameslists.dkim;

import java.util.Optional;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.Coverage;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.TagList;

/**
 * What verifying one DKIM-Signature found.
 *
 * @param field the field
 * @param tags its tags, if they could be read
 * @param result the result
 * @param coverage what the signature covers of the message, if it passes
 */
public record DkimResult(
        HeaderField field, Optional<TagList> tags, SignatureResult result, Optional<Coverage> coverage) {
    /**
     * Why a signature that passes does not say who wrote the whole message: it leaves something open that others could
     * have added. {@code dkim=pass} is its result all the same (RFC 8601 §2.7.1).
     *
     * @return the reason in words; empty for a signature that covers everything, or does not pass
     */
    public Optional<String> uncovered() {
        return coverage.flatMap(Coverage::gap);
    }

    /** {@code d=} as written, if it could be read. */
    public Optional<String> domain() {
        return tag("d");
    }

    /** A tag's value, if it could be read. */
    public Optional<String> tag(String name) {
        return tags.flatMap(list -> list.value(name));
    }
}
