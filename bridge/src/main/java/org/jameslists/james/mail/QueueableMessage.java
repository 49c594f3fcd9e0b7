package org.jameslists.james.mail;

import java.util.ArrayList;
import java.util.List;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;

/** A message in the form that passes James' queues, which write raw 8-bit header bytes as question marks. */
public final class QueueableMessage {
    private QueueableMessage() {}

    /**
     * The message with encoded-words (RFC 2047) where its header has raw 8-bit bytes. Other fields stay as they came, and
     * so does the body; where there are no such bytes, or an address with them that nothing can stand for (see
     * {@link SevenBitHeader.Refused}), the message is the same.
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
