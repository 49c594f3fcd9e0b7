package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

/**
 * The parts of a message.
 *
 * @param root the whole message
 * @param bareLineEnds whether a CR or LF that is no part of a CRLF is anywhere in its body
 */
public record MimeStructure(MimeEntity root, boolean bareLineEnds) {
    /**
     * Whether {@link SevenBitMessage} would change nothing of the body, nor of the fields that say what it is: all is in 7
     * bit, and labelled so.
     */
    public boolean isSendable() {
        return !bareLineEnds
                && root.header().first("MIME-Version").isPresent()
                && root.all().allMatch(MimeStructure::isSevenBit)
                && root.all()
                        .skip(1)
                        .flatMap(part -> part.header().fields().stream())
                        .allMatch(HeaderField::isClosedAscii);
    }

    private static boolean isSevenBit(MimeEntity entity) {
        String label = TransferEncoding.label(entity.header());
        return entity.facts().isSevenBit()
                && entity.fillers().isEmpty()
                && !label.equals("8bit")
                && !label.equals("binary");
    }

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
