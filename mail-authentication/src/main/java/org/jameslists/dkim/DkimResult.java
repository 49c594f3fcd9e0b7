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
 */
public record DkimResult(HeaderField field, Optional<TagList> tags, SignatureResult result) {
    /** {@code d=} as written, if it could be read. */
    public Optional<String> domain() {
        return tag("d");
    }

    /** A tag's value, if it could be read. */
    public Optional<String> tag(String name) {
        return tags.flatMap(list -> list.value(name));
    }
}
