package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/** Finds the parts of a message (RFC 2046 §5.1, §5.2) in one pass. */
final class MimeReader {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_PARTS = 10_000;

    private final LineReader lines;
    private final Deque<OpenEntity> open = new ArrayDeque<>();
    private boolean bareLineEnds;
    private int lastEndLength;
    private int parts;

    MimeReader(InputStream in, Header header) throws MimeLimitException {
        this.lines = new LineReader(in);
        start(new OpenEntity(0, ContentType.DEFAULT), header, 0);
    }

    MimeStructure read() throws IOException {
        while (lines.next()) {
            bareLineEnds |= lines.facts().bareLineEnd();
            if (!delimiter()) {
                content();
            }
            lastEndLength = lines.endLength();
        }
        while (open.size() > 1) {
            close(lines.end());
        }
        return new MimeStructure(open.pop().close(lines.end()), bareLineEnds);
    }

    private void content() throws IOException {
        OpenEntity inner = open.peek();
        if (!inner.inHeader()) {
            inner.add(lines);
        } else if (lines.isEmpty()) {
            endHeader(lines.end());
        }
    }

    /** Ends the header of the innermost entity; its body starts. */
    private void endHeader(long bodyStart) throws IOException {
        byte[] octets = lines.endHeader();
        start(open.pop(), Message.read(ByteSource.wrap(octets)).header(), bodyStart);
    }

    /** Ends all open headers of the innermost entity and of messages in it, since no more lines follow. */
    private void endHeaders(long bodyStart) throws IOException {
        while (open.peek().inHeader()) {
            endHeader(bodyStart);
        }
    }

    private void start(OpenEntity entity, Header header, long bodyStart) throws MimeLimitException {
        entity.start(header, bodyStart);
        open.push(entity);
        if (entity.holdsMessage()) {
            startPart(bodyStart, ContentType.DEFAULT);
        }
    }

    private void startPart(long headerStart, ContentType defaultType) throws MimeLimitException {
        if (open.size() == MAX_DEPTH) {
            throw new MimeLimitException("parts are nested more than " + MAX_DEPTH + " deep");
        }
        if (++parts > MAX_PARTS) {
            throw new MimeLimitException("the message has more than " + MAX_PARTS + " parts");
        }
        open.push(new OpenEntity(headerStart, defaultType));
        lines.startHeader();
    }

    /**
     * Whether the line is a delimiter of an open multipart. The delimiter of an outer one ends the inner ones (RFC 2046
     * §5.1.2). Except for white space at its end, the whole line must be the delimiter. If it cuts off a header, that
     * header ends as if there were an empty line, which conversion adds.
     */
    private boolean delimiter() throws IOException {
        String text = lines.delimiterText();
        if (text.isEmpty()) {
            return false;
        }
        String delimiter = text.stripTrailing();
        if (open.stream().anyMatch(entity -> entity.isDelimiter(delimiter) || entity.isCloseDelimiter(delimiter))) {
            endHeaders(lines.start());
        }
        for (OpenEntity entity : open) {
            if (entity.isDelimiter(delimiter)) {
                closeInside(entity);
                startPart(lines.end(), entity.defaultPartType());
                return true;
            }
            if (entity.isCloseDelimiter(delimiter)) {
                closeInside(entity);
                entity.closeAt(lines.start(), lines.end());
                return true;
            }
        }
        return false;
    }

    /** RFC 2046 §5.1.1: the line end before a delimiter belongs to the delimiter. */
    private void closeInside(OpenEntity multipart) throws IOException {
        long end = lines.start() - lastEndLength;
        while (open.peek() != multipart) {
            close(end);
        }
        multipart.endFiller(end);
    }

    private void close(long end) throws IOException {
        endHeaders(end);
        MimeEntity entity = open.pop().close(end);
        open.peek().add(entity);
    }
}
