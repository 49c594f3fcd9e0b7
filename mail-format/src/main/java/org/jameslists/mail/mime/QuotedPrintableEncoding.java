package org.jameslists.mail.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads text as quoted-printable (RFC 2045 §6.7), in lines of at most 76 characters. A CRLF stays a line end; a bare CR
 * or LF is an ordinary byte. No line begins with two hyphens, so none can be a delimiter of a multipart.
 */
final class QuotedPrintableEncoding extends BlockStream {
    private static final int LINE = 76;
    private static final String HEX = "0123456789ABCDEF";
    private static final int BLOCK = 8192;

    private final InputStream in;
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream(BLOCK + 8);
    private int column;
    private int next;
    private boolean started;

    QuotedPrintableEncoding(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    @Override
    byte[] nextBlock() throws IOException {
        if (!started) {
            next = in.read();
            started = true;
        }
        encoded.reset();
        while (next >= 0 && encoded.size() < BLOCK) {
            int octet = next;
            next = in.read();
            if (octet == '\r' && next == '\n') {
                next = in.read();
                endLine();
            } else if (octet == '-' && next == '-' && beginsLine()) {
                escape(octet);
            } else if (isPlain(octet) || (isBlank(octet) && next != '\r' && next >= 0)) {
                makeRoom(1);
                encoded.write(octet);
            } else {
                escape(octet);
            }
        }
        return encoded.toByteArray();
    }

    private boolean beginsLine() {
        return column == 0 || column + 1 >= LINE;
    }

    private void escape(int octet) {
        makeRoom(3);
        encoded.write('=');
        encoded.write(HEX.charAt(octet >> 4));
        encoded.write(HEX.charAt(octet & 15));
    }

    /** RFC 2045 §6.7 (5): a line that continues in the next one ends in an equals sign. */
    private void makeRoom(int length) {
        if (column + length >= LINE) {
            encoded.write('=');
            endLine();
        }
        column += length;
    }

    private void endLine() {
        encoded.write('\r');
        encoded.write('\n');
        column = 0;
    }

    private static boolean isPlain(int octet) {
        return octet > ' ' && octet < 0x7f && octet != '=';
    }

    /** RFC 2045 §6.7 (3): a blank must not end a line. */
    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
