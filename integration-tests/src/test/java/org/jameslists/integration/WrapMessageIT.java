package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.mail.BodyPart;
import javax.mail.Session;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.collect.Iterables;

/** Wrapped posts as members get them: both signatures hold, the list's outside and the author's within. */
class WrapMessageIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> KINDS =
            List.of("plain ASCII", "ISO-2022-JP", "UTF-8 quoted-printable", "no MIME-Version", "empty body");

    private static ListScene scene;
    private static final List<byte[]> posted = new ArrayList<>();
    private static final List<byte[]> delivered = new ArrayList<>();

    @BeforeAll
    static void postSome() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("wrap-message"), layout.extensionJar(), ListScene.Change.NONE, EmbeddedJames::start);
        for (String kind : KINDS) {
            byte[] post =
                    AuthorMail.signed(scene.authorKey(), AuthorMail.kinds().get(kind));
            scene.sink().clear();
            scene.post(post);
            scene.james().webAdmin().awaitIdle(LONG);
            posted.add(post);
            delivered.add(Iterables.getLast(scene.sink().awaitMessages(1, LONG)).bytes());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    static Stream<Judge> signatureJudges() {
        return Judge.of(Matter.DKIM);
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    /** Below the trace fields of the way to the list. */
    @Test
    void thePostIsWithinOctetForOctet() throws Exception {
        for (int i = 0; i < posted.size(); i++) {
            assertThat(text(within(delivered.get(i)))).as(KINDS.get(i)).endsWith("\r\n" + text(posted.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("signatureJudges")
    void theAuthorsSignatureHoldsWithin(Judge judge) throws Exception {
        List<byte[]> inner = new ArrayList<>();
        for (byte[] message : delivered) {
            inner.add(within(message));
        }
        assertThat(judge.hear(inner, scene.dns())).allMatch(verdict -> verdict.passesDkim("example.ne.jp"));
    }

    @ParameterizedTest
    @MethodSource("judges")
    void theListsSignatureHoldsOutside(Judge judge) {
        assertThat(judge.hear(delivered, scene.dns()))
                .allMatch(Verdict::passesDmarc)
                .allMatch(verdict -> verdict.passesDkim("ml.example.ac.jp"));
    }

    /** The one post in a wrapped message, as a mail library takes it out. */
    private static byte[] within(byte[] message) throws Exception {
        MimeMessage outer = new MimeMessage((Session) null, new ByteArrayInputStream(message));
        MimeMultipart parts = (MimeMultipart) outer.getContent();
        List<byte[]> posts = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("message/rfc822")) {
                posts.add(((MimeBodyPart) part).getRawInputStream().readAllBytes());
            }
        }
        return Iterables.getOnlyElement(posts);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
