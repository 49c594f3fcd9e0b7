package org.jameslists.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;
import org.jameslists.mail.mime.MimeLimitException;
import org.jameslists.mail.mime.MimeStructure;
import org.jameslists.mail.mime.Origin;

import com.google.common.io.ByteSource;

/** Wraps one post; see {@link WrappedMessage}. */
final class MessageWrapping {
    /** The fields that Mailman copies to the outer message, and those that belong to a rewritten From. */
    private static final Set<String> KEPT = Set.of(
            "archived-at",
            "date",
            "in-reply-to",
            "precedence",
            "references",
            "subject",
            "to",
            "cc",
            "from",
            "reply-to",
            "sender",
            "x-original-from",
            "x-original-sender",
            // With these the list recognizes its own mail, and a responder automatic mail (RFC 3834 §5).
            "x-beenthere",
            "auto-submitted");

    private MessageWrapping() {}

    static WrappedMessage wrap(Message post, Header munged, FooterText introduction, Origin origin) throws IOException {
        try {
            return isSevenBit(post)
                    ? new WrappedMessage.Wrapped(wrapped(post, outer(munged, origin), introduction))
                    : new WrappedMessage.Declined("it is not entirely 7-bit");
        } catch (MimeLimitException e) {
            return new WrappedMessage.Declined(e.getMessage());
        }
    }

    private static boolean isSevenBit(Message post) throws IOException {
        boolean headerStays = SevenBitHeader.of(post.header()) instanceof SevenBitHeader.Converted converted
                && converted.header().equals(post.header());
        MimeStructure structure = MimeStructure.of(post);
        return headerStays && !structure.bareLineEnds() && structure.root().isSevenBit();
    }

    private static Header outer(Header munged, Origin origin) {
        Header kept = munged.without(field -> !isKept(field.lowerCaseName()));
        return origin.complete(kept).append(HeaderField.of("MIME-Version", "1.0"));
    }

    /** The ARC sets record the mail's path, which continues (RFC 8617 §4.2). */
    private static boolean isKept(String name) {
        return KEPT.contains(name) || name.startsWith("list-") || name.startsWith("arc-");
    }

    private static Message wrapped(Message post, Header outer, FooterText introduction) {
        if (introduction.lines().isEmpty()) {
            return Message.of(outer.append(ContentType.MESSAGE.field()), post.content());
        }
        String boundary = FooterPart.boundary();
        String delimiter = "--" + boundary + "\r\n";
        String before = delimiter + FooterPart.part(introduction) + "\r\n" + delimiter + ContentType.MESSAGE.field()
                + "\r\nContent-Disposition: inline\r\n\r\n";
        ByteSource body = ByteSource.concat(octets(before), post.content(), octets("\r\n--" + boundary + "--\r\n"));
        return Message.of(
                outer.append(new ContentType("multipart", "mixed", Map.of("boundary", boundary)).field()), body);
    }

    private static ByteSource octets(String ascii) {
        return ByteSource.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
