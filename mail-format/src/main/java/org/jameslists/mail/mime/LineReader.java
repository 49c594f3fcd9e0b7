package org.jameslists.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through bytes line by line and holds no more of a line than its start. A line ends in CRLF, or in a CR or LF alone,
 * which SMTP will make a CRLF: what is found here are the lines that receivers will find.
 */
final class LineReader {
    /** As much of a line as is held: more than a delimiter can have. */
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

    /** Takes this many bytes from the buffer into the line. */
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

    /** Says that the lines that follow are a header, to be held. */
    void startHeader() {
        header.reset();
        inHeader = true;
    }

    /** The header lines before this line, each closed by CRLF; none if the header starts only after it. */
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

    /** Where it ends, its line end included. */
    long end() {
        return start + length;
    }

    /** How many bytes its line end has: 2, 1, or 0 for the last line of all if it has none. */
    int endLength() {
        return endLength;
    }

    boolean isEmpty() {
        return length == endLength;
    }

    OctetFacts facts() {
        return facts;
    }

    /** The line without its line end; of a line that is too long for a delimiter, nothing. */
    String delimiterText() {
        boolean possible = length > 2 && length <= HELD && line[0] == '-' && line[1] == '-';
        return possible ? new String(line, 0, (int) length - endLength, StandardCharsets.ISO_8859_1) : "";
    }
}
