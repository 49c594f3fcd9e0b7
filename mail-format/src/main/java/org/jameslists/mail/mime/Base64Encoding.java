package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/** Reads bytes as Base64 (RFC 2045 §6.8), in lines of 76 characters with CRLF line ends. */
final class Base64Encoding extends BlockStream {
    private static final int LINE = 57;
    private static final int BLOCK = LINE * 128;
    private static final byte[] CRLF = {'\r', '\n'};

    private final InputStream in;
    private final Base64.Encoder encoder = Base64.getMimeEncoder(76, CRLF);

    Base64Encoding(InputStream in) {
        this.in = in;
    }

    @Override
    byte[] nextBlock() throws IOException {
        byte[] octets = in.readNBytes(BLOCK);
        if (octets.length == 0) {
            return octets;
        }
        byte[] lines = encoder.encode(octets);
        byte[] closed = Arrays.copyOf(lines, lines.length + 2);
        closed[lines.length] = '\r';
        closed[lines.length + 1] = '\n';
        return closed;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
