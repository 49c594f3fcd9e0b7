package org.jameslists.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the header section from a stream, byte for byte, up to and with the empty line that ends it. */
final class HeaderReader {
    private final InputStream in;
    private final HeaderLimits limits;
    private final List<HeaderField> fields = new ArrayList<>();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] separator = {};
    private long consumed;

    HeaderReader(InputStream in, HeaderLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    Header read() throws IOException {
        while (nextLine()) {
            byte[] octets = line.toByteArray();
            if (isEmptyLine(octets)) {
                separator = octets;
                break;
            }
            boolean continuation = octets[0] == ' ' || octets[0] == '\t';
            if (!continuation) {
                endField();
            }
            field.writeBytes(octets);
        }
        endField();
        return new Header(fields);
    }

    byte[] separator() {
        return separator;
    }

    long consumed() {
        return consumed;
    }

    private boolean nextLine() throws IOException {
        line.reset();
        int octet;
        while ((octet = in.read()) >= 0) {
            line.write(octet);
            consumed++;
            if (octet == '\n') {
                return true;
            }
            if (consumed > limits.octets()) {
                throw new HeaderTooLargeException("the header is larger than " + limits.octets() + " bytes");
            }
        }
        return line.size() > 0;
    }

    private static boolean isEmptyLine(byte[] octets) {
        return octets[0] == '\n' || (octets.length == 2 && octets[0] == '\r' && octets[1] == '\n');
    }

    private void endField() throws HeaderTooLargeException {
        if (field.size() == 0) {
            return;
        }
        if (fields.size() == limits.fields()) {
            throw new HeaderTooLargeException("the header has more than " + limits.fields() + " fields");
        }
        fields.add(HeaderField.wrap(field.toByteArray()));
        field.reset();
    }
}
