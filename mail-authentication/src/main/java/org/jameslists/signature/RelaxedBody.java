package org.jameslists.signature;

/**
 * RFC 6376 §3.4.4: white space within a line becomes one space; white space at the end of a line and empty lines at the
 * end vanish; a body that is not empty ends in CRLF.
 *
 * <p>A space or tab vanishes before white space or CRLF; otherwise it becomes a space. Most text does not change, so
 * this {@linkplain WhiteSpaceSearch searches} for the few places that may change, and moves the text between them as a
 * whole. Lines then end as in a {@link SimpleBody}.
 */
final class RelaxedBody implements BodyCanonicalizer {
    private final byte[] block = new byte[WhiteSpaceSearch.MOST];
    private final WhiteSpaceSearch search = new WhiteSpaceSearch();
    private final SimpleBody lines;

    /**
     * How many bytes at the start of the block are held back: a space, a CR or both. The next byte decides about them.
     */
    private int held;

    RelaxedBody(Sink sink) {
        lines = new SimpleBody(sink);
    }

    @Override
    public void update(byte[] bytes, int from, int end) {
        int count;
        for (int at = from; at < end; at += count) {
            count = Math.min(block.length - held, end - at);
            System.arraycopy(bytes, at, block, held, count);
            takeBlock(held + count);
        }
    }

    private void takeBlock(int length) {
        int decided = endOfDecided(length);
        boolean carriageReturn = block[length - 1] == '\r';
        boolean whiteSpace = decided < (carriageReturn ? length - 1 : length);
        search.flag(block, length);
        lines.update(block, 0, reduce(decided));
        held = 0;
        if (whiteSpace) {
            block[held++] = ' ';
        }
        if (carriageReturn) {
            block[held++] = '\r';
        }
    }

    /** Where the white space, or white space and a CR, at the end of the block starts. */
    private int endOfDecided(int length) {
        int end = block[length - 1] == '\r' ? length - 1 : length;
        while (end > 0 && isWhiteSpace(block[end - 1])) {
            end--;
        }
        return end;
    }

    /** Moves the remaining bytes of the block to its start. Returns their number. */
    private int reduce(int end) {
        int kept = search.next(0, end);
        int at = kept;
        while (at < end) {
            if (vanishes(at)) {
                at++;
            } else {
                block[at] = isWhiteSpace(block[at]) ? (byte) ' ' : block[at];
                int next = search.next(at + 1, end);
                System.arraycopy(block, at, block, kept, next - at);
                kept += next - at;
                at = next;
            }
        }
        return kept;
    }

    /** Whether white space vanishes. The byte after it is still in its place. */
    private boolean vanishes(int at) {
        byte following = block[at + 1];
        return isWhiteSpace(following) || (following == '\r' && block[at + 2] == '\n');
    }

    private static boolean isWhiteSpace(byte value) {
        return value == ' ' || value == '\t';
    }

    @Override
    public void finish() {
        if (held > 0 && block[held - 1] == '\r') {
            lines.update(block, 0, held);
        }
        if (!lines.isEmpty()) {
            lines.finish();
        }
    }
}
