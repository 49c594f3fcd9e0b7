package org.jameslists.mail.mime;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.jameslists.mail.Message;

/**
 * A message in a form that can be sent to every server unchanged. For a server without 8BITMIME (RFC 6152), James
 * converts a message while it sends it, and for every server JavaMail adds missing fields and line ends. All these
 * changes are made here, before anything is hashed.
 */
public sealed interface SevenBitMessage {
    /**
     * The message: 7-bit header and body, CRLF line ends, one {@code MIME-Version: 1.0}, a Date and a Message-ID. A
     * body that needed no change is the same body.
     *
     * @param message the message
     * @param damagedFields the header fields whose raw bytes became question marks, as James would have written them
     * @param leftAsIs parts that had to stay 8-bit or keep overlong lines, since a signature covers their bytes: a
     *     multipart/signed (which RFC 1847 §2.1 requires to be 7-bit) or an inner message with a DKIM-Signature. For a
     *     server without 8BITMIME, James will convert them, and signatures over the body will fail there
     */
    record Converted(Message message, Set<String> damagedFields, List<String> leftAsIs) implements SevenBitMessage {
        /** Takes copies. */
        public Converted {
            damagedFields = Set.copyOf(damagedFields);
            leftAsIs = List.copyOf(leftAsIs);
        }
    }

    /**
     * The message cannot be converted.
     *
     * @param reason why, for a notice to the author
     */
    record Refused(String reason) implements SevenBitMessage {}

    /**
     * Converts a message. Reads its body once, to find its parts; converts it each time the result is read.
     *
     * @param origin gives a missing Date and Message-ID
     * @throws IOException if the message cannot be read
     */
    static SevenBitMessage of(Message message, Origin origin) throws IOException {
        return SevenBitConversion.convert(message, origin);
    }

    /** Converts a message again after edits to the header only. Does not read its body. */
    static SevenBitMessage again(Message converted, Origin origin) {
        return SevenBitConversion.convertHeader(converted, origin);
    }
}
