package org.jameslists.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the header section from a stream, byte for byte, up to and including the empty line that ends it. */
final class HeaderReader {
    private static final int BLOCK = 8192;

    private final InputStream in;
    private final HeaderLimits limits;
    private final List<HeaderField> fields = new ArrayList<>();
    private byte[] bytes = new byte[BLOCK];
    private int length;
    private int fieldStart;
    private int separatorStart;
    private int end;

    HeaderReader(InputStream in, HeaderLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    Header read() throws IOException {
        while (nextLine()) {
            int start = separatorStart;
            if (isEmptyLine(start)) {
                endField(start);
                return new Header(fields);
            }
            boolean continuation = bytes[start] == ' ' || bytes[start] == '\t';
            if (!continuation) {
                endField(start);
            }
            separatorStart = end;
        }
        endField(end);
        return new Header(fields);
    }

    /** The empty line after the header; empty if there is none. */
    byte[] separator() {
        return Arrays.copyOfRange(bytes, separatorStart, end);
    }

    /** The length of the header and the empty line after it in bytes. */
    int consumed() {
        return end;
    }

    /** Sets {@link #end} to the end of the line that starts at {@link #separatorStart}; false if there is none. */
    private boolean nextLine() throws IOException {
        int at = separatorStart;
        while (at < length || fill()) {
            while (at < length && bytes[at] != '\n') {
                at++;
            }
            if (at > limits.octets() && at > separatorStart) {
                throw new HeaderTooLargeException("the header is larger than " + limits.octets() + " bytes");
            }
            if (at < length) {
                end = at + 1;
                return true;
            }
        }
        end = at;
        return end > separatorStart;
    }

    private boolean fill() throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, read);
        return read > 0;
    }

    private boolean isEmptyLine(int start) {
        return bytes[start] == '\n' || (end == start + 2 && bytes[start] == '\r' && bytes[start + 1] == '\n');
    }

    private void endField(int fieldEnd) throws HeaderTooLargeException {
        if (fieldEnd == fieldStart) {
            return;
        }
        if (fields.size() == limits.fields()) {
            throw new HeaderTooLargeException("the header has more than " + limits.fields() + " fields");
        }
        fields.add(HeaderField.wrap(Arrays.copyOfRange(bytes, fieldStart, fieldEnd)));
        fieldStart = fieldEnd;
    }
}
