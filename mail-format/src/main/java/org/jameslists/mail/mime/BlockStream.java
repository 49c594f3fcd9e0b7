package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that makes its bytes block by block. */
abstract class BlockStream extends InputStream {
    private byte[] block = {};
    private int position;
    private boolean ended;

    /** The next bytes; empty at the end. */
    abstract byte[] nextBlock() throws IOException;

    @Override
    public final int read() throws IOException {
        return fill() ? block[position++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, block.length - position);
        System.arraycopy(block, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (position == block.length && !ended) {
            block = nextBlock();
            position = 0;
            ended = block.length == 0;
        }
        return position < block.length;
    }
}
