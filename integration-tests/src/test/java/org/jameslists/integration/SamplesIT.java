package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;
import org.jameslists.signature.TagList;
import org.jameslists.testing.DkimVerdict;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;

/** Each sample in a James of its own: what members get of posts by authors of all sorts. */
class SamplesIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    /**
     * One post through one sample a line: the name in From (the address is the list's then) or {@code kept}; whose
     * addresses Reply-To and Cc hold; which domains' signatures hold; the author's own signature; the ARC chain; DMARC.
     * Where DMARC fails the author's domain publishes p=none.
     */
    private static final String PROMISES =
            """
            alias                  | CARRIER    | kept                         | -      | -      | author      | kept    | none | pass
            alias                  | MODEST     | kept                         | -      | -      | author      | kept    | none | pass
            munge-resign-seal      | CARRIER    | 差出人の名前 via example     | author | -      | list        | kept    | pass | pass
            munge-resign-seal      | QUARANTINE | 差出人の名前 via example     | author | -      | list        | kept    | pass | pass
            munge-resign-seal      | MODEST     | kept                         | -      | -      | list        | kept    | pass | fail
            munge-resign           | CARRIER    | 差出人の名前 via example     | author | -      | list        | renamed | none | pass
            munge-resign           | MODEST     | 差出人の名前 via example     | author | -      | list        | renamed | none | pass
            fml4                   | CARRIER    | 差出人の名前 (example 経由)  | list   | author | list        | kept    | none | pass
            fml4                   | MODEST     | 差出人の名前 (example 経由)  | list   | author | list        | kept    | none | pass
            google-groups          | CARRIER    | '差出人の名前' via example   | author | -      | list        | removed | pass | pass
            google-groups          | QUARANTINE | '差出人の名前' via example   | author | -      | list        | removed | pass | pass
            google-groups          | MODEST     | kept                         | -      | -      | list        | removed | pass | fail
            google-groups          | HOUSE      | kept                         | -      | -      | author list | removed | pass | pass
            munge-only-when-needed | CARRIER    | kept                         | -      | -      | author list | kept    | pass | pass
            munge-only-when-needed | MODEST     | kept                         | -      | -      | author list | kept    | pass | pass
            munge-only-when-needed | COVERING   | 差出人の名前 via example     | author | -      | list        | kept    | pass | pass
            wrap-message           | CARRIER    | 差出人の名前 via example     | author | -      | list        | removed | pass | pass
            wrap-message           | MODEST     | kept                         | -      | -      | list        | kept    | pass | fail
            transparent            | CARRIER    | kept                         | -      | -      | author list | kept    | pass | pass
            transparent            | MODEST     | kept                         | -      | -      | author list | kept    | pass | pass
            transparent            | COVERING   | kept                         | -      | -      | author list | kept    | pass | pass
            many-lists             | CARRIER    | 差出人の名前 via example     | author | -      | list        | kept    | pass | pass
            many-lists             | NEWS       | 差出人の名前 via news        | author | -      | list        | kept    | pass | pass
            stock                  | CARRIER    | 差出人の名前 via example     | author | -      | list        | kept    | none | pass
            stock                  | MODEST     | kept                         | -      | -      | author list | kept    | none | pass
            """;

    @TempDir
    private static Path folder;

    private static final Map<String, PublishedKey> authors = new LinkedHashMap<>();
    private static final Map<Promise, byte[]> posted = new LinkedHashMap<>();
    private static final Map<Promise, List<ReceivedMessage>> delivered = new LinkedHashMap<>();
    private static LoopbackDns dns;

    private record Promise(
            String sample,
            SamplePost post,
            String from,
            String replyTo,
            String cc,
            String signers,
            String authorSignature,
            String arc,
            String dmarc) {

        static Promise parse(String line) {
            String[] cells = line.strip().split(" *\\| *", -1);
            return new Promise(
                    cells[0],
                    SamplePost.valueOf(cells[1]),
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[5],
                    cells[6],
                    cells[7],
                    cells[8]);
        }

        /** Whether the post is within a message of the list's. */
        boolean isWrapped() {
            return sample.equals("wrap-message") && !from.equals("kept");
        }

        /** The addresses that a cell's words stand for. */
        List<String> addresses(String cell) {
            return words(cell, post.author(), post.list());
        }

        Set<String> signingDomains() {
            return new TreeSet<>(words(signers, post.authorDomain(), post.listDomain()));
        }

        private static List<String> words(String cell, String author, String list) {
            return cell.equals("-")
                    ? List.of()
                    : Arrays.stream(cell.split(" ", -1))
                            .map(word -> word.equals("author") ? author : list)
                            .toList();
        }

        @Override
        public String toString() {
            return sample + ": " + post.name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Promise> promises() {
        return PROMISES.lines().map(Promise::parse).toList();
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    @BeforeAll
    static void postThroughEachSample() throws Exception {
        dns = SamplePost.dns();
        for (SamplePost post : SamplePost.values()) {
            authors.computeIfAbsent(post.authorDomain(), domain -> PublishedKey.rsa(domain, SamplePost.SELECTOR)
                    .publish(dns));
        }
        List<PublishedKey> keys = SampleScene.keys(dns);
        for (Map.Entry<String, List<Promise>> sample : promises().stream()
                .collect(Collectors.groupingBy(Promise::sample, LinkedHashMap::new, Collectors.toList()))
                .entrySet()) {
            try (ListScene scene = SampleScene.start(sample.getKey(), folder, dns, keys, ListScene.Change.NONE)) {
                for (Promise promise : sample.getValue()) {
                    post(promise, scene);
                }
            }
        }
    }

    private static void post(Promise promise, ListScene scene) throws Exception {
        scene.sink().clear();
        byte[] message = promise.post().message(authors.get(promise.post().authorDomain()));
        promise.post().post(scene.james(), message);
        scene.james().webAdmin().awaitIdle(LONG);
        assertThat(scene.james().webAdmin().storedMails())
                .as(promise.toString())
                .isEmpty();
        posted.put(promise, message);
        delivered.put(promise, scene.sink().awaitMessages(1, LONG));
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    @ParameterizedTest
    @MethodSource("promises")
    void fromShowsWhoAnswersForThePost(Promise promise) throws Exception {
        Header header = header(promise);
        HeaderField from = header.first("From").orElseThrow();
        assertThat(header.all("From")).hasSize(1);
        if (promise.from().equals("kept")) {
            assertThat(from.octets())
                    .isEqualTo(postedHeader(promise).first("From").orElseThrow().octets());
        } else {
            Mailbox mailbox = AddressList.parse(from).mailboxes().get(0);
            assertThat(mailbox.name().text()).isEqualTo(promise.from());
            assertThat(mailbox.address()).isEqualTo(promise.post().list());
        }
    }

    @ParameterizedTest
    @MethodSource("promises")
    void answersGoWhereTheListWantsThem(Promise promise) throws Exception {
        assertThat(addresses(promise, "Reply-To")).isEqualTo(promise.addresses(promise.replyTo()));
        assertThat(addresses(promise, "Cc")).isEqualTo(promise.addresses(promise.cc()));
    }

    @ParameterizedTest
    @MethodSource("promises")
    void theAuthorsSignatureIsKeptRenamedOrRemoved(Promise promise) throws Exception {
        String expected = promise.authorSignature();
        assertThat(signers(promise, "DKIM-Signature"))
                .filteredOn(signer -> signer.startsWith(SamplePost.SELECTOR))
                .hasSize(expected.equals("kept") ? 1 : 0);
        assertThat(signers(promise, "X-Original-DKIM-Signature")).hasSize(expected.equals("renamed") ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("promises")
    void theJapaneseSubjectAndBodyStayWhole(Promise promise) throws Exception {
        String subject = postedHeader(promise).first("Subject").orElseThrow().text();
        assertThat(header(promise).all("Subject")).singleElement().satisfies(field -> assertThat(field.text())
                .endsWith(subject));
        String delivered = text(Message.read(ByteSource.wrap(octets(promise))));
        if (promise.isWrapped()) {
            String post = new String(posted.get(promise), StandardCharsets.ISO_8859_1);
            assertThat(delivered).contains("\r\nContent-Type: message/rfc822\r\n", "\r\n" + post);
        } else {
            assertThat(delivered).startsWith(text(Message.read(ByteSource.wrap(posted.get(promise)))));
        }
    }

    @ParameterizedTest
    @MethodSource("promises")
    void bouncesGoToTheList(Promise promise) {
        assertThat(delivered.get(promise))
                .extracting(ReceivedMessage::sender)
                .containsOnly(promise.post().list().replace("@", "-bounces@"));
    }

    @ParameterizedTest
    @MethodSource("judges")
    void everyJudgeSaysWhatWasPromised(Judge judge) {
        List<Promise> all = promises();
        List<Verdict> verdicts = judge.hear(all.stream().map(SamplesIT::octets).toList(), dns);
        boolean judgesArc = Judge.of(Matter.ARC).anyMatch(judge::equals);
        for (int i = 0; i < all.size(); i++) {
            Promise promise = all.get(i);
            Verdict verdict = verdicts.get(i);
            assertThat(verdict.dkim().stream().filter(DkimVerdict::passes).map(DkimVerdict::domain))
                    .as("the signatures of %s: %s", promise, verdict)
                    .containsExactlyInAnyOrderElementsOf(promise.signingDomains());
            assertThat(verdict.passesDmarc())
                    .as("DMARC of %s: %s", promise, verdict)
                    .isEqualTo(promise.dmarc().equals("pass"));
            assertThat(verdict.rejects()).as("%s: %s", promise, verdict).isFalse();
            if (judgesArc) {
                assertThat(verdict.passesArc())
                        .as("ARC of %s: %s", promise, verdict)
                        .isEqualTo(promise.arc().equals("pass"));
            }
        }
    }

    @Test
    @DisplayName("complaint 9: a list can leave a post as it was, and its author's signature valid")
    void anAliasLeavesThePostAsItWas() {
        promises().stream().filter(promise -> promise.sample().equals("alias")).forEach(promise -> assertThat(
                        new String(octets(promise), StandardCharsets.ISO_8859_1))
                .endsWith(new String(posted.get(promise), StandardCharsets.ISO_8859_1)));
    }

    @Test
    void copiesAsGoogleGroupsMakesThemNameTheirDestination() throws Exception {
        for (Promise promise : promises()) {
            if (promise.sample().equals("google-groups")) {
                assertThat(delivered.get(promise)).hasSizeGreaterThan(1);
                for (ReceivedMessage copy : delivered.get(promise)) {
                    for (HeaderField signature : header(copy.bytes()).all("DKIM-Signature")) {
                        assertThat(copy.recipients())
                                .allMatch(recipient -> recipient.endsWith("@" + tag(signature, "darn")));
                    }
                }
            }
        }
    }

    private static byte[] octets(Promise promise) {
        return delivered.get(promise).get(0).bytes();
    }

    private static Header header(Promise promise) throws Exception {
        return header(octets(promise));
    }

    private static Header postedHeader(Promise promise) throws Exception {
        return header(posted.get(promise));
    }

    private static Header header(byte[] message) throws Exception {
        return Message.read(ByteSource.wrap(message)).header();
    }

    private static String text(Message message) throws Exception {
        return message.body().asCharSource(StandardCharsets.ISO_8859_1).read();
    }

    private static List<String> addresses(Promise promise, String field) throws Exception {
        return header(promise).all(field).stream()
                .flatMap(found -> AddressList.parse(found).mailboxes().stream())
                .map(Mailbox::address)
                .toList();
    }

    /** Selector and domain of each signature in fields of a name. */
    private static List<String> signers(Promise promise, String name) throws Exception {
        return header(promise).all(name).stream()
                .map(field -> tag(field, "s") + "._domainkey." + tag(field, "d"))
                .toList();
    }

    private static String tag(HeaderField field, String name) {
        try {
            return TagList.parse(field).required(name);
        } catch (Exception e) {
            throw new AssertionError(field.text(), e);
        }
    }
}
