package org.jameslists.integration.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.jameslists.integration.AuthorMail;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.Http;
import org.jameslists.integration.ListScene;
import org.jameslists.testing.ReceivedMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Held posts over the WebAdmin of a real James. */
class HeldPostsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HELD = "/lists/" + Http.encoded(ListScene.LIST) + "/held";
    private static final AtomicInteger POSTS = new AtomicInteger();

    private static ListScene scene;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"), layout.extensionJar(), conf -> {}, EmbeddedJames::start);
        http = Http.to(scene.james().webAdmin(), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @BeforeEach
    void clear() throws Exception {
        for (JsonNode held : http.send("GET", HELD).json()) {
            http.send("PATCH", one(held.get("key").asText()) + "?action=discard");
        }
        scene.sink().clear();
        scene.localMailbox().take();
    }

    private static String one(String key) {
        return HELD + "/" + Http.encoded(key);
    }

    private static byte[] message(String fields, String subject) {
        return ("From: Author <author@example.ne.jp>\r\nTo: example@ml.example.ac.jp\r\n" + fields + "Subject: "
                        + subject
                        + "\r\nDate: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <" + subject
                        + "@example.ne.jp>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n5Lya6K2wDQo=\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String subject() {
        return "post-" + POSTS.incrementAndGet();
    }

    /** A post of a domain with p=reject that nothing authenticates. */
    private static String forged() throws Exception {
        return held(message("", subject()));
    }

    /** A signed post that says that the list sent it once before. */
    private static String looping() throws Exception {
        return held(
                AuthorMail.signed(scene.authorKey(), message("X-BeenThere: example@ml.example.ac.jp\r\n", subject())));
    }

    private static String automatic() throws Exception {
        return held(AuthorMail.signed(scene.authorKey(), message("Auto-Submitted: auto-replied\r\n", subject())));
    }

    /** The key of a post that is then held. */
    private static String held(byte[] message) throws Exception {
        List<String> before = keys();
        scene.post(message);
        settle();
        List<String> keys = keys();
        keys.removeAll(before);
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    private static List<String> keys() throws Exception {
        List<String> keys = new ArrayList<>();
        http.send("GET", HELD).json().forEach(post -> keys.add(post.get("key").asText()));
        return keys;
    }

    private static void settle() throws Exception {
        ((EmbeddedJames) scene.james()).awaitSettled(LONG);
    }

    /** What the remote members got, in one transaction, and the local member's copies. */
    private static List<ReceivedMessage> delivered() throws Exception {
        settle();
        return scene.sink().messages();
    }

    @Test
    void aHeldPostIsListedAndShown() throws Exception {
        String key = forged();

        JsonNode listed = http.send("GET", HELD).json().get(0);
        assertThat(listed.get("key").asText()).isEqualTo(key);
        assertThat(listed.get("repository").asText()).isEqualTo("var/mail/list-forged");
        assertThat(listed.get("post").get("sender").asText()).isEqualTo(ListScene.AUTHOR);
        assertThat(listed.get("post").get("from").get(0).asText()).contains("author@example.ne.jp");
        assertThat(listed.get("author").get("standing").asText()).isEqualTo("forged");
        assertThat(listed.get("reason").asText()).contains("example.ne.jp");

        JsonNode shown = http.send("GET", one(key)).json();
        assertThat(shown.get("text").asText()).isEqualTo("会議\n");
        assertThat(shown.get("summary").get("key").asText()).isEqualTo(key);

        Http.Answer text = http.send("GET", one(key), "text/plain", new byte[0]);
        assertThat(text.text()).startsWith("From: ").contains("Subject: post-").endsWith("\n\n会議\n");
        assertThat(text.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));

        Http.Answer raw = http.send("GET", one(key), "message/rfc822", new byte[0]);
        assertThat(raw.text())
                .contains("X-BeenThere: example@ml.example.ac.jp\r\n")
                .endsWith("\r\n\r\n5Lya6K2wDQo=\r\n");
    }

    @Test
    void aForgedPostIsNotReleasedJustLikeThat() throws Exception {
        String key = forged();

        Http.Answer refused = http.send("PATCH", one(key) + "?action=release");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").asText()).contains("may be forged", "asItCame", "verifiedAuthor");
        assertThat(keys()).containsExactly(key);
        assertThat(delivered()).isEmpty();
    }

    @Test
    void aForgedPostLeavesAsItCame() throws Exception {
        String key = forged();

        assertThat(http.send("PATCH", one(key) + "?action=release&asItCame=true")
                        .status())
                .isEqualTo(200);

        assertThat(delivered()).singleElement().satisfies(copy -> {
            assertThat(copy.recipients()).containsExactlyInAnyOrderElementsOf(ListScene.REMOTE_MEMBERS);
            assertThat(copy.sender()).isEqualTo(ListScene.BOUNCES);
            assertThat(copy.text())
                    .contains("From: Author <author@example.ne.jp>\r\n", "Subject: post-")
                    .doesNotContain("DKIM-Signature", "ARC-Seal", "[example:");
        });
        assertThat(scene.localMailbox().take()).hasSize(1);
        assertThat(keys()).isEmpty();
    }

    @Test
    void aForgedPostWhoseAuthorWasAskedGoesOnAsAnyOther() throws Exception {
        String key = forged();
        assertThat(http.send("PATCH", one(key) + "?action=release&verifiedAuthor=other@example.ne.jp")
                        .status())
                .isEqualTo(409);

        assertThat(http.send("PATCH", one(key) + "?action=release&verifiedAuthor=Author@example.ne.jp")
                        .status())
                .isEqualTo(200);

        assertThat(delivered()).singleElement().satisfies(copy -> assertThat(copy.text())
                .contains("From: Author via example <example@ml.example.ac.jp>", "DKIM-Signature", "ARC-Seal")
                .containsPattern("Subject: \\[example:\\d+] post-"));
        assertThat(keys()).isEmpty();
    }

    @Test
    void aPostOfAKnownAuthorGoesOnWhereItWasHeld() throws Exception {
        for (String key : List.of(automatic(), looping())) {
            scene.sink().clear();
            assertThat(http.send("PATCH", one(key) + "?action=release").status())
                    .isEqualTo(200);

            assertThat(delivered()).singleElement().satisfies(copy -> {
                assertThat(copy.text())
                        .contains("From: Author via example <example@ml.example.ac.jp>", "DKIM-Signature")
                        .containsOnlyOnce("X-BeenThere: example@ml.example.ac.jp");
            });
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void twoWhoReleaseAPostAtOnceSendItOnce() throws Exception {
        String key = automatic();
        int people = 8;
        CountDownLatch ready = new CountDownLatch(people);
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            Callable<Integer> release = () -> {
                ready.countDown();
                ready.await();
                return http.send("PATCH", one(key) + "?action=release").status();
            };
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(people, release))) {
                statuses.add(answer.get());
            }

            assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 404);
            assertThat(delivered()).hasSize(1);
            assertThat(scene.localMailbox().take()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSenderOfARejectedPostIsToldOnce() throws Exception {
        String key = looping();

        Http.Answer rejected = http.send(
                "PATCH",
                one(key) + "?action=reject",
                "application/json",
                "{\"notice\": \"Not today, 会議 is over.\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(rejected.status()).isEqualTo(200);
        assertThat(http.send("PATCH", one(key) + "?action=reject").status()).isEqualTo(404);

        assertThat(delivered()).singleElement().satisfies(notice -> {
            assertThat(notice.recipients()).containsExactly(ListScene.AUTHOR);
            assertThat(notice.sender()).isEmpty();
            assertThat(notice.text()).contains("report-type=", "Auto-Submitted: auto-replied");
        });
        assertThat(keys()).isEmpty();
    }

    @Test
    void nobodyIsToldOfAForgedPost() throws Exception {
        String key = forged();

        Http.Answer refused = http.send("PATCH", one(key) + "?action=reject");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").asText()).contains("Discard the post instead");
        assertThat(keys()).containsExactly(key);
        assertThat(delivered()).isEmpty();
    }

    @Test
    void aDiscardedPostIsGone() throws Exception {
        String key = forged();

        assertThat(http.send("PATCH", one(key) + "?action=discard").status()).isEqualTo(200);

        assertThat(keys()).isEmpty();
        assertThat(delivered()).isEmpty();
    }

    @Test
    void allAreReleasedByATaskThatLeavesWhatMayBeForged() throws Exception {
        automatic();
        looping();
        String forged = forged();

        Http.Answer begun = http.send("PATCH", HELD + "?action=release");

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.response().headers().firstValue("Location"))
                .contains("/tasks/" + begun.json().get("taskId").asText());
        JsonNode task = http.send("GET", "/tasks/" + begun.json().get("taskId").asText() + "/await")
                .json();
        assertThat(task.get("status").asText()).isEqualTo("completed");
        assertThat(task.get("type").asText()).isEqualTo("org.jameslists.held-posts");
        JsonNode progress = task.get("additionalInformation");
        assertThat(progress.get("count").get("done").asInt()).isEqualTo(2);
        assertThat(progress.get("count").get("refused").asInt()).isEqualTo(1);
        assertThat(keys()).containsExactly(forged);
        assertThat(delivered()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /nosuch?action=release, 404, no post",
        "GET, /nosuch, 404, no post",
        "PATCH, /nosuch, 400, action",
        "PATCH, /nosuch?action=burn, 400, action",
        "PATCH, '', 400, action",
        "PATCH, ?action=release&verifiedAuthor=a@example.org, 400, single post",
        "PATCH, /nosuch?action=release&verifiedAuthor=nobody, 400, verifiedAuthor",
        "PATCH, /nosuch?action=release&asItCame=perhaps, 400, asItCame"
    })
    void whatIsWrongIsSaidAsJamesSaysIt(String method, String path, int status, String words) throws Exception {
        Http.Answer answer = http.send(method, HELD + path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.json().get("message").asText()).containsIgnoringCase(words);
    }

    @Test
    void noOtherListReachesAPost() throws Exception {
        String key = forged();
        String other = "/lists/other@ml.example.ac.jp/held";

        assertThat(http.send("GET", other).json()).isEmpty();
        assertThat(http.send("PATCH", other + "/" + Http.encoded(key) + "?action=discard")
                        .status())
                .isEqualTo(404);
        assertThat(keys()).containsExactly(key);
    }

    @Test
    void aNoticeThatIsNoJsonIsRefused() throws Exception {
        String key = looping();

        Http.Answer answer = http.send(
                "PATCH", one(key) + "?action=reject", "application/json", "Not today".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(keys()).containsExactly(key);
    }
}
