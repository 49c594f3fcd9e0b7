package org.jameslists.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;

/** An entity whose end has not been read yet. */
final class OpenEntity {
    private final long headerStart;
    private final ContentType defaultType;
    private final List<MimeEntity> parts = new ArrayList<>();
    private final List<MimeEntity.Filler> fillers = new ArrayList<>();
    private Header header;
    private long bodyStart;
    private ContentType type;
    private String delimiter = "";
    private Optional<Long> closeDelimiter = Optional.empty();
    private OctetFacts facts = OctetFacts.NONE;
    private long fillerStart;
    private boolean fillerOdd;

    /** An entity whose header starts. */
    OpenEntity(long headerStart, ContentType defaultType) {
        this.headerStart = headerStart;
        this.defaultType = defaultType;
    }

    boolean inHeader() {
        return header == null;
    }

    void start(Header read, long start) {
        header = read;
        bodyStart = start;
        fillerStart = start;
        type = ContentType.of(read).orElse(defaultType);
        if (type.isType("multipart")) {
            delimiter =
                    MimeEntity.boundary(type).map(boundary -> "--" + boundary).orElse("");
        }
    }

    /** RFC 2046 §5.2.1: a message/rfc822 must not be encoded. If one is, its content is not parsed. */
    boolean holdsMessage() {
        return type.is("message/rfc822") && TransferEncoding.of(header) == TransferEncoding.IDENTITY;
    }

    boolean isDelimiter(String line) {
        return isOpenMultipart() && line.equals(delimiter);
    }

    boolean isCloseDelimiter(String line) {
        return isOpenMultipart() && line.length() == delimiter.length() + 2 && line.equals(delimiter + "--");
    }

    /** After the close delimiter comes the epilogue, in which delimiters have no meaning. */
    private boolean isOpenMultipart() {
        return !delimiter.isEmpty() && closeDelimiter.isEmpty();
    }

    /** RFC 2046 §5.1.5: the parts of a digest are messages. */
    ContentType defaultPartType() {
        return type.is("multipart/digest") ? ContentType.MESSAGE : ContentType.DEFAULT;
    }

    /** Adds a line of the body. */
    void add(LineReader line) {
        facts = facts.and(line.facts());
        fillerOdd |= !line.facts().isSevenBit();
    }

    void add(MimeEntity part) {
        parts.add(part);
    }

    /** Ends the preamble or epilogue, if one is open. */
    void endFiller(long end) {
        if (!delimiter.isEmpty() && fillerOdd) {
            fillers.add(new MimeEntity.Filler(fillerStart, end));
        }
        fillerOdd = false;
    }

    void closeAt(long start, long end) {
        closeDelimiter = Optional.of(start);
        fillerStart = end;
    }

    MimeEntity close(long end) {
        endFiller(end);
        MimeEntity.Extent extent =
                new MimeEntity.Extent(headerStart, bodyStart, Math.max(bodyStart, end), closeDelimiter);
        return new MimeEntity(header, extent, type, parts, fillers, facts);
    }
}
