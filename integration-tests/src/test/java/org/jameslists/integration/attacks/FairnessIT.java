package org.jameslists.integration.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.testing.SmtpPeer;
import org.jameslists.testing.SmtpReply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody sends messages with many keys behind a DNS server that does not answer. One sample asks while the client waits,
 * the other one after it; all others are like the first.
 */
@DisplayName("a DNS server that does not answer delays only who asked it")
class FairnessIT {
    private static final String TARPIT = "tarpit.example.net";
    private static final int MESSAGES = 15;
    private static final int KEYS = 20;

    /** Longer than an honest post needs on any machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String LONG = "20 minutes";
    private static final int POLLS = 10;
    private static final long POLL_MILLISECONDS = 50;

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"munge-resign-seal", "stock"})
    void anHonestPostIsNotHeldUp(String sample) throws Exception {
        try (World world = new World().publish(Published.REJECT);
                AttackScene scene = AttackScene.start(sample, folder, world, FairnessIT::waitLong);
                Clients others = new Clients(scene.james().smtpPort())) {
            world.dns().hold(TARPIT);
            List<Future<SmtpReply>> stuck = scene.clients().begin(posts());
            awaitAsked(world);

            Future<SmtpReply> honest = others.begin(List.of(honest(world))).get(0);
            try {
                assertThat(honest).succeedsWithin(PATIENCE).matches(reply -> reply.code() == 250);
                assertThat(scene.list().sink().awaitMessages(1, PATIENCE))
                        .allSatisfy(copy -> assertThat(copy.text()).contains(Post.messageId("honest")));
            } finally {
                world.dns().release();
            }

            for (Future<SmtpReply> each : stuck) {
                assertThat(each).succeedsWithin(PATIENCE);
            }
        }
    }

    /** Longer than this test has patience, for each message, however many share the time. */
    private static void waitLong(ConfigurationFolder conf) throws IOException {
        AttackScene.waiting("5 minutes").apply(conf);
        String mailets = "//mailet[contains(@class, '.Authenticate')]";
        conf.setChild("mailetcontainer.xml", mailets, "time", LONG);
        if (Files.readString(conf.file("smtpserver.xml"), StandardCharsets.UTF_8)
                .contains("DmarcHook")) {
            conf.setChild("smtpserver.xml", "//handler[contains(@class, 'DmarcHook')]", "time", LONG);
        }
    }

    /** Until as much is asked as the server will ask, none of which is answered. */
    private static void awaitAsked(World world) throws InterruptedException {
        int polls = 0;
        long before = 0;
        while (polls < POLLS) {
            long asked = world.dns().queries().stream()
                    .filter(query -> query.name().endsWith(TARPIT))
                    .count();
            polls = asked > 0 && asked == before ? polls + 1 : 0;
            before = asked;
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    private static Post honest(World world) {
        String author = "author@" + Kin.UNRELATED.domain();
        return Post.byStranger(
                        "honest",
                        "honest",
                        Letters.signed(world.author(Kin.UNRELATED), Letters.plain("honest", author)))
                .from(new SmtpPeer(Kin.UNRELATED.address(), "mail.example.ne.jp"), Kin.UNRELATED.domain())
                .authentically(author);
    }

    private static List<Post> posts() {
        return IntStream.range(0, MESSAGES).mapToObj(FairnessIT::post).toList();
    }

    private static Post post(int message) {
        String domain = "m" + message + "." + TARPIT;
        String signatures = IntStream.range(0, KEYS)
                .mapToObj(key -> "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=key" + key
                        + "; h=From; bh=" + "A".repeat(43) + "=; b=" + "A".repeat(171) + "=\r\n")
                .collect(Collectors.joining());
        return Post.byStranger(
                "stuck", "stuck-" + message, signatures + Letters.plain("stuck-" + message, "a@" + domain));
    }
}
