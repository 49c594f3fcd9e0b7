package org.jameslists.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads bytes line by line, and holds only the start of each line. A line ends in CRLF, or in a single CR or LF, which
 * SMTP turns into CRLF. So these are the lines that receivers will find.
 */
final class LineReader {
    /** How many bytes of a line are held: more than a delimiter can have. */
    private static final int HELD = 512;

    private static final int MAX_LINE = 998;

    private static final int MAX_HEADER = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int limit;

    private final byte[] line = new byte[HELD];
    private long start;
    private long length;
    private int endLength;
    private OctetFacts facts = OctetFacts.NONE;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private boolean inHeader;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false after the last. */
    boolean next() throws IOException {
        start += length;
        length = 0;
        endLength = 0;
        int or = 0;
        boolean nul = false;
        boolean escape = false;
        while (endLength == 0 && hasOctet()) {
            int at = position;
            while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
                byte octet = buffer[at++];
                or |= octet;
                nul |= octet == 0;
                escape |= octet == 0x1b;
            }
            take(at - position);
            if (at < limit) {
                endLine();
            }
        }
        facts = new OctetFacts(or < 0, nul, length - endLength > MAX_LINE, endLength == 1, escape);
        return length > 0;
    }

    private void endLine() throws IOException {
        boolean carriageReturn = buffer[position] == '\r';
        take(1);
        endLength = 1;
        if (carriageReturn && hasOctet() && buffer[position] == '\n') {
            take(1);
            endLength = 2;
        }
    }

    private boolean hasOctet() throws IOException {
        return position < limit || fill();
    }

    /** Adds this many bytes from the buffer to the line. */
    private void take(int count) throws MimeLimitException {
        int held = (int) Math.min(count, Math.max(0, HELD - length));
        System.arraycopy(buffer, position, line, (int) Math.min(length, HELD), held);
        if (inHeader) {
            addToHeader(count);
        }
        position += count;
        length += count;
    }

    private void addToHeader(int count) throws MimeLimitException {
        if (header.size() + count > MAX_HEADER) {
            throw new MimeLimitException("the header of a part is larger than " + MAX_HEADER + " bytes");
        }
        header.write(buffer, position, count);
    }

    /** Starts a header: the next lines are held. */
    void startHeader() {
        header.reset();
        inHeader = true;
    }

    /** The header lines before this line, each with CRLF; empty if the header starts only after it. */
    byte[] endHeader() throws IOException {
        inHeader = false;
        byte[] octets = Arrays.copyOf(header.toByteArray(), (int) Math.max(0, header.size() - length));
        try (InputStream closed = new CrlfStream(new ByteArrayInputStream(octets))) {
            return closed.readAllBytes();
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    /** Where the line starts. */
    long start() {
        return start;
    }

    /** Where the line ends, including its line end. */
    long end() {
        return start + length;
    }

    /** The length of its line end: 2, 1, or 0 for a last line without one. */
    int endLength() {
        return endLength;
    }

    boolean isEmpty() {
        return length == endLength;
    }

    OctetFacts facts() {
        return facts;
    }

    /** The line without its line end; empty if it is too long for a delimiter. */
    String delimiterText() {
        boolean possible = length > 2 && length <= HELD && line[0] == '-' && line[1] == '-';
        return possible ? new String(line, 0, (int) length - endLength, StandardCharsets.ISO_8859_1) : "";
    }
}
