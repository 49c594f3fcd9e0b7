package org.jameslists.integration.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.mail.Session;
import javax.mail.internet.MimeMessage;

import org.jameslists.integration.AuthorMail;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.Http;
import org.jameslists.integration.ListScene;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

/** An owner who is told of held posts by mail, and answers. */
class HeldPostDigestsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HELD = "/lists/" + Http.encoded(ListScene.LIST) + "/held";
    private static final AtomicInteger POSTS = new AtomicInteger();
    private static final Pattern POST = Pattern.compile("\\[([0-9a-f]{8})]");
    /** As in the samples. */
    private static final String MEMBERS_POST =
            """

                  <mailet notmatch="org.jameslists.matchers.MayPost=posters=members, owners; unauthenticated=hold"
                          class="ToProcessor">
                    <processor>list-held</processor>
                  </mailet>
            """;

    private static ListScene scene;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                HeldPostDigestsIT::configure,
                EmbeddedJames::start);
        http = Http.to(scene.james().webAdmin(), Map.of());
        scene.james().webAdmin().addGroupMember("example-owner@ml.example.ac.jp", ListScene.OWNER);
    }

    private static void configure(ConfigurationFolder folder) throws IOException {
        String mailets = Files.readString(folder.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        folder.write(
                        "mailetcontainer.xml",
                        mailets.replaceFirst(
                                "(?s)<mailet [^>]*\"org.jameslists.matchers.FailsDmarc\".*?</mailet>",
                                "$0" + MEMBERS_POST))
                .write("keys/ml.example.ac.jp.secret", "a secret of the tests, known to everybody\n")
                .setProperty("list-authentication.properties", "held.secret", "ml.example.ac.jp")
                .setProperty("list-authentication.properties", "held.digest", "1 second");
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @BeforeEach
    void clear() throws Exception {
        for (JsonNode held : http.send("GET", HELD).json()) {
            http.send("PATCH", HELD + "/" + Http.encoded(held.get("key").asText()) + "?action=discard");
        }
        settle();
        scene.sink().clear();
        scene.ownersMailbox().take();
    }

    private static void settle() throws Exception {
        ((EmbeddedJames) scene.james()).awaitSettled(LONG);
    }

    private static byte[] message(String subject, String fields) {
        return ("From: Author <author@example.ne.jp>\r\nTo: example@ml.example.ac.jp\r\n" + fields + "Subject: "
                        + subject + "\r\nDate: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <" + subject
                        + "@example.ne.jp>\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What the owner reads of a post that was held just now.
     *
     * @param id the post's short name
     * @param answers where the owner may answer
     */
    private record Digest(String id, String answers, String text) {}

    private static Digest forged() throws Exception {
        String subject = "post-" + POSTS.incrementAndGet();
        scene.post(message(subject, ""));
        return digest(subject);
    }

    private static Digest looping() throws Exception {
        String subject = "post-" + POSTS.incrementAndGet();
        scene.post(AuthorMail.signed(scene.authorKey(), message(subject, "X-BeenThere: example@ml.example.ac.jp\r\n")));
        return digest(subject);
    }

    private static Digest digest(String subject) throws Exception {
        MimeMessage digest = ownersMail().get(0);
        String text = digest.getContent().toString();
        assertThat(text).contains("Subject: " + subject, "From: Author <author@example.ne.jp>", "Why: ");
        Matcher id = POST.matcher(text);
        assertThat(id.find()).isTrue();
        return new Digest(id.group(1), digest.getHeader("Reply-To")[0], text);
    }

    /** What came to the owner, at least one mail. */
    private static List<MimeMessage> ownersMail() throws Exception {
        scene.ownersMailbox().awaitMessages(1, LONG);
        List<MimeMessage> messages = new ArrayList<>();
        for (byte[] mail : scene.ownersMailbox().take()) {
            messages.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        }
        return messages;
    }

    private static void answer(String to, String text) throws Exception {
        byte[] answer = ("From: somebody@example.org\r\nTo: " + to + "\r\nSubject: Re: held\r\n\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        RawSmtp.post(scene.james().smtpPort(), "somebody@example.org", List.of(to), answer);
        settle();
    }

    private static int held() throws Exception {
        return http.send("GET", HELD).json().size();
    }

    private static List<ReceivedMessage> delivered() throws Exception {
        settle();
        return scene.sink().messages();
    }

    @Test
    void anAnswerReleasesAPostOnce() throws Exception {
        Digest digest = looping();
        answer(
                digest.answers(),
                "release " + digest.id() + "\r\n\r\n> " + digest.text().replace("\n", "\n> "));
        answer(digest.answers(), "release " + digest.id());

        assertThat(held()).isZero();
        assertThat(delivered()).singleElement().satisfies(copy -> assertThat(copy.text())
                .contains("From: Author via example <example@ml.example.ac.jp>", "DKIM-Signature"));
        assertThat(ownersMail().stream().map(HeldPostDigestsIT::content))
                .anyMatch(text -> text.contains(digest.id() + ": released by an answer to the digest"))
                .anyMatch(text -> text.contains(digest.id() + ": not held any more"));
    }

    @Test
    void membersPostAndPostsOfOthersAreHeldUntilTheOwnerReleasesThem() throws Exception {
        String subject = "post-" + POSTS.incrementAndGet();
        scene.post(AuthorMail.signed(scene.authorKey(), message(subject, "")));
        Digest digest = digest(subject);
        assertThat(digest.text()).contains("Why: [author@example.ne.jp] may not post to list", "Author: authenticated");
        assertThat(delivered()).isEmpty();

        answer(digest.answers(), "release " + digest.id());
        assertThat(delivered()).singleElement().satisfies(copy -> assertThat(copy.text())
                .contains("DKIM-Signature", "[example:"));

        scene.sink().clear();
        scene.james().webAdmin().addGroupMember(ListScene.LIST, ListScene.AUTHOR);
        scene.post(AuthorMail.signed(scene.authorKey(), message("post-" + POSTS.incrementAndGet(), "")));
        assertThat(delivered()).isNotEmpty();
        scene.james().webAdmin().removeGroupMember(ListScene.LIST, ListScene.AUTHOR);
        assertThat(held()).isZero();
    }

    @Test
    void anAnswerRejectsAPost() throws Exception {
        Digest digest = looping();
        answer(digest.answers(), "reject " + digest.id() + " Not in this list, please.");

        assertThat(held()).isZero();
        assertThat(delivered()).singleElement().satisfies(notice -> {
            assertThat(notice.recipients()).containsExactly(ListScene.AUTHOR);
            assertThat(notice.text()).contains("Not in this list, please.");
        });
    }

    @Test
    void anAnswerDiscardsAPost() throws Exception {
        Digest digest = forged();
        answer(digest.answers(), "discard " + digest.id());

        assertThat(held()).isZero();
        assertThat(delivered()).isEmpty();
    }

    @Test
    void aPostThatMayBeForgedIsNotReleasedJustLikeThat() throws Exception {
        Digest digest = forged();
        answer(digest.answers(), "release " + digest.id());

        assertThat(held()).isEqualTo(1);
        assertThat(delivered()).isEmpty();
        assertThat(ownersMail().stream().map(HeldPostDigestsIT::content))
                .anyMatch(text -> text.contains(digest.id() + ": It may be forged"));
    }

    @Test
    void aPostThatMayBeForgedLeavesAsItCame() throws Exception {
        Digest digest = forged();
        answer(digest.answers(), "release " + digest.id() + " as it came");

        assertThat(delivered()).singleElement().satisfies(copy -> assertThat(copy.text())
                .contains("From: Author <author@example.ne.jp>\r\n")
                .doesNotContain("DKIM-Signature", "ARC-Seal"));
    }

    @Test
    void aPostWhoseAuthorWasAskedGoesOnAsAnyOther() throws Exception {
        Digest digest = forged();
        answer(digest.answers(), "release " + digest.id() + " by author@example.ne.jp");

        assertThat(delivered()).singleElement().satisfies(copy -> assertThat(copy.text())
                .contains("From: Author via example <example@ml.example.ac.jp>", "DKIM-Signature"));
    }

    @ParameterizedTest
    @CsvSource({
        "changed token, release",
        "token of another list, release",
        "no token, release",
        "right token, > release",
        "right token, please release"
    })
    void nothingElseDecides(String address, String command) throws Exception {
        Digest digest = looping();
        String to =
                switch (address) {
                    case "changed token" -> digest.answers().replace("+", "+0");
                    case "token of another list" -> digest.answers().replace("example-", "other-");
                    case "no token" -> "example-owner@ml.example.ac.jp";
                    default -> digest.answers();
                };
        scene.james().webAdmin().addGroupMember("other@ml.example.ac.jp", ListScene.OWNER);
        answer(to, command + " " + digest.id());

        assertThat(held()).isGreaterThanOrEqualTo(1);
        assertThat(delivered()).noneMatch(copy -> copy.text().contains("DKIM-Signature"));
        scene.james().webAdmin().removeGroupMember("other@ml.example.ac.jp", ListScene.OWNER);
    }

    private static String content(MimeMessage message) {
        try {
            return message.getContent().toString();
        } catch (IOException | javax.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
