package org.jameslists.list;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.mime.MimeEntity;
import org.jameslists.mail.mime.MimeLimitException;
import org.jameslists.mail.mime.MimeStructure;

/** Finds the place for a footer in one message: in its text, or in a separate part. */
final class FooterAddition {
    /** RFC 1847 §2.1, §2.2; RFC 8551 §3.2, and its name before it was registered. */
    private static final Set<String> SIGNED_OR_ENCRYPTED =
            Set.of("multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");

    private FooterAddition() {}

    static FooteredMessage add(Message message, FooterText footer) throws IOException {
        try {
            MimeStructure structure = MimeStructure.of(message);
            MimeEntity root = structure.root();
            Optional<String> obstacle = footer.flaw().or(() -> obstacle(root));
            if (obstacle.isPresent()) {
                return new FooteredMessage.Declined(obstacle.get());
            }
            Message added = added(closed(message), root, footer);
            return new FooteredMessage.Added(added, structure.isSendable() && keepsLines(root, added));
        } catch (MimeLimitException e) {
            return new FooteredMessage.Declined(e.getMessage());
        }
    }

    private static Message added(Message message, MimeEntity root, FooterText footer) throws IOException {
        if (root.type().is("multipart/mixed")) {
            return FooterPart.addLast(message, root, footer);
        }
        Optional<Message> inText =
                isAttachment(root) ? Optional.empty() : new FooterInText(message, root, footer).added();
        return inText.isPresent() ? inText.get() : FooterPart.wrap(message, root, footer);
    }

    /**
     * Whether no line of a sendable text can have become too long: in HTML a footer goes before the last tag, in the line
     * that has it, and in ISO-2022-JP an escape sequence may come after the last line. A part's header is what it was as
     * the message's.
     */
    private static boolean keepsLines(MimeEntity before, Message added) {
        ContentType type = ContentType.of(added.header()).orElse(ContentType.DEFAULT);
        if (type.isType("multipart")) {
            return before.header().fields().stream()
                    .filter(field -> field.lowerCaseName().startsWith("content-"))
                    .allMatch(HeaderField::isClosedAscii);
        }
        return type.is("text/plain") && !type.parameter("charset").orElse("").equalsIgnoreCase("ISO-2022-JP");
    }

    /**
     * Why the message must not get a footer. A signature in a single part is reason enough: readers easily take text
     * next to signed text for signed, and clients differ in how they then show the signature.
     */
    private static Optional<String> obstacle(MimeEntity root) {
        Optional<String> secured = root.all()
                .map(entity -> entity.type().type() + "/" + entity.type().subtype())
                .filter(SIGNED_OR_ENCRYPTED::contains)
                .findFirst();
        if (secured.isPresent()) {
            return Optional.of("it is signed or encrypted (" + secured.get() + ")");
        }
        if (root.type().is("message/partial")) {
            return Optional.of("it is only a piece of a message (message/partial)");
        }
        boolean broken = root.type().isType("multipart") && root.parts().isEmpty();
        return broken ? Optional.of("it is a multipart without parts") : Optional.empty();
    }

    /** RFC 2183 §2.2: a text that was sent as a file stays as it is. */
    private static boolean isAttachment(MimeEntity entity) {
        return entity.header()
                .first("Content-Disposition")
                .map(field -> field.text().toLowerCase(Locale.ROOT).startsWith("attachment"))
                .orElse(false);
    }

    /** The last field of a message that was cut off may lack its line end. */
    private static Message closed(Message message) {
        List<HeaderField> fields = message.header().fields();
        boolean closed = fields.isEmpty() || fields.get(fields.size() - 1).isClosed();
        return closed
                ? message
                : message.withHeader(new Header(fields.stream()
                        .map(field -> HeaderField.ofOctets(field.octets()))
                        .toList()));
    }
}
