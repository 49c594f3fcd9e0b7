package org.jameslists.list;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jameslists.mail.ContentType;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.mail.SevenBitHeader;
import org.jameslists.mail.mime.Origin;

import com.google.common.io.ByteSource;

/**
 * A notice to the sender that the list does not send a post on: a delivery status notification (RFC 3464) in a
 * multipart/report (RFC 6522) with a text, the status, and the header of the post.
 *
 * @param from the address in From
 * @param list the address that the post was sent to
 * @param reportingMta the name of the reporting server
 * @param subject one line of text
 * @param text what the author reads
 */
public record RejectionReport(String from, String list, String reportingMta, String subject, String text) {
    /**
     * The notification.
     *
     * @param to the envelope sender of the post
     * @param post the header of the post
     * @param origin gives Date and Message-ID
     */
    public Message of(String to, Header post, Origin origin) {
        String boundary = FooterPart.boundary();
        ContentType report =
                new ContentType("multipart", "report", Map.of("report-type", "delivery-status", "boundary", boundary));
        Header header = Header.of(
                HeaderField.of("From", from),
                HeaderField.of("To", to),
                HeaderField.of("Subject", subject),
                HeaderField.of("Auto-Submitted", "auto-replied"), // RFC 3834 §5
                HeaderField.of("MIME-Version", "1.0"),
                report.field());
        for (HeaderField id : post.all("Message-ID")) {
            header = header.append(HeaderField.of("In-Reply-To", id.text())); // RFC 3834 §3.1.5
        }
        String delimiter = "--" + boundary + "\r\n";
        String body = delimiter + FooterPart.part(FooterText.of(text))
                + "\r\n" + delimiter + "Content-Type: message/delivery-status\r\n\r\n" + status()
                + "\r\n" + delimiter + "Content-Type: text/rfc822-headers\r\n\r\n"
                + new String(sevenBit(post).octets(), StandardCharsets.ISO_8859_1)
                + "\r\n--" + boundary + "--\r\n";
        return Message.of(
                sevenBit(origin.complete(header)), ByteSource.wrap(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** RFC 3464 §2; RFC 3463 §3.8: 5.7.1 is "delivery not authorized, message refused". */
    private String status() {
        return "Reporting-MTA: dns; " + reportingMta + "\r\n\r\nFinal-Recipient: rfc822; " + list
                + "\r\nAction: failed\r\nStatus: 5.7.1\r\n";
    }

    /** The header in 7-bit form, without the fields that have none. */
    private static Header sevenBit(Header header) {
        if (SevenBitHeader.of(header) instanceof SevenBitHeader.Converted converted) {
            return converted.header();
        }
        return new Header(header.fields().stream()
                .map(field -> SevenBitHeader.of(Header.of(field)))
                .filter(SevenBitHeader.Converted.class::isInstance)
                .flatMap(field -> ((SevenBitHeader.Converted) field).header().fields().stream())
                .toList());
    }
}
