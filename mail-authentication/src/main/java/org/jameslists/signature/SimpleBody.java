package org.jameslists.signature;

/** RFC 6376 §3.4.3: empty lines at the end count as none, and a CRLF ends the body in any case. */
final class SimpleBody extends BodyCanonicalizer {
    private static final byte[] CR = {'\r'};

    /** CRLFs seen and not yet handed on, since the body may end with them. */
    private long lineEnds;

    private boolean carriageReturn;

    SimpleBody(Sink sink) {
        super(sink);
    }

    @Override
    void update(byte[] octets, int from, int end) {
        int at = from;
        if (carriageReturn && at < end) {
            carriageReturn = false;
            if (octets[at] == '\n') {
                lineEnds++;
                at++;
            } else {
                flush();
                emit(CR, 0, 1);
            }
        }
        int text = endOfText(octets, at, end);
        if (text > at) {
            flush();
            emit(octets, at, text);
        }
        carriageReturn = text < end && (end - text) % 2 == 1;
        lineEnds += (end - text) / 2;
    }

    /** Where the run of CRLFs, or of CRLFs and a CR, starts that ends the piece. */
    private static int endOfText(byte[] octets, int from, int end) {
        int text = end;
        if (text > from && octets[text - 1] == '\r') {
            text--;
        }
        while (text - 2 >= from && octets[text - 1] == '\n' && octets[text - 2] == '\r') {
            text -= 2;
        }
        return text;
    }

    private void flush() {
        emitLineEnds(lineEnds);
        lineEnds = 0;
    }

    @Override
    void finish() {
        if (carriageReturn) {
            flush();
            emit(CR, 0, 1);
        }
        emitLineEnds(1);
    }
}
