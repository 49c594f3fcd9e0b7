package org.jameslists.signature;

import java.util.Arrays;

/**
 * Finds the spaces and tabs that relaxed canonicalisation may change: every tab, and every space before white space or
 * a control character. The JIT compiler turns both steps, setting flags and looking for them, into vector instructions.
 */
final class WhiteSpaceSearch {
    /** The size of a block in bytes: small enough for the first-level cache. */
    static final int MOST = 4096;

    private static final byte[] NO_FLAGS = new byte[MOST];

    private final byte[] flags = new byte[MOST];

    /** Searches a text of at most {@link #MOST} bytes. Its last byte counts as followed by a letter. */
    void flag(byte[] text, int length) {
        System.arraycopy(text, 1, flags, 0, length - 1);
        flags[length - 1] = 'x';
        flag(text, flags, length);
    }

    /**
     * Replaces the following byte of each byte by a flag. The high bit of {@code (x - n) & ~x} is set where x is below n,
     * for an ASCII x; where x is zero if n is 1.
     */
    private static void flag(byte[] text, byte[] following, int length) {
        for (int i = 0; i < length; i++) {
            int space = ((text[i] ^ ' ') - 1) & (following[i] - '!') & ~following[i];
            int tab = (text[i] ^ '\t') - 1;
            following[i] = (byte) ((space | tab) & ~text[i] & 0x80);
        }
    }

    /** The first place found from {@code from} on, or {@code end}. */
    int next(int from, int end) {
        int clean = Arrays.mismatch(flags, from, end, NO_FLAGS, from, end);
        return clean < 0 ? end : from + clean;
    }
}
