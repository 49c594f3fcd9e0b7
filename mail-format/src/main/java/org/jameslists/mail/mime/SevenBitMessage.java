package org.jameslists.mail.mime;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.jameslists.mail.Message;

/**
 * A message in the form in which it can go to every server and stay as it is. To a server that does not offer 8BITMIME
 * (RFC 6152) James converts a message while it sends it, and to every server JavaMail adds missing fields and closes
 * lines: whatever that would change is changed here, before anything is hashed.
 */
public sealed interface SevenBitMessage {
    /**
     * The message: header and body in 7 bit, lines closed by CRLF, one {@code MIME-Version: 1.0}, a Date and a Message-ID.
     * A body that was so before is the same body.
     *
     * @param message the message
     * @param damagedFields the header fields that lost raw bytes to question marks, as James would have written them
     * @param leftAsIs what had to stay 8-bit or in overlong lines, since a signature is over its bytes: a multipart/signed
     *     (RFC 1847 §2.1 demands 7 bit of it) or a message with a DKIM-Signature within this one. To a server without
     *     8BITMIME James will convert it, and signatures over the body will fail there
     */
    record Converted(Message message, Set<String> damagedFields, List<String> leftAsIs) implements SevenBitMessage {
        /** Takes copies. */
        public Converted {
            damagedFields = Set.copyOf(damagedFields);
            leftAsIs = List.copyOf(leftAsIs);
        }
    }

    /**
     * The message has no such form.
     *
     * @param reason why, in words fit for a notice to the author
     */
    record Refused(String reason) implements SevenBitMessage {}

    /**
     * Converts a message. Its body is read once here, for its parts, and converted each time the result is read.
     *
     * @param origin gives Date and Message-ID where there is none
     * @throws IOException if the message cannot be read
     */
    static SevenBitMessage of(Message message, Origin origin) throws IOException {
        return SevenBitConversion.convert(message, origin);
    }

    /** Converts a message again of which only the header was edited since: its body is not read. */
    static SevenBitMessage again(Message converted, Origin origin) {
        return SevenBitConversion.convertHeader(converted, origin);
    }
}
