package org.jameslists.signature;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a signature leaves open: parts of a message that somebody else could have put there, or replaced, without
 * breaking it. The signature may pass all the same (RFC 6376 §8.2, §8.15); whether it says who wrote the message is
 * another question.
 *
 * @param unsignedBytes how many bytes of the canonical body follow those that {@code l=} signs
 * @param unsignedFields names of the fields that decide what a reader sees, of which more are present than {@code h=}
 *     names
 */
public record Coverage(long unsignedBytes, List<String> unsignedFields) {
    /** Everything is signed that has to be. */
    public static final Coverage WHOLE = new Coverage(0, List.of());

    /**
     * The fields that decide what a reader sees. Not MIME-Version: without it, or with another, a reader shows the source
     * or the same thing; what the body means is said by the two others.
     */
    private static final List<String> FIELDS = List.of("From", "Subject", "Content-Type", "Content-Transfer-Encoding");

    /** Takes a copy of the list. */
    public Coverage {
        unsignedFields = List.copyOf(unsignedFields);
    }

    /**
     * What a signature that verifies covers of its message.
     *
     * @throws IOException if the body cannot be read
     */
    public static Coverage of(MessageSignature signature, CanonicalMessage message) throws IOException {
        long bytes = message.bodyHashes().hash(signature.bodyHashRequest()).canonicalLength();
        long signed = Math.min(bytes, signature.bodyLength().orElse(bytes));
        // RFC 6376 §5.4.2: names take fields from the bottom up, so that one that was added on top is left
        List<String> left = FIELDS.stream()
                .filter(name -> message.count(name) > signature.count(name))
                .toList();
        return new Coverage(bytes - signed, left);
    }

    /** What is left open, in words; empty if nothing is. */
    public Optional<String> gap() {
        if (unsignedBytes > 0) {
            return Optional.of("l= leaves " + unsignedBytes + " bytes of the body unsigned");
        }
        return unsignedFields.isEmpty()
                ? Optional.empty()
                : Optional.of("the signature does not cover every " + String.join(", ", unsignedFields));
    }
}
