package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.signature.PemKeys;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.testing.PublishedKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.common.io.ByteSource;

/** A list behind a relay of the house, which trusts another list's seals: what others found out before counts. */
class ReceptionIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String RECEIVED =
            "Received: from mx.example.ne.jp (mx.example.ne.jp [192.0.2.10]) by mx.example.ac.jp; Tue, 24 Nov 2026"
                    + " 12:00:01 +0900\r\n";
    private static final String RELAY_SAYS = "Authentication-Results: mx.example.ac.jp;\r\n"
            + "\tspf=pass smtp.mailfrom=author@example.ne.jp;\r\n\tdmarc=pass (p=reject) header.from=example.ne.jp\r\n";

    private static ListScene scene;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                conf -> {
                    conf.setProperty("list-authentication.properties", "trusted-relays", "127.0.0.1");
                    conf.setProperty(
                            "list-authentication.properties", "trusted-relays.authserv-id", "mx.example.ac.jp");
                    conf.setProperty("list-authentication.properties", "trusted-sealers", "lists.example.org");
                },
                EmbeddedJames::start);
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @AfterEach
    void clear() throws Exception {
        scene.sink().clear();
        for (StoredMail mail : scene.james().webAdmin().storedMails()) {
            scene.james().webAdmin().delete(mail);
        }
    }

    private static String unsigned() {
        return text(AuthorMail.kinds().get("plain ASCII"));
    }

    private static void post(String message) throws Exception {
        scene.post(message.getBytes(StandardCharsets.ISO_8859_1));
        scene.james().webAdmin().awaitIdle(LONG);
    }

    private static Header delivered() throws Exception {
        assertThat(scene.james().webAdmin().storedMails()).isEmpty();
        return Message.read(ByteSource.wrap(
                        scene.sink().awaitMessages(1, LONG).get(0).bytes()))
                .header();
    }

    private static void assertKeptAsForged() throws Exception {
        assertThat(scene.sink().messages()).isEmpty();
        assertThat(scene.james().webAdmin().storedMails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.repository()).isEqualTo("var/mail/list-forged"));
    }

    @Test
    void adoptsWhatTheRelayFound() throws Exception {
        post(RELAY_SAYS + RECEIVED + unsigned());

        Header header = delivered();
        assertThat(header.first("ARC-Authentication-Results").orElseThrow().text())
                .contains("spf=pass", "as mx.example.ac.jp found", "dmarc=pass", "policy.dmarc=reject");
        assertThat(header.all("Authentication-Results"))
                .extracting(HeaderField::text)
                .singleElement()
                .asString()
                .startsWith("mx.example.ac.jp;");
    }

    @Test
    void doesNotBelieveAFieldThatWasInThePostBefore() throws Exception {
        post(RECEIVED + "Received: from home by mx.example.ne.jp; Tue, 24 Nov 2026 12:00:00 +0900\r\n" + RELAY_SAYS
                + unsigned());

        assertKeptAsForged();
    }

    @Test
    void takesATrustedSealersWord() throws Exception {
        post(throughAnotherList("lists.example.org"));

        assertThat(delivered().first("ARC-Authentication-Results").orElseThrow().text())
                .contains("dmarc=fail", "policy.dmarc=reject", "policy.trusted-sealer=lists.example.org");
    }

    @Test
    void takesNobodyElsesWord() throws Exception {
        post(throughAnotherList("lists.example.com"));

        assertKeptAsForged();
    }

    /** The author's post, edited and sealed by another list that found its DMARC to pass. */
    private static String throughAnotherList(String domain) throws Exception {
        PublishedKey key = PublishedKey.rsa(domain, "list").publish(scene.dns());
        byte[] edited = (text(AuthorMail.signed(scene.authorKey(), unsigned().getBytes(StandardCharsets.ISO_8859_1)))
                        + "-- \r\nanother list\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Message message = Message.read(ByteSource.wrap(edited));
        ArcSealing sealing = new ArcSealer(InstantSource.system())
                .seal(
                        message,
                        ChainValidation.NONE,
                        AuthenticationResults.parse(domain + "; dmarc=pass header.from=example.ne.jp"),
                        new SigningIdentity(
                                domain, key.selector(), PemKeys.RECOMMENDED.read(key.pem(), Optional.empty())));
        List<HeaderField> set = ((ArcSealing.Sealed) sealing).fields();
        return text(message.withHeader(message.header().prepend(set.toArray(HeaderField[]::new)))
                .content()
                .read());
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
