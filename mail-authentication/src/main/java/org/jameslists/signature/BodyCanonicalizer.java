package org.jameslists.signature;

/**
 * Brings a body into canonical form piece by piece, and passes the result on. Only CRLF ends a line; a bare CR or LF is
 * an ordinary byte, since by RFC 6376 §5.3 a signed message has no other line end than CRLF.
 */
sealed interface BodyCanonicalizer permits SimpleBody, RelaxedBody {
    /** Receives the canonical bytes. */
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

    /** Ends the body. */
    void finish();
}
