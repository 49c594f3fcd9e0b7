package org.jameslists.list;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.Octets;
import org.jameslists.mail.SevenBitHeader;
import org.jameslists.mail.mime.Origin;

import com.google.common.io.ByteSource;

/**
 * An answer of a list to one person, by a program (RFC 3834): a text, with the fields that keep other programs from answering.
 *
 * @param from the address in From, of the list
 * @param to who gets it
 * @param replyTo where an answer goes, if not to {@code from}
 * @param subject one line of text
 * @param text what the person reads
 */
public record ListNotice(String from, String to, Optional<String> replyTo, String subject, String text) {
    /**
     * The answer as a message in 7 bits.
     *
     * @param request the header of what it answers
     * @param origin gives Date and Message-ID
     */
    public Message to(Header request, Origin origin) {
        String part = FooterPart.part(FooterText.of(text));
        int end = part.indexOf("\r\n\r\n") + 2;
        Header header = Header.of(
                HeaderField.of("From", from),
                HeaderField.of("To", to),
                HeaderField.of("Subject", subject),
                HeaderField.of("Auto-Submitted", "auto-replied"), // RFC 3834 §5
                HeaderField.of("X-Auto-Response-Suppress", "All"), // Exchange does not know RFC 3834
                HeaderField.of("MIME-Version", "1.0"));
        for (String field : part.substring(0, end).split("\r\n", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                header = header.append(HeaderField.of(
                        field.substring(0, colon), field.substring(colon + 1).strip()));
            }
        }
        if (replyTo.isPresent()) {
            header = header.append(HeaderField.of("Reply-To", replyTo.get()));
        }
        for (HeaderField id : request.all("Message-ID")) {
            if (Octets.isAscii(id.text())) {
                header = header.append(HeaderField.of("In-Reply-To", id.text())); // RFC 3834 §3.1.5
            }
        }
        ByteSource body = ByteSource.wrap(part.substring(end + 2).getBytes(StandardCharsets.ISO_8859_1));
        return Message.of(sevenBit(origin.complete(header)), body);
    }

    /** Only Subject has other letters, which encoded-words can hold. */
    private static Header sevenBit(Header header) {
        if (SevenBitHeader.of(header) instanceof SevenBitHeader.Converted converted) {
            return converted.header();
        }
        throw new IllegalStateException("a header of ours has a form in 7 bits");
    }
}
