package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

import com.google.common.primitives.Bytes;

/** Reads bytes with a change at the end. It holds at least the last {@value #HELD} bytes, if there are that many. */
public final class TailStream extends BlockStream {
    static final int HELD = 8192;

    private final InputStream in;
    private final UnaryOperator<byte[]> change;
    private byte[] held = {};
    private boolean ended;

    public TailStream(InputStream in, UnaryOperator<byte[]> change) {
        this.in = in;
        this.change = change;
    }

    @Override
    byte[] nextBlock() throws IOException {
        while (!ended) {
            byte[] octets = in.readNBytes(HELD);
            if (octets.length < HELD) {
                ended = true;
                return change.apply(Bytes.concat(held, octets));
            }
            byte[] block = held;
            held = octets;
            if (block.length > 0) {
                return block;
            }
        }
        return new byte[0];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
