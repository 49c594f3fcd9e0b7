package org.jameslists.mail.mime;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;

/**
 * Where and when a message originates, for the required fields of a message (RFC 5322 §3.6).
 *
 * @param clock the time, in the zone that Date shows
 * @param domain the right side of a Message-ID, such as {@code ml.example.ac.jp}
 */
public record Origin(Clock clock, String domain) {
    /** RFC 5322 §3.3: days and months have English names. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    /** A Date field with the present time (RFC 5322 §3.3). */
    public HeaderField date() {
        return HeaderField.of("Date", DATE.format(ZonedDateTime.now(clock)));
    }

    /** A Message-ID field with a new unique id (RFC 5322 §3.6.4). */
    public HeaderField messageId() {
        return HeaderField.of("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
    }

    /** Adds a missing Date and Message-ID to a header. */
    public Header complete(Header header) {
        Header dated = header.first("Date").isPresent() ? header : header.append(date());
        return dated.first("Message-ID").isPresent() ? dated : dated.append(messageId());
    }
}
