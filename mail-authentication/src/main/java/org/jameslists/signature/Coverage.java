package org.jameslists.signature;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a signature leaves open: parts of a message that others could have added or replaced without breaking the
 * signature. The signature may still pass (RFC 6376 §8.2, §8.15), but it may not show who wrote the message.
 *
 * @param unsignedBytes how many bytes of the canonical body come after those that {@code l=} signs
 * @param unsignedFields names of fields that decide what a reader sees, if more of them are present than {@code h=}
 *     names
 */
public record Coverage(long unsignedBytes, List<String> unsignedFields) {
    /** Everything important is signed. */
    public static final Coverage WHOLE = new Coverage(0, List.of());

    /**
     * The fields that decide what a reader sees. MIME-Version is not one of them: without it, or with another one, a
     * mail program shows the source or the same content. Two other fields say what the body means.
     */
    private static final List<String> FIELDS = List.of("From", "Subject", "Content-Type", "Content-Transfer-Encoding");

    /** Takes a copy of the list. */
    public Coverage {
        unsignedFields = List.copyOf(unsignedFields);
    }

    /**
     * What a valid signature leaves open in its message.
     *
     * @throws IOException if the body cannot be read
     */
    public static Coverage of(MessageSignature signature, CanonicalMessage message) throws IOException {
        long bytes = message.bodyHashes().hash(signature.bodyHashRequest()).canonicalLength();
        long signed = Math.min(bytes, signature.bodyLength().orElse(bytes));
        // RFC 6376 §5.4.2: names take fields from the bottom up, so a field that was added on top is not covered
        List<String> left = FIELDS.stream()
                .filter(name -> message.count(name) > signature.count(name))
                .toList();
        return new Coverage(bytes - signed, left);
    }

    /** What is left open; empty if nothing is. */
    public Optional<String> gap() {
        if (unsignedBytes > 0) {
            return Optional.of("l= leaves " + unsignedBytes + " bytes of the body unsigned");
        }
        return unsignedFields.isEmpty()
                ? Optional.empty()
                : Optional.of("the signature does not cover every " + String.join(", ", unsignedFields));
    }
}
