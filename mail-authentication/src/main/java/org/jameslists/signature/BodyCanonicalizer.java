package org.jameslists.signature;

import java.nio.charset.StandardCharsets;

/**
 * Brings a body into canonical form piece by piece, whatever the pieces are, and hands the form on. Only CRLF ends a
 * line; a bare CR or LF is an octet like any other, since RFC 6376 §5.3 leaves no line end but CRLF in a signed message.
 */
abstract sealed class BodyCanonicalizer permits SimpleBody, RelaxedBody {
    private static final int MOST_LINE_ENDS = 4096;
    private static final byte[] LINE_ENDS = "\r\n".repeat(MOST_LINE_ENDS).getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;

    BodyCanonicalizer(Sink sink) {
        this.sink = sink;
    }

    /** Where the canonical octets go. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] octets, int from, int length);
    }

    static BodyCanonicalizer of(Canonicalization canonicalization, Sink sink) {
        return switch (canonicalization) {
            case SIMPLE -> new SimpleBody(sink);
            case RELAXED -> new RelaxedBody(sink);
        };
    }

    /** Takes the next octets of the body; the array is not kept. */
    abstract void update(byte[] octets, int from, int end);

    /** Takes the end of the body. */
    abstract void finish();

    final void emit(byte[] octets, int from, int end) {
        if (end > from) {
            sink.accept(octets, from, end - from);
        }
    }

    final void emitLineEnds(long count) {
        for (long left = count; left > 0; left -= MOST_LINE_ENDS) {
            sink.accept(LINE_ENDS, 0, 2 * (int) Math.min(left, MOST_LINE_ENDS));
        }
    }
}
