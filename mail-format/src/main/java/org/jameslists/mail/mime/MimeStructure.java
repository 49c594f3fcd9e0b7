package org.jameslists.mail.mime;

import java.io.IOException;
import java.io.InputStream;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;

/**
 * The parts of a message.
 *
 * @param root the whole message
 * @param bareLineEnds whether there is a bare CR or LF anywhere in its body
 */
public record MimeStructure(MimeEntity root, boolean bareLineEnds) {
    /**
     * Whether {@link SevenBitMessage} would change neither the body nor the fields that describe it: everything is
     * 7-bit and has such a label.
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
     * Finds the parts of a message. Reads its body once.
     *
     * @throws MimeLimitException if it has too many parts, parts nested too deeply, or a part with too large a header
     */
    public static MimeStructure of(Message message) throws IOException {
        try (InputStream in = message.body().openStream()) {
            return new MimeReader(in, message.header()).read();
        }
    }
}
