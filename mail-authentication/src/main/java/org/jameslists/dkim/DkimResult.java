package org.jameslists.dkim;

import java.util.Optional;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.TagList;

/**
 * What verifying one DKIM-Signature found.
 *
 * @param field the field
 * @param tags its tags, if they could be read
 * @param result the result
 * @param uncovered what of the message the signature leaves open to anybody, in words; empty if it covers all that readers
 *     see, or cannot be read
 */
public record DkimResult(
        HeaderField field, Optional<TagList> tags, SignatureResult result, Optional<String> uncovered) {
    /** {@code d=} as written, if it could be read. */
    public Optional<String> domain() {
        return tag("d");
    }

    /** A tag's value, if it could be read. */
    public Optional<String> tag(String name) {
        return tags.flatMap(list -> list.value(name));
    }
}
