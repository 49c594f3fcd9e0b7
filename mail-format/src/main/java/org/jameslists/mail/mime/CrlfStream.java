package org.jameslists.mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads bytes with each bare CR or LF turned into CRLF, as SMTP will send it (RFC 5321 §2.3.8). */
public final class CrlfStream extends BlockStream {
    private final InputStream in;
    private boolean afterCr;

    public CrlfStream(InputStream in) {
        this.in = in;
    }

    @Override
    byte[] nextBlock() throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(8300);
        while (result.size() == 0) {
            byte[] octets = in.readNBytes(8192);
            if (octets.length == 0) {
                break;
            }
            for (byte octet : octets) {
                if (octet == '\r' || (octet == '\n' && !afterCr)) {
                    result.write('\r');
                    result.write('\n');
                } else if (octet != '\n') {
                    result.write(octet);
                }
                afterCr = octet == '\r';
            }
        }
        return result.toByteArray();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
