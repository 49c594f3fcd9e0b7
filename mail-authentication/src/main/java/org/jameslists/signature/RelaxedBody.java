package org.jameslists.signature;

import java.util.Arrays;

/**
 * RFC 6376 §3.4.4: white space within a line becomes one space, white space at its end vanishes, and so do empty lines
 * at the end; a body that is not empty then ends in CRLF.
 *
 * <p>Nearly all text is canonical as it stands. Octets that may not be are flagged a block at a time, in a loop that the
 * JIT compiler turns into vector instructions; what lies between two flags is copied, and only the flagged octets, and
 * the ends of text, are looked at one by one.
 */
final class RelaxedBody extends BodyCanonicalizer {
    private static final int BLOCK = 4096;
    private static final byte[] NO_FLAGS = new byte[BLOCK];

    private final byte[] block = new byte[BLOCK];
    private final byte[] next = new byte[BLOCK];
    private final byte[] flags = new byte[BLOCK];
    private final byte[] out = new byte[4 * BLOCK];
    private int outLength;

    /** Of what was seen and not yet written, in this order: line ends, white space, a CR. */
    private long lineEnds;

    private boolean whiteSpace;
    private boolean carriageReturn;
    /** Whether anything but line ends was written: an empty body stays empty. */
    private boolean text;

    RelaxedBody(Sink sink) {
        super(sink);
    }

    @Override
    void update(byte[] octets, int from, int end) {
        for (int at = from; at < end; at += BLOCK) {
            int length = Math.min(BLOCK, end - at);
            System.arraycopy(octets, at, block, 0, length);
            System.arraycopy(octets, at + 1, next, 0, Math.min(length, end - at - 1));
            if (at + length == end) {
                next[length - 1] = ' ';
            }
            flag(block, next, flags, length);
            canonicalize(length);
        }
    }

    /**
     * Sets a flag for each octet that is a tab, or a space before white space or a control character, and no other. Eight
     * bits of {@code (x - 1) & ~x} have their high bit set where x is zero, those of {@code (x - n) & ~x} where x is
     * below n, for x and n below 0x80.
     */
    private static void flag(byte[] block, byte[] next, byte[] flags, int length) {
        for (int i = 0; i < length; i++) {
            flags[i] = (byte) (0x80
                    & (((((block[i] ^ ' ') - 1) & ~(block[i] ^ ' ')) & ((next[i] - '!') & ~next[i]))
                            | (((block[i] ^ '\t') - 1) & ~(block[i] ^ '\t'))));
        }
    }

    private void canonicalize(int length) {
        int at = 0;
        while (at < length) {
            byte octet = block[at];
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
                int clean = withoutOpenEnd(at, nextFlag(at, length));
                write(at, clean);
                at = clean;
            }
        }
    }

    /** The first flagged place from {@code from} on, or {@code length}. */
    private int nextFlag(int from, int length) {
        int clean = Arrays.mismatch(flags, from, length, NO_FLAGS, from, length);
        return clean < 0 ? length : from + clean;
    }

    /** Line ends and white space at the end of clean text may be the last of their line or of the body: held back. */
    private int withoutOpenEnd(int from, int end) {
        int at = end;
        while (at > from && (block[at - 1] == '\n' || block[at - 1] == '\r' || block[at - 1] == ' ')) {
            at--;
        }
        return Math.max(at, from + 1);
    }

    private void flushCarriageReturn() {
        if (carriageReturn) {
            carriageReturn = false;
            flush();
            write('\r');
        }
    }

    private void flush() {
        while (lineEnds > 0) {
            lineEnds--;
            write('\r');
            write('\n');
        }
        if (whiteSpace) {
            whiteSpace = false;
            write(' ');
        }
        text = true;
    }

    private void write(int octet) {
        if (outLength == out.length) {
            drain();
        }
        out[outLength++] = (byte) octet;
    }

    private void write(int from, int end) {
        if (out.length - outLength < end - from) {
            drain();
        }
        System.arraycopy(block, from, out, outLength, end - from);
        outLength += end - from;
    }

    private void drain() {
        emit(out, 0, outLength);
        outLength = 0;
    }

    @Override
    void finish() {
        flushCarriageReturn();
        if (text) {
            write('\r');
            write('\n');
        }
        drain();
    }
}
