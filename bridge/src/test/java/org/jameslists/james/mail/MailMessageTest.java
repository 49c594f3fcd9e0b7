package org.jameslists.james.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;

import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.base.test.FakeMail;
import org.jameslists.james.TestMail;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailMessageTest {
    private static final String POST =
            "From: author@example.ne.jp\r\nSubject: =?ISO-2022-JP?B?GyRCJCIbKEI=?=\r\n\r\nHello\r\n";

    /** "é" in UTF-8, a lone octet that is no UTF-8, and Japanese in Shift_JIS, each octet as one char. */
    private static final String RAW_8_BIT = "\u00c3\u00a9 \u00e9 \u0093\u00fa\u0096{";

    private static MailImpl mail(String octets) throws MessagingException {
        return TestMail.of(octets, "author@example.ne.jp", "example@ml.example.ac.jp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                POST,
                "From: a@example.org\r\nSubject: " + RAW_8_BIT + "\r\n\r\nraw 8-bit header\r\n",
                "Subject : odd \r\n\tfold \r\n  and  spaces\t\r\nX-Empty:\r\n\r\n..dots\r\ntrailing space \r\n\r\n\r\n",
                "From: a@example.org\n\nbare LF\nno CRLF at the end",
                "From: a@example.org\r\nno field at all\r\n\r\nbody",
                "From: a@example.org\r\n",
                "\r\nbody without header\r\n"
            })
    void anUntouchedMessageIsReadOctetForOctet(String octets) throws Exception {
        assertThat(TestMail.octets(mail(octets))).isEqualTo(octets);
    }

    @Test
    void aFieldSetThroughJavaMailChangesNothingElse() throws Exception {
        MailImpl mail = mail("X-Raw: " + RAW_8_BIT + "\r\n" + POST);
        mail.getMessage().setHeader("X-Added", "by a mailet");

        assertThat(TestMail.octets(mail)).isEqualTo("X-Added: by a mailet\r\nX-Raw: " + RAW_8_BIT + "\r\n" + POST);
    }

    @Test
    void aMessageSomebodyParsedKeepsItsRawHeaderOctets() throws Exception {
        String octets = "Subject: " + RAW_8_BIT + "\r\n\r\nHello\r\n";
        MailImpl mail = mail(octets);
        assertThat(mail.getMessage().getContent()).isEqualTo("Hello\r\n");

        assertThat(TestMail.octets(mail)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7bit", "quoted-printable", "base64"})
    void aBodySetThroughJavaMailIsWrittenWhole(String encoding) throws Exception {
        MailImpl mail = mail(POST);
        mail.getMessage().setText("another body of 31 octets, all.", "US-ASCII");
        mail.getMessage().setHeader("Content-Transfer-Encoding", encoding);

        Message message = MailMessage.read(mail);
        assertThat(message.header().first("Content-Type").orElseThrow().text()).contains("text/plain");
        assertThat(message.header().first("Subject").orElseThrow().text()).isEqualTo("=?ISO-2022-JP?B?GyRCJCIbKEI=?=");
        assertThat(((MimeMessageWrapper) mail.getMessage()).isModified()).isFalse();
        assertThat(mail.getMessage().getContent()).isEqualTo("another body of 31 octets, all.");
    }

    @Test
    @DisplayName("dkim 9, header-rewriting 12: James adds nothing to a written message when it sends it")
    void aWrittenMessageIsWhatJamesSends() throws Exception {
        MailImpl mail = mail(POST);
        Message read = MailMessage.read(mail);
        MailMessage.write(mail, read.withHeader(read.header().prepend(HeaderField.of("X-Trace", "on top"))));

        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        mail.getMessage().writeTo(sent);
        assertThat(sent.toString(StandardCharsets.ISO_8859_1)).isEqualTo("X-Trace: on top\r\n" + POST);
        assertThat(((MimeMessageWrapper) mail.getMessage()).isModified()).isFalse();
    }

    @Test
    void aMailThatIsNotOfTheRunningJamesTakesAMessageToo() throws Exception {
        FakeMail mail = FakeMail.builder().name("fake").build();
        mail.setMessage(mail(POST).getMessage());
        Message read = MailMessage.read(mail);

        MailMessage.write(mail, read.withHeader(read.header().without("Subject")));

        assertThat(MailMessage.read(mail)
                        .content()
                        .asCharSource(StandardCharsets.ISO_8859_1)
                        .read())
                .isEqualTo("From: author@example.ne.jp\r\n\r\nHello\r\n");
    }

    @Test
    void aMessageJamesDoesNotHoldIsRefused() throws Exception {
        FakeMail mail = FakeMail.builder().name("foreign").build();
        mail.setMessage(new MimeMessage(Session.getInstance(new Properties())));

        assertThatThrownBy(() -> MailMessage.read(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("foreign");
    }

    @Test
    void aHeaderWithoutEndIsRefusedNotHeld() throws Exception {
        MailImpl mail = mail("X: y\r\n".repeat(20_001));

        assertThatThrownBy(() -> MailMessage.read(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("more than 20000 fields");
    }

    @Test
    @DisplayName("a header edit of a 50 MB message costs time, not heap")
    void aHeaderEditOfALargeMessageNeedsNoHeap() throws Exception {
        byte[] large = new byte[50_000_000];
        Arrays.fill(large, (byte) 'x');
        System.arraycopy(POST.getBytes(StandardCharsets.US_ASCII), 0, large, 0, POST.length());
        MailImpl mail = TestMail.of(large, "author@example.ne.jp", "example@ml.example.ac.jp");
        edit(mail);

        long allocated = allocatedBytes();
        edit(mail);
        assertThat(allocatedBytes() - allocated).isLessThan(2_000_000);

        assertThat(MailMessage.read(mail).content().size()).isEqualTo(large.length + 2 * "X: y\r\n".length());
        LifecycleUtil.dispose(mail);
    }

    private static void edit(MailImpl mail) throws MessagingException {
        Message read = MailMessage.read(mail);
        MailMessage.write(mail, read.withHeader(read.header().prepend(HeaderField.of("X", "y"))));
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
