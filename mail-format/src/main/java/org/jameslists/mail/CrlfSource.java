package org.jameslists.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.google.common.io.ByteSource;

/**
 * A message from a file with local line ends, as it is sent over SMTP: each bare LF becomes CRLF (RFC 5321 §2.3.8), all
 * other bytes stay. The conversion happens while the source is read; nothing is held in memory.
 */
public final class CrlfSource extends ByteSource {
    private final ByteSource local;

    private CrlfSource(ByteSource local) {
        this.local = local;
    }

    /**
     * A message file with either kind of line end. The first line decides: if it ends in a bare LF, the file has local
     * line ends. If it ends in CRLF, or there is no line end, the file is read as it is, and bare LFs stay.
     *
     * @throws IOException if the file cannot be read
     */
    public static ByteSource ofFile(ByteSource file) throws IOException {
        return firstLineEndsInBareLf(file) ? new CrlfSource(file) : file;
    }

    private static boolean firstLineEndsInBareLf(ByteSource file) throws IOException {
        try (InputStream in = new BufferedInputStream(file.openStream())) {
            int before = 0;
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n') {
                    return before != '\r';
                }
                before = octet;
            }
            return false;
        }
    }

    @Override
    public InputStream openStream() throws IOException {
        return new CrlfInputStream(local.openStream());
    }
}
