package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.SmtpRefusal;
import org.jameslists.testing.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedJamesIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String AUTHOR = "author@example.ne.jp";
    private static final String LIST = "staff@ml.example.ac.jp";
    private static final String LOCAL_MEMBER = "local@ml.example.ac.jp";
    private static final List<String> REMOTE_MEMBERS = List.of("one@example.org", "two@example.com");
    private static final String PASSWORD = "secret";
    private static final String BODY =
            "\r\ntrailing space \r\n.\r\n..\r\n\u00e3\u0081\u0082 raw\r\n" + "long ".repeat(190) + "\r\n\r\n";

    private static SmtpSink sink;
    private static RunningJames james;
    private static LocalMailbox mailbox;

    @BeforeAll
    static void start() throws Exception {
        sink = SmtpSink.start();
        BuildLayout layout = BuildLayout.ofThisBuild();
        james = EmbeddedJames.start(ConfigurationFolder.copyOf(layout.sample("munge-resign-seal"))
                .extension(layout.extensionJar())
                .relayTo(sink));
        james.webAdmin().createDomain("example.ac.jp");
        james.webAdmin().createUser(LOCAL_MEMBER, PASSWORD);
        james.webAdmin().addGroupMember(LIST, LOCAL_MEMBER);
        for (String member : REMOTE_MEMBERS) {
            james.webAdmin().addGroupMember(LIST, member);
        }
        mailbox = james.mailbox(LOCAL_MEMBER, PASSWORD);
    }

    @AfterAll
    static void stop() throws Exception {
        james.close();
        sink.close();
    }

    @BeforeEach
    void clear() throws Exception {
        sink.clear();
        mailbox.take();
    }

    @Test
    void bringsAPostToLocalAndRemoteMembersWithTheBodyAsItWas() throws Exception {
        post(LIST, "Subject: hello\r\nFrom: " + AUTHOR + "\r\n" + BODY);

        james.webAdmin().awaitIdle(LONG);

        assertThat(sink.messages())
                .flatExtracting(ReceivedMessage::recipients)
                .containsExactlyInAnyOrderElementsOf(REMOTE_MEMBERS);
        assertThat(sink.messages()).allSatisfy(message -> assertThat(message.text())
                .contains("Subject: hello\r\n")
                .endsWith(BODY));
        assertThat(mailbox.messages()).singleElement().satisfies(message -> assertThat(
                        new String(message, StandardCharsets.ISO_8859_1))
                .contains("Subject: hello\r\n")
                .endsWith(BODY));
        assertThat(james.webAdmin().storedMails()).isEmpty();
    }

    @Test
    void bouncesWhatAnotherServerRefuses() throws Exception {
        sink.refuse(REMOTE_MEMBERS.get(0), "550 5.7.1 not here");

        post(LIST, "Subject: refused\r\n\r\n");

        james.webAdmin().awaitIdle(LONG);
        assertThat(sink.messages())
                .filteredOn(message -> message.sender().isEmpty())
                .singleElement()
                .satisfies(bounce -> {
                    assertThat(bounce.recipients()).containsExactly(AUTHOR);
                    assertThat(bounce.text()).contains("5.7.1 not here");
                });
    }

    @Test
    void showsWhatWasPutAside() throws Exception {
        post(LOCAL_MEMBER, "Received: from a by b\r\n".repeat(31) + "Subject: loops\r\n\r\nround\r\n");

        james.webAdmin().awaitIdle(LONG);

        assertThat(james.webAdmin().storedMails()).singleElement().satisfies(mail -> {
            assertThat(mail.repository()).isEqualTo("var/mail/relay-limit-exceeded");
            assertThat(mail.sender()).isEqualTo(AUTHOR);
            assertThat(mail.recipients()).containsExactly(LOCAL_MEMBER);
            assertThat(mail.state()).isEqualTo("root");
            assertThat(new String(james.webAdmin().message(mail), StandardCharsets.US_ASCII))
                    .endsWith("Subject: loops\r\n\r\nround\r\n");
            james.webAdmin().delete(mail);
        });
        assertThat(james.webAdmin().storedMails()).isEmpty();
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void takesTheLastMemberAwayFromAList() throws Exception {
        james.webAdmin().addGroupMember("few@ml.example.ac.jp", LOCAL_MEMBER);
        post("few@ml.example.ac.jp", "Subject: first\r\n\r\n");
        assertThat(mailbox.awaitMessages(1, LONG)).hasSize(1);

        james.webAdmin().removeGroupMember("few@ml.example.ac.jp", LOCAL_MEMBER);

        assertThatThrownBy(() -> post("few@ml.example.ac.jp", "Subject: second\r\n\r\n"))
                .isInstanceOf(SmtpRefusal.class);
    }

    @Test
    void isNoOpenRelay() {
        assertThatThrownBy(() -> post("someone@example.org", "Subject: spam\r\n\r\n"))
                .isInstanceOf(SmtpRefusal.class);
    }

    private static void post(String recipient, String message) throws Exception {
        RawSmtp.post(james.smtpPort(), AUTHOR, List.of(recipient), message.getBytes(StandardCharsets.ISO_8859_1));
    }
}
