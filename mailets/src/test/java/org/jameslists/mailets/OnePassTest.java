package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.mailet.Mail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.Message;
import org.jameslists.signature.BodyHashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a post costs on its way from {@link Authenticate} to {@link Freeze}, counted; and what others may do in between. */
class OnePassTest extends MailetTest {
    private static final String HEADER = "From: Jane <jane@example.org>\r\nDate: Tue, 24 Nov 2026 12:00:00 +0900\r\n"
            + "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nSubject: test\r\n";
    private static final String ALIGNED = "ml.example.ac.jp; dmarc=pass header.from=example.org; arc=none";

    /** A message that counts how often it is read. */
    private static final class Source implements MimeMessageSource {
        private final byte[] bytes;
        private int readings;

        Source(String message) {
            this.bytes = message.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String getSourceId() {
            return "counted";
        }

        @Override
        public InputStream getInputStream() {
            readings++;
            return new ByteArrayInputStream(bytes);
        }
    }

    /** A mailet of the list, or one that nobody here wrote. */
    @FunctionalInterface
    private interface Step {
        void service(Mail mail) throws MessagingException, IOException;
    }

    private List<Step> steps() throws MessagingException {
        List<Step> steps = new ArrayList<>();
        Map<String, String> key = Map.of("domains", "ml.example.ac.jp", "selectors", "list");
        steps.add(mailet(Authenticate.class, Map.of())::service);
        steps.add(mailet(ToList.class, Map.of())::service);
        steps.add(mailet(SubjectPrefix.class, Map.of("prefix", "[{list}:{serial}]"))::service);
        steps.add(mailet(ListFooter.class, Map.of("text", "{list-address}"))::service);
        steps.add(mailet(MungeFrom.class, Map.of())::service);
        steps.add(mailet(ListHeaders.class, Map.of())::service);
        steps.add(mailet(ExpandMembers.class, Map.of())::service);
        steps.add(mailet(DkimResign.class, key)::service);
        steps.add(mailet(ArcSeal.class, Map.of("domains", "ml.example.ac.jp", "selector", "list"))::service);
        steps.add(mailet(Freeze.class, Map.of())::service);
        return steps;
    }

    private static MailImpl mail(Source source) throws MessagingException {
        MailImpl mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender("jane@example.org")
                .addRecipient(LIST)
                .build();
        mail.setMessageContent(source);
        TestReception.receive(mail, ALIGNED);
        return mail;
    }

    private static BodyHashes hashes(Mail mail) throws MessagingException {
        return MailMessage.canonical(mail, MailMessage.read(mail)).bodyHashes();
    }

    private static void requireFrozen(Mail mail) {
        assertThat(ListAttributes.get(mail, ListAttributes.FROZEN))
                .as(mail.getErrorMessage())
                .contains("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain; charset=US-ASCII\r\n\r\nHello\r\n",
                "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n会議は三時から\r\n",
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x--\r\n",
                "Content-Type: multipart/signed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\n\r\nno\r\n--x--\r\n",
            })
    void aBodyIsCopiedTwiceAtMostAndHashedOnce(String rest) throws Exception {
        Source source = new Source(HEADER + rest);
        MailImpl mail = mail(source);

        for (Step step : steps()) {
            step.service(mail);
        }

        requireFrozen(mail);
        assertThat(MailMessage.copies(mail)).isBetween(1, 2);
        assertThat(hashes(mail).passes()).isEqualTo(1);
        assertThat(source.readings)
                .as("once for the header, once to copy the body")
                .isEqualTo(2);
        LifecycleUtil.dispose(mail);
    }

    static Stream<Step> others() {
        return Stream.of(
                mail -> mail.getMessage().setHeader("X-Scanned", "yes"),
                mail -> mail.getMessage().setText("Replaced\r\n", "US-ASCII"),
                mail -> assertThat(mail.getMessage().getContent()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void whatAMailetOfOthersChangesBeforeTheSignatureIsSigned(int place) throws Exception {
        for (Step other : others().toList()) {
            MailImpl mail = mail(new Source(HEADER + "Content-Type: text/plain\r\n\r\nHello\r\n"));
            List<Step> steps = steps();
            steps.add(place, other);

            for (Step step : steps) {
                step.service(mail);
            }

            requireFrozen(mail);
            LifecycleUtil.dispose(mail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "body"})
    void whatAMailetOfOthersChangesAfterTheSignatureIsFoundOut(String part) throws Exception {
        MailImpl mail = mail(new Source(HEADER + "Content-Type: text/plain\r\n\r\nHello\r\n"));
        List<Step> steps = steps();
        steps.add(
                steps.size() - 1,
                part.equals("header")
                        ? changed -> changed.getMessage().setHeader("Subject", "another")
                        : changed -> changed.getMessage().setText("Replaced\r\n", "US-ASCII"));

        for (Step step : steps) {
            step.service(mail);
        }

        assertThat(mail.getState()).isEqualTo(Mail.ERROR);
        assertThat(mail.getErrorMessage()).contains("our own signatures do not verify");
        LifecycleUtil.dispose(mail);
    }

    @Test
    void aMailThatFailsHalfWayIsStillWhole() throws Exception {
        MailImpl mail = mail(new Source(HEADER + "Content-Type: text/plain\r\n\r\nHello\r\n"));
        for (Step step : steps().subList(0, 5)) {
            step.service(mail);
        }

        MailImpl queued = MailImpl.duplicate(mail);
        LifecycleUtil.dispose(mail);

        Message message = MailMessage.read(queued);
        assertThat(message.header().first("Subject").orElseThrow().text()).isEqualTo("[example:00001] test");
        assertThat(message.body().asCharSource(StandardCharsets.US_ASCII).read())
                .isEqualTo("Hello\r\n" + LIST + "\r\n");
        LifecycleUtil.dispose(queued);
    }
}
