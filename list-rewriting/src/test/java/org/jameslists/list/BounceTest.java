package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jameslists.list.Bounce.DeadAddress;
import org.jameslists.list.Bounce.DmarcRefusal;
import org.jameslists.list.Bounce.MailboxFull;
import org.jameslists.list.Bounce.NotABounce;
import org.jameslists.list.Bounce.PolicyRefusal;
import org.jameslists.list.Bounce.Temporary;
import org.jameslists.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;

/** Bounces in the forms that servers give them, with words of our own where theirs do not matter. */
class BounceTest {
    private static final String RETURNED =
            "From: Author via example <example@ml.example.ac.jp>\r\nSubject: the user unknown to DMARC\r\n"
                    + "Authentication-Results: mx.example.org; dmarc=fail\r\n\r\n550 5.1.1 mailbox full, DMARC, spam\r\n";

    /** A report (RFC 6522) of three parts. */
    private static String report(String text, String... recipients) {
        return "From: MAILER-DAEMON@example.org\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=p\r\n\r\n"
                + "--p\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n" + text + "\r\n"
                + "--p\r\nContent-Type: message/delivery-status\r\n\r\n"
                + "Reporting-MTA: dns; mx.example.org\r\nArrival-Date: Tue, 24 Nov 2026 12:00:00 +0900\r\n"
                + String.join(
                        "",
                        Arrays.stream(recipients).map(fields -> "\r\n" + fields).toList())
                + "\r\n--p\r\nContent-Type: message/rfc822\r\n\r\n" + RETURNED + "--p--\r\n";
    }

    private static String recipient(String action, String status, String diagnostic) {
        return "Final-Recipient: rfc822; jane@example.org\r\nAction: " + action + "\r\nStatus: " + status + "\r\n"
                + (diagnostic.isEmpty() ? "" : "Diagnostic-Code: " + diagnostic + "\r\n");
    }

    private static String failed(String status, String diagnostic) {
        return report("Your message could not be delivered.", recipient("failed", status, diagnostic));
    }

    /** A bounce that is one text. */
    private static String text(String... lines) {
        return "From: MAILER-DAEMON@example.org\r\nSubject: Returned mail\r\n\r\n" + String.join("\r\n", lines)
                + "\r\n";
    }

    static Stream<Arguments> bounces() {
        return Stream.of(
                // Postfix
                bounce(
                        "Postfix, no user",
                        DeadAddress.class,
                        failed(
                                "5.1.1",
                                "smtp; 550 5.1.1 <jane@example.org>: Recipient address\r\n    rejected: User unknown in virtual mailbox table")),
                bounce(
                        "Postfix, no user, behind 5.7.1",
                        DeadAddress.class,
                        failed(
                                "5.7.1",
                                "smtp; 550 5.7.1 <jane@example.org>: Recipient address rejected:\r\n    Unknown user")),
                bounce(
                        "Postfix, no host",
                        DeadAddress.class,
                        failed(
                                "5.4.4",
                                "X-Postfix; Host or domain name not found. Name service error for\r\n    name=gone.example.org type=AAAA: Host not found")),
                bounce(
                        "Postfix, given up",
                        DeadAddress.class,
                        failed(
                                "4.4.1",
                                "X-Postfix; connect to mx.example.org[203.0.113.1]:25: Connection\r\n    timed out")),
                bounce("Postfix, full", MailboxFull.class, failed("5.2.2", "smtp; 552 5.2.2 mailbox full")),
                bounce(
                        "Postfix, delayed",
                        Temporary.class,
                        report(
                                "There is no need to send it again.",
                                recipient(
                                        "delayed",
                                        "4.4.1",
                                        "X-Postfix; connect to mx.example.org[203.0.113.1]:25: Connection timed out"))),
                bounce(
                        "Postfix, spam",
                        PolicyRefusal.class,
                        failed(
                                "5.7.1",
                                "smtp; 554 5.7.1 Service unavailable; Client host [198.51.100.25]\r\n    blocked using zen.example.net")),
                bounce(
                        "Postfix, too large",
                        PolicyRefusal.class,
                        failed("5.3.4", "smtp; 552 5.3.4 Message size exceeds fixed limit")),
                bounce(
                        "Postfix, greylisted for days",
                        PolicyRefusal.class,
                        failed("4.7.1", "smtp; 450 4.7.1 Try again later")),
                // Exim
                bounce(
                        "Exim, no user",
                        DeadAddress.class,
                        report(
                                "This message was created automatically by mail delivery software.\r\n\r\nA message that you sent could not be delivered to all of its recipients.",
                                recipient("failed", "5.0.0", "smtp; 550-No such user here\r\n 550 jane"))),
                bounce(
                        "Exim, no user, text",
                        DeadAddress.class,
                        text(
                                "A message that you sent could not be delivered to one or more of its recipients.",
                                "The following address(es) failed:",
                                "",
                                "  jane@example.org",
                                "    host mx.example.org [203.0.113.1]",
                                "    SMTP error from remote mail server after RCPT TO:<jane@example.org>:",
                                "    550 5.1.1 Unrouteable address",
                                "",
                                "------ This is a copy of the message, including all the headers. ------",
                                "",
                                RETURNED)),
                bounce(
                        "Exim, full, text",
                        MailboxFull.class,
                        text(
                                "A message that you sent could not be delivered to one or more of its recipients.",
                                "",
                                "  jane@example.org",
                                "    mailbox is full: retry timeout exceeded")),
                bounce(
                        "Exim, delayed, text",
                        Temporary.class,
                        text(
                                "A message that you sent has not yet been delivered to one or more of its",
                                "recipients after more than 24 hours on the queue.",
                                "The message has been delayed.",
                                "Delivery attempts will continue for some time.")),
                // Exchange and Exchange Online
                bounce(
                        "Exchange, no user",
                        DeadAddress.class,
                        failed(
                                "5.1.10",
                                "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup")),
                bounce(
                        "Exchange, unknown at the edge",
                        DeadAddress.class,
                        failed("5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied. [mx.example.org]")),
                bounce(
                        "Exchange, full",
                        MailboxFull.class,
                        failed(
                                "5.2.2",
                                "smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException")),
                bounce(
                        "Exchange, DMARC",
                        DmarcRefusal.class,
                        failed(
                                "5.7.509",
                                "smtp;550 5.7.509 Access denied, sending domain EXAMPLE.NE.JP does not pass DMARC verification")),
                bounce(
                        "Exchange, 5.7.515",
                        PolicyRefusal.class,
                        failed(
                                "5.7.515",
                                "smtp;550 5.7.515 Access denied, sending domain EXAMPLE.NE.JP doesn't meet the\r\n required authentication level")),
                bounce(
                        "Exchange, 5.7.515 inside",
                        PolicyRefusal.class,
                        failed(
                                "5.0.350",
                                "smtp;550 5.0.350 Remote server returned an error -> 550 5.7.515 Access denied, sending domain EXAMPLE.NE.JP doesn't meet the required authentication level. The address is unavailable")),
                bounce(
                        "Exchange, closed group",
                        PolicyRefusal.class,
                        failed(
                                "5.7.133",
                                "smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required")),
                // Gmail
                bounce(
                        "Gmail, no user",
                        DeadAddress.class,
                        report(
                                "** Address not found **",
                                recipient(
                                        "failed",
                                        "5.1.1",
                                        "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n 550-5.1.1 double-checking the recipient's email address"))),
                bounce(
                        "Gmail, inactive",
                        DeadAddress.class,
                        failed("5.2.1", "smtp; 550 5.2.1 The email account that you tried to reach is inactive")),
                bounce(
                        "Gmail, full",
                        MailboxFull.class,
                        failed("5.2.2", "smtp; 552-5.2.2 The email account that you tried to reach is over quota")),
                bounce(
                        "Gmail, full for days",
                        MailboxFull.class,
                        failed("4.2.2", "smtp; 452-4.2.2 The recipient's inbox is out of storage space")),
                bounce(
                        "Gmail, too fast",
                        Temporary.class,
                        failed(
                                "5.2.1",
                                "smtp; 550 5.2.1 The user you are trying to contact is receiving mail too quickly")),
                bounce(
                        "Gmail, DMARC",
                        DmarcRefusal.class,
                        failed(
                                "5.7.26",
                                "smtp; 550-5.7.26 Unauthenticated email from example.ne.jp is not accepted due to\r\n 550-5.7.26 domain's DMARC policy")),
                bounce(
                        "Gmail, unauthenticated",
                        PolicyRefusal.class,
                        failed(
                                "5.7.26",
                                "smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated")),
                bounce(
                        "Gmail, still trying",
                        Temporary.class,
                        report(
                                "** Delivery incomplete **",
                                recipient(
                                        "delayed",
                                        "4.4.1",
                                        "smtp; The recipient server did not accept our requests to connect"))),
                // Yahoo
                bounce(
                        "Yahoo, no user, text",
                        DeadAddress.class,
                        text(
                                "Sorry, we were unable to deliver your message to the following address.",
                                "",
                                "<jane@example.com>:",
                                "554: delivery error: dd This user doesn't have an example.com account (jane@example.com) [0]",
                                "",
                                "--- Below this line is a copy of the message.",
                                "",
                                RETURNED)),
                bounce(
                        "Yahoo, disabled",
                        DeadAddress.class,
                        failed(
                                "5.0.0",
                                "smtp; 554 30 Sorry, your message to jane@example.com cannot be delivered. This mailbox is disabled (554.30)")),
                bounce(
                        "Yahoo, policy",
                        PolicyRefusal.class,
                        failed("5.7.9", "smtp; 554 5.7.9 Message not accepted for policy reasons")),
                bounce(
                        "Yahoo, no mailbox",
                        DeadAddress.class,
                        failed("5.0.0", "smtp; 552 1 Requested mail action aborted, mailbox not found")),
                // docomo: 5.1.1 is an unknown user, 5.2.0 the member's own filter, with the same words
                bounce(
                        "docomo, no user",
                        DeadAddress.class,
                        failed("5.1.1", "SMTP; 550 Unknown user jane@example.ne.jp")),
                bounce(
                        "docomo, filtered",
                        PolicyRefusal.class,
                        failed("5.2.0", "SMTP; 550 Unknown user jane@example.ne.jp")),
                bounce(
                        "docomo, filtered, by Postfix",
                        PolicyRefusal.class,
                        failed(
                                "5.0.0",
                                "smtp; 550 Unknown user jane@example.ne.jp (in reply to end of DATA\r\n    command)")),
                bounce("docomo, full", MailboxFull.class, failed("5.0.0", "smtp; 552 too much mail data")),
                // au
                bounce(
                        "au, no user, text",
                        DeadAddress.class,
                        text(
                                "Each of the following recipients was rejected by a remote mail server.",
                                "",
                                "    Recipient: <jane@example.ne.jp>",
                                "    >>> RCPT TO:<jane@example.ne.jp>",
                                "    <<< 550 <jane@example.ne.jp>: User unknown",
                                "",
                                "-".repeat(50),
                                RETURNED)),
                bounce(
                        "au, suspended, text",
                        DeadAddress.class,
                        text("The user(s) account is disabled.", "", "<jane@example.ne.jp>: 550 user unknown")),
                bounce(
                        "au, full, text",
                        MailboxFull.class,
                        text("The user(s) account is temporarily over quota.", "", "<jane@example.ne.jp>")),
                // others
                bounce(
                        "James",
                        DeadAddress.class,
                        report(
                                "Hi. This is the mail server at ml.example.ac.jp.",
                                recipient("failed", "5.0.0", "X-James; 550 5.1.1 No such user"))),
                bounce(
                        "Sendmail",
                        DeadAddress.class,
                        text(
                                "The original message was received at Tue, 24 Nov 2026 12:00:00 +0900",
                                "",
                                "   ----- The following addresses had permanent fatal errors -----",
                                "<jane@example.org>",
                                "    (reason: 550 5.1.1 <jane@example.org>... User unknown)",
                                "",
                                "   ----- Transcript of session follows -----",
                                "... while talking to mx.example.org.:",
                                ">>> RCPT To:<jane@example.org>",
                                "<<< 550 5.1.1 User unknown")),
                bounce(
                        "qmail",
                        DeadAddress.class,
                        text(
                                "Hi. This is the program at example.org.",
                                "I'm afraid your message was undeliverable.",
                                "",
                                "<jane@example.org>:",
                                "Sorry, no mailbox here by that name. (#5.1.1)",
                                "",
                                "--- Below this line is a copy of the message.",
                                RETURNED)),
                bounce("text, DMARC", DmarcRefusal.class, text("<jane@example.org>:", "550 rejected by DMARC policy")),
                bounce(
                        "refused, no reason at all",
                        DeadAddress.class,
                        report("It could not be delivered.", recipient("failed", "5.0.0", ""))),
                bounce(
                        "reason in the text alone",
                        MailboxFull.class,
                        report("The mailbox is full.", recipient("failed", "5.0.0", ""))),
                bounce(
                        "no action, 4",
                        Temporary.class,
                        report("Wait.", "Final-Recipient: rfc822; jane@example.org\r\nStatus: 4.4.1\r\n")),
                bounce(
                        "no action, 5",
                        DeadAddress.class,
                        report("No.", "Final-Recipient: rfc822; jane@example.org\r\nStatus: 5.1.1\r\n")),
                bounce(
                        "two, one of them full",
                        MailboxFull.class,
                        report(
                                "No.",
                                recipient("failed", "5.1.1", "smtp; 550 no such user"),
                                recipient("failed", "5.2.2", "smtp; 552 full"))),
                bounce(
                        "two, one of them delivered",
                        DeadAddress.class,
                        report(
                                "No.",
                                recipient("relayed", "2.1.5", ""),
                                recipient("failed", "5.1.1", "smtp; 550 no such user"))),
                // no bounces
                bounce(
                        "delivered",
                        NotABounce.class,
                        report("It was delivered.", recipient("delivered", "2.1.5", "smtp; 250 2.1.5 OK"))),
                bounce("relayed", NotABounce.class, report("It was relayed.", recipient("relayed", "2.0.0", ""))),
                bounce("away", NotABounce.class, text("Hello, I am away until 1 December. Rooms cost 550 yen a day.")),
                bounce("spam", NotABounce.class, text("Buy 5.1.1 of these, 500 each!")),
                bounce("nothing", NotABounce.class, "\r\n"),
                bounce("no MIME", NotABounce.class, "Content-Type: multipart/report; boundary=\r\n\r\n--\r\n"));
    }

    private static Arguments bounce(String name, Class<? extends Bounce> expected, String message) {
        return Arguments.of(name, expected, message);
    }

    private static Bounce read(String message) throws IOException {
        return Bounce.read(Message.read(ByteSource.wrap(message.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bounces")
    void saysWhatBecameOfTheMail(String name, Class<? extends Bounce> expected, String message) throws IOException {
        Bounce bounce = read(message);

        assertThat(bounce).isInstanceOf(expected);
        assertThat(bounce.diagnosis()).isNotBlank().doesNotContain("\r", "\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bounces")
    void meansTheSameWithBareLineEndsAndInCapitals(String name, Class<? extends Bounce> expected, String message)
            throws IOException {
        assertThat(read(message.replace("\r\n", "\n"))).isInstanceOf(expected);
        assertThat(read(message.replace("Unknown user", "UNKNOWN USER").replace("quota", "Quota")))
                .isInstanceOf(expected);
    }

    @Test
    void saysTheReasonInOneLine() throws IOException {
        assertThat(read(failed("5.1.1", "smtp; 550 5.1.1 No such\r\n user")).diagnosis())
                .isEqualTo("5.1.1 smtp; 550 5.1.1 No such user");
        assertThat(read(text("It could not be delivered.", "<jane@example.org>:", "550 5.1.1 User unknown"))
                        .diagnosis())
                .isEqualTo("550 5.1.1 User unknown");
    }

    @Test
    void readsAReportThatIsEncoded() throws IOException {
        String encoded =
                "Content-Type: multipart/report; boundary=p\r\n\r\n--p\r\nContent-Type: message/delivery-status\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(("Reporting-MTA: dns; a\r\n\r\n" + recipient("failed", "5.1.1", ""))
                                        .getBytes(StandardCharsets.US_ASCII))
                        + "\r\n--p--\r\n";

        assertThat(read(encoded)).isInstanceOf(DeadAddress.class);
    }

    @Test
    void readsTextInHtmlAlone() throws IOException {
        assertThat(
                        read(
                                "Content-Type: text/html\r\n\r\n<p>Your message could <b>not</b> be delivered: <i>550</i> 5.1.1 no such user</p>\r\n"))
                .isInstanceOf(DeadAddress.class);
    }

    /** Whatever somebody sends, reading it ends soon. */
    @Test
    void readsHugeBouncesInTime() throws IOException {
        for (String piece :
                List.of("user ", "<a ", "- ", "550 5.1.1 ", "\r\n ", "mailbox mailbox ", "Action: failed\r\n\r\n")) {
            String large = piece.repeat(2_000_000 / piece.length());
            assertThat(read(text(large)).diagnosis().length()).isLessThan(600);
            assertThat(read(report(large, large)).diagnosis().length()).isLessThan(600);
        }
    }

    @Test
    void isTheSameUnderTheTurkishLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(read(report("No.", recipient("FAILED", "5.1.1", "smtp; 550 INVALID RECIPIENT"))))
                    .isInstanceOf(DeadAddress.class);
        } finally {
            Locale.setDefault(before);
        }
    }
}
