package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;

import org.jameslists.mail.Message;

/**
 * The parts of a message.
 *
 * @param root the whole message
 * @param bareLineEnds whether a CR or LF that is no part of a CRLF is anywhere in its body
 */
public record MimeStructure(MimeEntity root, boolean bareLineEnds) {
    /**
     * Reads the body of a message once.
     *
     * @throws MimeLimitException if it has too many parts, too deep a nesting or too large a header in it
     */
    public static MimeStructure of(Message message) throws IOException {
        try (InputStream in = message.body().openStream()) {
            return new MimeReader(in, message.header()).read();
        }
    }
}
