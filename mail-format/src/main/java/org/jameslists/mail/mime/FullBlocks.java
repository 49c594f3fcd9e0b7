package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads bytes in blocks that are full up to the last one, whatever pieces the stream beneath gives. mime4j's
 * quoted-printable decoder reads {@code ==} before a line end by what its buffer holds at that moment; over this stream
 * the same bytes always decode the same, so that what is hashed is what is sent.
 */
final class FullBlocks extends BlockStream {
    private static final int BLOCK = 8192;

    private final InputStream in;

    FullBlocks(InputStream in) {
        this.in = in;
    }

    @Override
    byte[] nextBlock() throws IOException {
        return in.readNBytes(BLOCK);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
