package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads bytes in full blocks, except for the last one, whatever pieces the underlying stream gives. mime4j's
 * quoted-printable decoder treats {@code ==} before a line end differently, depending on its buffer. With this stream,
 * the same bytes always decode the same, so the hashed bytes are those that are sent.
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
