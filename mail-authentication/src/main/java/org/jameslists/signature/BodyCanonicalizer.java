package org.jameslists.signature;

/**
 * Brings a body into canonical form piece by piece, whatever the pieces are, and hands the form on. Only CRLF ends a
 * line; a bare CR or LF is a byte like any other, since RFC 6376 §5.3 leaves no line end but CRLF in a signed message.
 */
sealed interface BodyCanonicalizer permits SimpleBody, RelaxedBody {
    /** Where the canonical bytes go. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int from, int length);
    }

    static BodyCanonicalizer of(Canonicalization canonicalization, Sink sink) {
        return switch (canonicalization) {
            case SIMPLE -> new SimpleBody(sink);
            case RELAXED -> new RelaxedBody(sink);
        };
    }

    /** Takes the next bytes of the body; the array is neither kept nor changed. */
    void update(byte[] bytes, int from, int end);

    /** Takes the end of the body. */
    void finish();
}
