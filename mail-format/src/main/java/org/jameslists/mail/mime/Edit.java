package org.jameslists.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A change of a range of bytes.
 *
 * @param start where the range starts
 * @param end where it ends; an empty range is a place to insert at
 * @param change gives the new bytes
 */
public record Edit(long start, long end, Change change) {
    /** Makes new bytes of old ones. */
    @FunctionalInterface
    public interface Change {
        /** The new bytes, computed while they are read. The old stream need not be read to its end. */
        InputStream apply(InputStream octets) throws IOException;
    }

    /** Replaces a range by bytes. */
    static Edit replace(long start, long end, byte[] octets) {
        return new Edit(start, end, old -> new ByteArrayInputStream(octets));
    }

    /** Inserts bytes before the byte at a place. */
    public static Edit insert(long place, byte[] octets) {
        return replace(place, place, octets);
    }
}
