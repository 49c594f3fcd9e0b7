package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.SmtpRefusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a James with the sample does for mail that is none of a list's. */
class EmbeddedJamesIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BODY =
            "\r\ntrailing space \r\n.\r\n..\r\n\u00e3\u0081\u0082 raw\r\n" + "long ".repeat(190) + "\r\n\r\n";

    private static ListScene scene;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"), layout.extensionJar(), ListScene.Change.NONE, EmbeddedJames::start);
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @BeforeEach
    void clear() throws Exception {
        scene.sink().clear();
        scene.localMailbox().take();
    }

    @Test
    void bringsMailToAMailboxWithTheBodyAsItWas() throws Exception {
        post(ListScene.LOCAL_MEMBER, "Subject: hello\r\nFrom: " + ListScene.AUTHOR + "\r\n" + BODY);

        assertThat(scene.localMailbox().awaitMessages(1, LONG)).singleElement().satisfies(message -> assertThat(
                        new String(message, StandardCharsets.ISO_8859_1))
                .contains("Subject: hello\r\n")
                .endsWith(BODY));
    }

    @Test
    void showsWhatWasPutAside() throws Exception {
        post(ListScene.LOCAL_MEMBER, "Received: from a by b\r\n".repeat(31) + "Subject: loops\r\n\r\nround\r\n");

        scene.james().webAdmin().awaitIdle(LONG);

        assertThat(scene.james().webAdmin().storedMails()).singleElement().satisfies(mail -> {
            assertThat(mail.repository()).isEqualTo("var/mail/relay-limit-exceeded");
            assertThat(mail.sender()).isEqualTo(ListScene.AUTHOR);
            assertThat(mail.recipients()).containsExactly(ListScene.LOCAL_MEMBER);
            assertThat(new String(scene.james().webAdmin().message(mail), StandardCharsets.US_ASCII))
                    .endsWith("Subject: loops\r\n\r\nround\r\n");
            scene.james().webAdmin().delete(mail);
        });
        assertThat(scene.james().webAdmin().storedMails()).isEmpty();
        assertThat(scene.sink().messages()).isEmpty();
    }

    @Test
    void takesTheLastMemberAwayFromAList() throws Exception {
        WebAdmin admin = scene.james().webAdmin();
        admin.addGroupMember("few@ml.example.ac.jp", ListScene.LOCAL_MEMBER);
        post("few@ml.example.ac.jp", "From: a@example.org\r\nSubject: first\r\n\r\n");
        assertThat(scene.localMailbox().awaitMessages(1, LONG)).hasSize(1);

        admin.removeGroupMember("few@ml.example.ac.jp", ListScene.LOCAL_MEMBER);

        assertThatThrownBy(() -> post("few@ml.example.ac.jp", "Subject: second\r\n\r\n"))
                .isInstanceOf(SmtpRefusal.class);
    }

    @Test
    void isNoOpenRelay() {
        assertThatThrownBy(() -> post("someone@example.org", "Subject: spam\r\n\r\n"))
                .isInstanceOf(SmtpRefusal.class);
    }

    private static void post(String recipient, String message) throws Exception {
        RawSmtp.post(
                scene.james().smtpPort(),
                ListScene.AUTHOR,
                List.of(recipient),
                message.getBytes(StandardCharsets.ISO_8859_1));
    }
}
