package org.jameslists.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Adds a CR before each bare LF. */
final class CrlfInputStream extends InputStream {
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;
    private int last;

    CrlfInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        last = buffer[position] == '\n' && last != '\r' ? '\r' : buffer[position++] & 0xff;
        return last;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, out.length);
        if (length == 0) {
            return 0;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int written = 0;
        while (written < length && position < limit) {
            byte octet = buffer[position];
            if (octet == '\n' && last != '\r') {
                octet = '\r';
            } else {
                position++;
            }
            out[from + written++] = octet;
            last = octet;
        }
        return written;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
