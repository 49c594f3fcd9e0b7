package org.jameslists.mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes Base64 (RFC 2045 §6.8). Bytes outside the alphabet are skipped, padding ends the data, and a last group
 * without padding counts: the JDK's decoder fails on it, mime4j's loses it.
 */
final class Base64Decoding extends BlockStream {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = values();

    private final InputStream in;
    private int bits;
    private int bitCount;
    private boolean ended;

    Base64Decoding(InputStream in) {
        this.in = in;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    @Override
    byte[] nextBlock() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        while (octets.size() == 0 && !ended) {
            byte[] encoded = in.readNBytes(8192);
            ended = encoded.length == 0;
            for (byte c : encoded) {
                decode(c & 0xff, octets);
            }
        }
        return octets.toByteArray();
    }

    private void decode(int c, ByteArrayOutputStream octets) {
        if (c == '=') {
            ended = true;
        }
        if (ended || VALUES[c] < 0) {
            return;
        }
        bits = (bits << 6) | VALUES[c];
        bitCount += 6;
        if (bitCount >= 8) {
            bitCount -= 8;
            octets.write(bits >> bitCount);
            bits &= (1 << bitCount) - 1;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
