package org.jameslists.james39;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.james39.Deliveries.Delivery;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PeerSigner;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample's processors, run by James 3.9.0 with mailets and matchers out of the drop-in jar. */
class ListProcessorIT {
    private static final String LIST_DOMAIN = "ml.example.ac.jp";
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String AUTHOR = "author@example.ne.jp";
    private static final String LOCAL_MEMBER = "local@ml.example.ac.jp";
    private static final List<String> REMOTE_MEMBERS = List.of("one@example.org", "two@example.com");

    private static final String ZONE =
            """
            example.ne.jp.               A    192.0.2.10
            example.ne.jp.               MX   10 example.ne.jp.
            _dmarc.example.ne.jp.        TXT  "v=DMARC1; p=reject"
            ml.example.ac.jp.            A    198.51.100.25
            ml.example.ac.jp.            MX   10 ml.example.ac.jp.
            _dmarc.ml.example.ac.jp.     TXT  "v=DMARC1; p=quarantine"
            """;

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
    private static final String JAPANESE = "会議の日程";
    private static final String ENCODED_JAPANESE =
            "=?ISO-2022-JP?B?" + Base64.getEncoder().encodeToString(JAPANESE.getBytes(ISO_2022_JP)) + "?=";

    private static final Map<String, byte[]> POSTS = new TreeMap<>(Map.of(
            "ASCII", post("Minutes", "text/plain; charset=us-ascii", "7bit", StandardCharsets.US_ASCII, "See below."),
            "Japanese", post(ENCODED_JAPANESE, "text/plain; charset=ISO-2022-JP", "7bit", ISO_2022_JP, JAPANESE),
            "8bit body",
                    post(ENCODED_JAPANESE, "text/plain; charset=UTF-8", "8bit", StandardCharsets.UTF_8, JAPANESE)));

    private static LoopbackDns dns;
    private static PublishedKey listKey;
    private static James39 james;

    /** What became of each post. */
    private static final Map<String, List<Delivery>> deliveries = new TreeMap<>();

    @BeforeAll
    static void postEachKind() throws Exception {
        dns = LoopbackDns.start(ZONE);
        PublishedKey authorKey = PublishedKey.rsa("example.ne.jp", "mobile").publish(dns);
        listKey = PublishedKey.rsa(LIST_DOMAIN, "list").publish(dns);
        james = James39.start(sample());
        james.data().addUser(LOCAL_MEMBER, "secret");
        james.data().addGroupAliasMapping(LIST, LOCAL_MEMBER);
        for (String member : REMOTE_MEMBERS) {
            james.data().addGroupAliasMapping(LIST, member);
        }
        for (Map.Entry<String, byte[]> post : POSTS.entrySet()) {
            byte[] signed = PeerSigner.DKIMPY.sign(post.getValue(), authorKey, "relaxed/relaxed");
            deliveries.put(post.getKey(), james.process(AUTHOR, LIST, signed));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (james != null) {
            james.close();
        }
        dns.close();
    }

    private static ConfigurationFolder sample() throws IOException {
        return ConfigurationFolder.copyOf(Path.of(System.getProperty("samples.folder"), "munge-resign-seal"))
                .extension(Path.of(System.getProperty("drop-in.jar")))
                .ask(dns)
                .write("keys/" + LIST_DOMAIN + ".list.pem", listKey.pem());
    }

    static Stream<String> posts() {
        return POSTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("posts")
    void shouldSendOneCopyToEachMemberInTheNameOfTheList(String post) {
        assertThat(deliveries.get(post))
                .filteredOn(delivery -> delivery.processor().equals("relay"))
                .flatExtracting(Delivery::recipients)
                .containsExactlyInAnyOrderElementsOf(REMOTE_MEMBERS);
        assertThat(deliveries.get(post))
                .filteredOn(delivery -> !delivery.processor().equals("relay"))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.processor()).isEqualTo("local-delivery");
                    assertThat(delivery.recipients()).containsExactly(LOCAL_MEMBER);
                });
        assertThat(deliveries.get(post)).extracting(Delivery::sender).containsOnly("example-bounces@ml.example.ac.jp");
    }

    static Stream<Judge> judges() {
        return Stream.of(Judge.values());
    }

    @ParameterizedTest
    @MethodSource("judges")
    void shouldConvinceEveryJudge(Judge judge) {
        List<byte[]> messages = deliveries.values().stream()
                .flatMap(List::stream)
                .map(Delivery::message)
                .toList();
        List<Verdict> verdicts = judge.hear(messages, dns);
        assertThat(verdicts).isNotEmpty();
        if (Judge.of(Matter.DKIM).anyMatch(judge::equals)) {
            assertThat(verdicts).allMatch(verdict -> verdict.passesDkim(LIST_DOMAIN));
        }
        if (Judge.of(Matter.ARC).anyMatch(judge::equals)) {
            assertThat(verdicts).allMatch(Verdict::passesArc);
        }
        if (Judge.of(Matter.DMARC).anyMatch(judge::equals)) {
            assertThat(verdicts).allMatch(Verdict::passesDmarc).noneMatch(Verdict::rejects);
        }
    }

    @Test
    void shouldNotStartWithAParameterThatAMailetDoesNotKnow() throws Exception {
        ConfigurationFolder wrong = sample().setChild(
                        "mailetcontainer.xml", "//mailet[@class='org.jameslists.mailets.ToList']", "procesor", "list");
        assertThatThrownBy(() -> James39.start(wrong)).hasStackTraceContaining("procesor");
    }

    private static byte[] post(String subject, String type, String encoding, Charset charset, String text) {
        String header =
                """
                From: Author <author@example.ne.jp>
                To: example@ml.example.ac.jp
                Subject: %s
                Date: Tue, 24 Nov 2026 09:00:00 +0900
                Message-ID: <20261124.1@example.ne.jp>
                MIME-Version: 1.0
                Content-Type: %s
                Content-Transfer-Encoding: %s

                """
                        .formatted(subject, type, encoding)
                        .replace("\n", "\r\n");
        byte[] body = (text + "\r\n").getBytes(charset);
        byte[] start = header.getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        return message;
    }
}
