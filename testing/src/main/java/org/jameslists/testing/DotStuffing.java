package org.jameslists.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The message between the DATA command and the line with a single dot (RFC 5321 §4.5.2). Only CRLF ends a line (§2.3.8):
 * a CR or LF alone is an ordinary byte, as are those above 127. Both directions want buffered streams.
 */
final class DotStuffing {

    private DotStuffing() {}

    /**
     * Writes the message and the line with the dot. A message that does not end with CRLF gets one, because SMTP's DATA
     * cannot say otherwise.
     */
    static void write(InputStream message, OutputStream out) throws IOException {
        int previous = '\r';
        int last = '\n';
        for (int octet = message.read(); octet != -1; octet = message.read()) {
            if (octet == '.' && previous == '\r' && last == '\n') {
                out.write('.');
            }
            out.write(octet);
            previous = last;
            last = octet;
        }
        if (previous != '\r' || last != '\n') {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
    }

    /** Reads the message up to the line with the dot, and that line. */
    static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int previous = '\r';
        int last = '\n';
        while (true) {
            int octet = next(in);
            if (octet == '.' && previous == '\r' && last == '\n') {
                last = octet;
                octet = next(in);
                if (octet == '\r') {
                    last = octet;
                    octet = next(in);
                    if (octet == '\n') {
                        return message.toByteArray();
                    }
                    message.write(last);
                }
            }
            message.write(octet);
            previous = last;
            last = octet;
        }
    }

    private static int next(InputStream in) throws IOException {
        int octet = in.read();
        if (octet == -1) {
            throw new EOFException("the connection ended within a message");
        }
        return octet;
    }
}
