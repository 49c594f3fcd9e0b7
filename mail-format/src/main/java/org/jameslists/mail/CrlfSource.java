package org.jameslists.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.google.common.io.ByteSource;

/**
 * A message kept in a file of the local convention, seen as it goes over the wire: each bare LF becomes CRLF
 * (RFC 5321 §2.3.8), byte for byte the same otherwise. Lines are ended while reading; nothing is held.
 */
public final class CrlfSource extends ByteSource {
    private final ByteSource local;

    private CrlfSource(ByteSource local) {
        this.local = local;
    }

    /**
     * A message file, whichever convention it follows. The end of the first line decides: a bare LF there means the
     * local convention; after CRLF, or without any line end, the file is taken to be a message as it came, whose bare
     * LFs, if any, are its own.
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
