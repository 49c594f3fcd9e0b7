package org.jameslists.signature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * RFC 6376 §3.4.4: white space within a line becomes one space, white space at its end vanishes, and so do empty lines
 * at the end; a body that is not empty then ends in CRLF.
 *
 * <p>Nearly all text is canonical as it stands. It is recognised eight octets at a time and handed on without a copy;
 * only what differs is looked at octet by octet.
 */
final class RelaxedBody extends BodyCanonicalizer {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ONES * ' ';
    private static final long TABS = ONES * '\t';
    private static final long RETURNS = ONES * '\r';
    private static final byte[] SPACE = {' '};
    private static final byte[] CR = {'\r'};

    /** Of what was seen and not yet handed on, in this order: line ends, white space, a CR. */
    private long lineEnds;

    private boolean whiteSpace;
    private boolean carriageReturn;
    /** Whether anything but line ends was handed on: RFC 6376 §3.4.4, an empty body stays empty. */
    private boolean text;

    RelaxedBody(Sink sink) {
        super(sink);
    }

    @Override
    void update(byte[] octets, int from, int end) {
        int at = from;
        while (at < end) {
            byte octet = octets[at];
            if (carriageReturn && octet == '\n') {
                carriageReturn = false;
                whiteSpace = false;
                lineEnds++;
                at++;
            } else if (octet == ' ' || octet == '\t') {
                flushCarriageReturn();
                whiteSpace = true;
                at++;
            } else if (octet == '\r') {
                flushCarriageReturn();
                carriageReturn = true;
                at++;
            } else {
                flushCarriageReturn();
                flush();
                int clean = endOfClean(octets, at, end);
                emit(octets, at, clean);
                at = clean;
            }
        }
    }

    /** Where the canonical text ends that starts, with an octet of text, at {@code from}. */
    private static int endOfClean(byte[] octets, int from, int end) {
        int at = from;
        while (at + 9 <= end) {
            long word = (long) WORDS.get(octets, at);
            long next = (long) WORDS.get(octets, at + 1);
            long spaces = word ^ SPACES;
            long twoSpaces = spaces | (next ^ SPACES);
            long spaceAtLineEnd = spaces | (next ^ RETURNS);
            long tabs = word ^ TABS;
            long found = ((twoSpaces - ONES) & ~twoSpaces)
                    | ((spaceAtLineEnd - ONES) & ~spaceAtLineEnd)
                    | ((tabs - ONES) & ~tabs);
            if ((found & HIGH_BITS) != 0) {
                break;
            }
            at += 8;
        }
        int limit = Math.min(at + 9, end);
        while (at < limit && isClean(octets, at, end)) {
            at++;
        }
        return withoutOpenEnd(octets, from, at);
    }

    private static boolean isClean(byte[] octets, int at, int end) {
        if (octets[at] == ' ') {
            int next = at + 1 < end ? octets[at + 1] : ' ';
            return next != ' ' && next != '\t' && next != '\r';
        }
        return octets[at] != '\t';
    }

    /** Line ends and white space at the end of clean text may be the last of their line or of the body: held back. */
    private static int withoutOpenEnd(byte[] octets, int from, int end) {
        int at = end;
        while (at > from && (octets[at - 1] == '\n' || octets[at - 1] == '\r' || octets[at - 1] == ' ')) {
            at--;
        }
        return Math.max(at, from + 1);
    }

    private void flushCarriageReturn() {
        if (carriageReturn) {
            carriageReturn = false;
            flush();
            emit(CR, 0, 1);
        }
    }

    private void flush() {
        emitLineEnds(lineEnds);
        lineEnds = 0;
        if (whiteSpace) {
            whiteSpace = false;
            emit(SPACE, 0, 1);
        }
        text = true;
    }

    @Override
    void finish() {
        flushCarriageReturn();
        if (text) {
            emitLineEnds(1);
        }
    }
}
