package org.jameslists.limits;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.google.common.io.ByteSource;

/** A source that gives a few octets at each read, as a network does. */
public final class Dribbling extends ByteSource {
    private final ByteSource whole;
    private final int octets;

    /**
     * A source of the same octets.
     *
     * @param octets the most that one read gives
     */
    public Dribbling(byte[] content, int octets) {
        this.whole = ByteSource.wrap(content);
        this.octets = octets;
    }

    @Override
    public InputStream openStream() throws IOException {
        return new FilterInputStream(whole.openStream()) {
            @Override
            public int read(byte[] out, int from, int length) throws IOException {
                return super.read(out, from, Math.min(length, octets));
            }
        };
    }
}
