package org.jameslists.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.jameslists.integration.AuthorMail;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.ExternalJames;
import org.jameslists.integration.Http;
import org.jameslists.integration.WebAdmin;
import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.fasterxml.jackson.databind.JsonNode;

/** Two nodes of a distributed James with one Cassandra and one RabbitMQ, and a list that both serve. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistributedIT {
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String AUTHOR = "author@example.ne.jp";
    private static final List<String> MEMBERS = List.of("one@example.org", "two@example.org", "three@example.com");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern SUBJECT =
            Pattern.compile("^Subject: \\[example:(\\d+)] (post \\d+)$", Pattern.MULTILINE);

    private static final String HELD = "/lists/" + LIST + "/held";
    private static final int DELIVERY_THREADS = 10;

    /** How many posts are sent before a node dies, to both nodes until then, and in all. */
    private static final int BEFORE = 6;

    private static final int BOTH = 24;
    private static final int ALL = 40;

    private static LoopbackDns dns;
    private static SmtpSink sink;
    private static RabbitMq rabbit;
    private static PublishedKey authorKey;
    private static PublishedKey listKey;
    private static ExternalJames one;
    private static ExternalJames other;

    @BeforeAll
    static void startNodes() throws Exception {
        dns = LoopbackDns.start(
                """
                example.ne.jp.               A    192.0.2.10
                example.ne.jp.               TXT  "v=spf1 ip4:192.0.2.10 -all"
                _dmarc.example.ne.jp.        TXT  "v=DMARC1; p=reject"
                ml.example.ac.jp.            A    198.51.100.25
                _dmarc.ml.example.ac.jp.     TXT  "v=DMARC1; p=quarantine"
                """);
        authorKey = PublishedKey.rsa("example.ne.jp", "mobile").publish(dns);
        listKey = PublishedKey.rsa("ml.example.ac.jp", "list").publish(dns);
        sink = SmtpSink.start();
        CompletableFuture<Cassandra> cassandra = CompletableFuture.supplyAsync(() -> {
            try {
                return Cassandra.shared();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        rabbit = RabbitMq.start();
        await(cassandra);
        one = startNode();
        WebAdmin admin = one.webAdmin();
        admin.createDomain("ml.example.ac.jp");
        for (String member : MEMBERS) {
            admin.addGroupMember(LIST, member);
        }
        other = startNode();
    }

    /** A part that is missing leaves the test out. */
    private static void await(CompletableFuture<Cassandra> cassandra) {
        try {
            cassandra.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    @AfterAll
    static void stopNodes() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {one, other, rabbit, sink, dns}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private static ExternalJames startNode() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        ConfigurationFolder conf = ConfigurationFolder.copyOf(layout.sample("munge-resign-seal"))
                .extension(layout.extensionJar())
                .relayTo(sink)
                .ask(dns)
                .write("keys/ml.example.ac.jp.list.pem", listKey.pem())
                .write("rabbitmq.properties", rabbit.settings())
                .write(
                        "cassandra.properties",
                        "cassandra.nodes=127.0.0.1:" + Cassandra.shared().port()
                                + "\ncassandra.keyspace.create=true\ncassandra.keyspace=distributed\n");
        return ExternalJames.start(
                conf,
                new ExternalJames.Program(
                        System.getProperty("node.classes") + ":"
                                + layout.jamesLibraries().resolve("*"),
                        DistributedNode.class.getName()));
    }

    private static byte[] unsigned(String name) {
        return ("From: author@example.ne.jp\r\nTo: example@ml.example.ac.jp\r\nSubject: " + name
                        + "\r\nDate: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <"
                        + name.replace(' ', '.') + "@example.ne.jp>\r\n\r\nHello.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void send(ExternalJames node, int number) throws Exception {
        RawSmtp.post(node.smtpPort(), AUTHOR, List.of(LIST), AuthorMail.signed(authorKey, unsigned("post " + number)));
    }

    /** What members got: each post, with the numbers it has in its copies, and how many copies each member got. */
    private record Delivered(Map<String, Set<Long>> numbers, Map<String, Integer> copies) {
        static Delivered from(List<ReceivedMessage> messages) {
            Delivered delivered = new Delivered(new TreeMap<>(), new TreeMap<>());
            for (ReceivedMessage message : messages) {
                Matcher subject = SUBJECT.matcher(message.text());
                assertThat(subject.find()).as(message.text()).isTrue();
                delivered
                        .numbers()
                        .computeIfAbsent(subject.group(2), post -> new TreeSet<>())
                        .add(Long.valueOf(subject.group(1)));
                for (String recipient : message.recipients()) {
                    delivered.copies().merge(subject.group(2) + " to " + recipient, 1, Integer::sum);
                }
            }
            return delivered;
        }

        boolean everybodyHas(int posts) {
            return copies().size() == posts * MEMBERS.size();
        }
    }

    private static Delivered awaitAll(int posts) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        Delivered delivered = Delivered.from(sink.messages());
        while (!delivered.everybodyHas(posts)) {
            int had = sink.messages().size();
            assertThat(System.nanoTime()).as("%s\n%s", delivered, one.log()).isLessThan(end);
            sink.awaitMessages(had + 1, LONG);
            delivered = Delivered.from(sink.messages());
        }
        return delivered;
    }

    @Test
    @Order(1)
    void aPostThatOneNodeHoldsIsReleasedByTheOther() throws Exception {
        RawSmtp.post(other.smtpPort(), AUTHOR, List.of(LIST), unsigned("forged"));

        String key = awaitHeld(one).get(0).get("key").asText();
        assertThat(held(other).get(0).get("key").asText()).isEqualTo(key);
        String release = HELD + "/" + Http.encoded(key) + "?action=release&asItCame=true";
        assertThat(http(one).send("PATCH", release).status()).isEqualTo(200);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> sink.messages().stream()
                                .flatMap(copy -> copy.recipients().stream())
                                .count()
                        >= MEMBERS.size());

        assertThat(held(other)).isEmpty();
        assertThat(http(other).send("PATCH", release).status()).isEqualTo(404);
        assertThat(sink.messages().stream().flatMap(copy -> copy.recipients().stream()))
                .containsExactlyInAnyOrderElementsOf(MEMBERS);
        sink.clear();
    }

    @Test
    @Order(2)
    void listsSurviveTheDeathOfANode() throws Exception {
        for (int i = 1; i <= BEFORE; i++) {
            send(i % 2 == 0 ? one : other, i);
        }
        Delivered quiet = awaitAll(BEFORE);
        assertThat(quiet.copies().values()).containsOnly(1);
        int copies = sink.messages().size();

        for (int i = BEFORE + 1; i <= BEFORE + BOTH; i++) {
            send(i % 2 == 0 ? one : other, i);
        }
        sink.awaitMessages(copies + 1, LONG);
        other.process().destroyForcibly();
        assertThat(Delivered.from(sink.messages()).everybodyHas(BEFORE + BOTH))
                .as("no post was under way when the node died")
                .isFalse();
        for (int i = BEFORE + BOTH + 1; i <= ALL; i++) {
            send(one, i);
        }
        Delivered delivered = awaitAll(ALL);

        assertThat(delivered.numbers().values())
                .allSatisfy(numbers -> assertThat(numbers).hasSize(1));
        assertThat(delivered.numbers().values().stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, ALL).boxed().toList());
        assertThat(delivered.copies().values())
                .allSatisfy(count -> assertThat(count).isBetween(1, 2));
        assertThat(delivered.copies().values().stream().filter(count -> count > 1))
                .as("copies of posts that the node was sending when it died")
                .hasSizeLessThanOrEqualTo(MEMBERS.size() * DELIVERY_THREADS);
        List<byte[]> all = sink.messages().stream().map(ReceivedMessage::bytes).toList();
        assertThat(Judge.DKIMPY.hear(all, dns)).allSatisfy(verdict -> {
            assertThat(verdict.passesDkim("ml.example.ac.jp"))
                    .as(verdict.toString())
                    .isTrue();
            assertThat(verdict.results().arc()).as(verdict.toString()).contains("pass");
        });
        assertThat(http(one)
                        .send("GET", "/lists/" + LIST)
                        .json()
                        .get("lastNumber")
                        .asLong())
                .isEqualTo(ALL);
    }

    private static Http http(ExternalJames node) {
        return Http.to(node.webAdmin(), Map.of());
    }

    private static JsonNode held(ExternalJames node) throws Exception {
        return http(node).send("GET", HELD).json();
    }

    private static JsonNode awaitHeld(ExternalJames node) {
        return Awaitility.await().atMost(LONG).until(() -> held(node), posts -> posts.size() > 0);
    }
}
