package org.jameslists.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A change of a range of bytes.
 *
 * @param start where the range starts
 * @param end where it ends; an empty range is a place to insert at
 * @param change gives the bytes that take its place
 */
public record Edit(long start, long end, Change change) {
    /** Makes new bytes of old ones. */
    @FunctionalInterface
    public interface Change {
        /** The new bytes, made while they are read; the old stream need not be read to its end. */
        InputStream apply(InputStream octets) throws IOException;
    }

    /** Puts bytes in the place of a range. */
    static Edit replace(long start, long end, byte[] octets) {
        return new Edit(start, end, old -> new ByteArrayInputStream(octets));
    }

    /** Puts bytes before the byte at a place. */
    public static Edit insert(long place, byte[] octets) {
        return replace(place, place, octets);
    }
}
