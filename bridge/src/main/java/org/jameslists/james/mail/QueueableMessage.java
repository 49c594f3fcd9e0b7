package org.jameslists.james.mail;

import java.util.ArrayList;
import java.util.List;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;

/** A message in a form that James' queues do not change: they write raw 8-bit header bytes as question marks. */
public final class QueueableMessage {
    private QueueableMessage() {}

    /**
     * Replaces raw 8-bit bytes in the header by encoded-words (RFC 2047). Other fields and the body stay as they came.
     * Returns the same message if there are no such bytes, or if they are in an address, where nothing can replace them
     * (see {@link SevenBitHeader.Refused}).
     */
    public static Message of(Message message) {
        Header header = message.header();
        boolean raw = header.fields().stream().anyMatch(QueueableMessage::isRaw);
        return raw && SevenBitHeader.of(header) instanceof SevenBitHeader.Converted converted
                ? message.withHeader(mixed(header.fields(), converted.header().fields()))
                : message;
    }

    private static Header mixed(List<HeaderField> before, List<HeaderField> converted) {
        List<HeaderField> fields = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            fields.add(isRaw(before.get(i)) ? converted.get(i) : before.get(i));
        }
        return new Header(fields);
    }

    private static boolean isRaw(HeaderField field) {
        for (byte octet : field.octets()) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }
}
