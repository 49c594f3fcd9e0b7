package org.jameslists.dkim;

import java.util.Optional;

import org.jameslists.mail.HeaderField;
import org.jameslists.signature.Coverage;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.TagList;

/**
 * The result of verifying one DKIM-Signature.
 *
 * @param field the field
 * @param tags its tags, if readable
 * @param result the result
 * @param coverage what the signature covers of the message, if it passes
 */
public record DkimResult(
        HeaderField field, Optional<TagList> tags, SignatureResult result, Optional<Coverage> coverage) {
    /**
     * Why a signature that passes does not show who wrote the whole message: others could have added something that it
     * does not cover. Its result is still {@code dkim=pass} (RFC 8601 §2.7.1).
     *
     * @return the reason; empty for a signature that covers everything, or does not pass
     */
    public Optional<String> uncovered() {
        return coverage.flatMap(Coverage::gap);
    }

    /** {@code d=} as written, if readable. */
    public Optional<String> domain() {
        return tag("d");
    }

    /** A tag's value, if readable. */
    public Optional<String> tag(String name) {
        return tags.flatMap(list -> list.value(name));
    }
}
