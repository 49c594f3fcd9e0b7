package org.jameslists.signature;

import java.nio.charset.StandardCharsets;

/** RFC 6376 §3.4.3: empty lines at the end are ignored, and the body always ends in CRLF. */
final class SimpleBody implements BodyCanonicalizer {
    private static final byte[] CR = {'\r'};
    private static final int MOST_LINE_ENDS = 4096;
    private static final byte[] LINE_ENDS = "\r\n".repeat(MOST_LINE_ENDS).getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;

    /** CRLFs that are held back, since the body may end with them. */
    private long lineEnds;

    private boolean carriageReturn;
    private boolean empty = true;

    SimpleBody(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void update(byte[] bytes, int from, int end) {
        if (from == end) {
            return;
        }
        int at = from;
        if (carriageReturn) {
            carriageReturn = false;
            if (bytes[at] == '\n') {
                lineEnds++;
                at++;
            } else {
                emitText(CR, 0, 1);
            }
        }
        int text = endOfText(bytes, at, end);
        if (text > at) {
            emitText(bytes, at, text);
        }
        carriageReturn = text < end && (end - text) % 2 == 1;
        lineEnds += (end - text) / 2;
    }

    /** Where the CRLFs, or CRLFs and a CR, at the end of the piece start. */
    private static int endOfText(byte[] bytes, int from, int end) {
        int text = end;
        if (text > from && bytes[text - 1] == '\r') {
            text--;
        }
        while (text - 2 >= from && bytes[text - 1] == '\n' && bytes[text - 2] == '\r') {
            text -= 2;
        }
        return text;
    }

    private void emitText(byte[] bytes, int from, int end) {
        empty = false;
        emitLineEnds(lineEnds);
        lineEnds = 0;
        sink.accept(bytes, from, end - from);
    }

    private void emitLineEnds(long count) {
        for (long left = count; left > 0; left -= MOST_LINE_ENDS) {
            sink.accept(LINE_ENDS, 0, 2 * (int) Math.min(left, MOST_LINE_ENDS));
        }
    }

    /** Whether there were only line ends so far. */
    boolean isEmpty() {
        return empty && !carriageReturn;
    }

    @Override
    public void finish() {
        if (carriageReturn) {
            emitText(CR, 0, 1);
        }
        emitLineEnds(1);
    }
}
