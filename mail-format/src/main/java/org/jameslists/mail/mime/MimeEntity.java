package org.jameslists.mail.mime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;

/**
 * A message or a part (RFC 2045 §2.4), as ranges of the whole message's body.
 *
 * @param header its header
 * @param extent where it is
 * @param type its type, by its Content-Type field or by default
 * @param parts the parts of a multipart, or the message in a message/rfc822; otherwise empty
 * @param fillers the preamble and the epilogue of a multipart, if they are not 7-bit
 * @param facts which bytes its body has; for a multipart, which bytes the fillers have
 */
public record MimeEntity(
        Header header,
        Extent extent,
        ContentType type,
        List<MimeEntity> parts,
        List<Filler> fillers,
        OctetFacts facts) {
    /**
     * Where an entity is, in bytes from the start of the whole message's body.
     *
     * @param headerStart where its header starts; 0 for the whole message, whose header is elsewhere
     * @param bodyStart where its body starts
     * @param bodyEnd where its body ends; the line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1)
     * @param closeDelimiter where the close delimiter of a multipart starts, if there is one
     */
    public record Extent(long headerStart, long bodyStart, long bodyEnd, Optional<Long> closeDelimiter) {}

    /** Lines that no mail program shows. */
    record Filler(long start, long end) {}

    public MimeEntity {
        parts = List.copyOf(parts);
        fillers = List.copyOf(fillers);
    }

    /** Where its header starts, in bytes from the start of the whole message's body. */
    public long headerStart() {
        return extent.headerStart();
    }

    /** Where its body starts, in bytes from the start of the whole message's body. */
    public long bodyStart() {
        return extent.bodyStart();
    }

    /** Where its body ends. */
    public long bodyEnd() {
        return extent.bodyEnd();
    }

    /** Where the close delimiter of a multipart starts, if there is one. */
    public Optional<Long> closeDelimiter() {
        return extent.closeDelimiter();
    }

    boolean isMultipart() {
        return type.isType("multipart") && boundary().isPresent();
    }

    /** The boundary of a multipart (RFC 2046 §5.1.1); white space at its end does not count. */
    public Optional<String> boundary() {
        return boundary(type);
    }

    public static Optional<String> boundary(ContentType type) {
        return type.parameter("boundary")
                .map(String::stripTrailing)
                .filter(boundary -> !boundary.isEmpty() && boundary.length() <= 200);
    }

    public TransferEncoding encoding() {
        return TransferEncoding.of(header);
    }

    /** Whether its whole body is 7-bit, including the headers and bodies of parts. */
    public boolean isSevenBit() {
        return facts.isSevenBit() && parts.stream().allMatch(part -> isSevenBit(part.header) && part.isSevenBit());
    }

    private static boolean isSevenBit(Header header) {
        for (byte octet : header.octets()) {
            if (octet <= 0) {
                return false;
            }
        }
        return true;
    }

    /** This entity and all entities in it, from top to bottom. */
    public Stream<MimeEntity> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(MimeEntity::all));
    }
}
