package org.jameslists.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;

/**
 * A message as bytes (RFC 5322 §2.1): the header, and the body, which is read from its source on each access. The
 * source must give the same bytes each time.
 */
public final class Message {
    private static final ByteSource EMPTY_LINE = ByteSource.wrap(new byte[] {'\r', '\n'});

    private final Header header;
    private final ByteSource separator;
    private final ByteSource body;

    private Message(Header header, ByteSource separator, ByteSource body) {
        this.header = header;
        this.separator = separator;
        this.body = body;
    }

    /** A message with a header and a body. */
    public static Message of(Header header, ByteSource body) {
        return new Message(header, EMPTY_LINE, body);
    }

    /**
     * Reads a message from a file. The body stays in the file, which must not change while the message is used.
     *
     * @throws HeaderTooLargeException if the header is larger than {@link HeaderLimits#DEFAULT}
     * @throws IOException if the file cannot be read
     */
    public static Message read(Path file) throws IOException {
        return read(MoreFiles.asByteSource(file));
    }

    /**
     * Reads a message with the {@linkplain HeaderLimits#DEFAULT default limits}.
     *
     * @see #read(ByteSource, HeaderLimits)
     */
    public static Message read(ByteSource content) throws IOException {
        return read(content, HeaderLimits.DEFAULT);
    }

    /**
     * Reads the header of a message; the body stays in its source. Lines end in CRLF or a bare LF, and stay as they
     * came; a bare CR is part of its line. The header ends at the first empty line, or at the end of the content.
     *
     * @param content the whole message
     * @throws HeaderTooLargeException if the header is larger than {@code limits}
     * @throws IOException if the content cannot be read
     */
    public static Message read(ByteSource content, HeaderLimits limits) throws IOException {
        try (InputStream in = content.openStream()) {
            HeaderReader reader = new HeaderReader(in, limits);
            Header header = reader.read();
            long bodyStart = reader.consumed();
            return new Message(
                    header,
                    ByteSource.wrap(reader.separator()),
                    bodyStart == 0 ? content : content.slice(bodyStart, Long.MAX_VALUE - bodyStart));
        }
    }

    /** The header section. */
    public Header header() {
        return header;
    }

    /** The bytes after the empty line that ends the header; empty if there is no such line. */
    public ByteSource body() {
        return body;
    }

    /** The whole message. */
    public ByteSource content() {
        return ByteSource.concat(ByteSource.wrap(header.octets()), separator, body);
    }

    /** This message with another header. */
    public Message withHeader(Header other) {
        return new Message(other, separator, body);
    }

    /** This message with another body, and an empty line before it. */
    public Message withBody(ByteSource other) {
        return new Message(header, EMPTY_LINE, other);
    }

    /** This message with its body read from another source of the same bytes. */
    public Message withBodyIn(ByteSource same) {
        return new Message(header, separator, same);
    }

    /** Writes the whole message. */
    public void writeTo(OutputStream out) throws IOException {
        content().copyTo(out);
    }
}
