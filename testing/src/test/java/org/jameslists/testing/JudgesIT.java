package org.jameslists.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.jameslists.testing.Judge.Matter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The judges judged: each accepts what each of the signers and sealers makes, and none accepts everything. Whatever they
 * say of our own signatures later is worth no more than this.
 */
@Execution(ExecutionMode.CONCURRENT)
class JudgesIT {

    private static final String AUTHOR = "example.ne.jp";
    private static final String LIST = "ml.example.ac.jp";
    private static final List<String> CANONICALIZATIONS = List.of("relaxed/relaxed", "simple/simple");
    private static final Envelope FROM_THE_AUTHOR =
            new Envelope("192.0.2.10", "mx.example.ne.jp", "author@example.ne.jp");
    private static final Envelope FROM_A_STRANGER =
            new Envelope("203.0.113.5", "mx.example.ne.jp", "author@example.ne.jp");
    private static final Envelope FORWARDED = new Envelope("198.51.100.7", "mx.example.org", "bounces@example.org");

    private static final byte[] ASCII = message("Subject: Hello", "", "Two  words. ", "", "");
    private static final byte[] JAPANESE = message(
            "Subject: =?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=ISO-2022-JP",
            "Content-Transfer-Encoding: 7bit",
            "",
            "\u001b$B$3$s$K$A$O\u001b(B",
            "");

    private static LoopbackDns dns;

    /** What the signers made, by who made it and how. */
    private static Map<String, byte[]> signed;

    private static byte[] signedWithEd25519;

    /** What the sealers made, likewise. */
    private static Map<String, byte[]> sealed;

    @BeforeAll
    static void signAndSeal() {
        dns = LoopbackDns.start(
                """
                example.ne.jp        A   192.0.2.10
                example.ne.jp        TXT "v=spf1 ip4:192.0.2.10 -all"
                _dmarc.example.ne.jp TXT "v=DMARC1; p=reject"
                example.org          A   198.51.100.7
                example.org          TXT "v=spf1 ip4:198.51.100.7 -all"
                """);
        PublishedKey author = PublishedKey.rsa(AUTHOR, "s1").publish(dns);
        PublishedKey list = PublishedKey.rsa(LIST, "s2").publish(dns);
        PublishedKey small = PublishedKey.ed25519(AUTHOR, "s3").publish(dns);
        signedWithEd25519 = PeerSigner.DKIMPY.sign(ASCII, small, "relaxed/relaxed");
        Map<String, byte[]> messages = Map.of("ASCII", ASCII, "ISO-2022-JP", JAPANESE);
        signed = inParallel(PeerSigner.values(), (signer, made) -> {
            for (String form : CANONICALIZATIONS) {
                messages.forEach((kind, message) ->
                        made.put(signer + " " + form + " " + kind, signer.sign(message, author, form)));
            }
        });
        sealed = inParallel(
                PeerSigner.sealers().toArray(PeerSigner[]::new),
                (sealer, made) -> messages.forEach(
                        (kind, message) -> made.put(sealer + " " + kind, seal(sealer, "none", message, list))));
        byte[] message = JAPANESE;
        String chain = "none";
        for (PeerSigner sealer : PeerSigner.sealers().toList()) {
            message = seal(sealer, chain, message, list);
            sealed.put("chain up to " + sealer, message);
            chain = "pass";
        }
    }

    @AfterAll
    static void close() {
        dns.close();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsWhatEachSignerSigns(Judge judge) {
        assertEach(judge, signed, verdict -> verdict.passesDkim(AUTHOR));
    }

    @ParameterizedTest
    @EnumSource
    void refusesABodyThatWasChangedAfterSigning(Judge judge) {
        assertEach(
                judge,
                changed(signed),
                verdict -> verdict.dkim().size() == 1 && !verdict.dkim().get(0).passes() && !verdict.passesDmarc());
    }

    @ParameterizedTest
    @EnumSource
    void refusesASignatureOfAnotherKey(Judge judge) {
        try (LoopbackDns otherDns = LoopbackDns.start("_dmarc.example.ne.jp TXT \"v=DMARC1; p=reject\"")) {
            PublishedKey.rsa(AUTHOR, "s1").publish(otherDns);

            Verdict verdict = judge.hear(signedByOne(), otherDns);

            assertThat(verdict.dkim()).singleElement().matches(signature -> !signature.passes());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MAIL_DKIM", "MAIL_DMARC"})
    void acceptsEd25519(Judge judge) {
        assertThat(judge.hear(signedWithEd25519, dns)).matches(verdict -> verdict.passesDkim(AUTHOR));
    }

    @ParameterizedTest
    @MethodSource("judgesOfArc")
    void acceptsWhatEachSealerSeals(Judge judge) {
        assertEach(judge, sealed, Verdict::passesArc);
    }

    @ParameterizedTest
    @MethodSource("judgesOfArc")
    void refusesABodyThatWasChangedAfterSealing(Judge judge) {
        assertEach(
                judge, changed(sealed), verdict -> verdict.arc().orElseThrow().equals("fail"));
    }

    @ParameterizedTest
    @MethodSource("judgesOfArc")
    void saysNoneWhereThereIsNoChain(Judge judge) {
        assertThat(judge.hear(ASCII, dns).arc()).contains("none");
    }

    @ParameterizedTest
    @MethodSource("judgesOfDmarc")
    void letsTheAuthorsSignaturePassDmarc(Judge judge) {
        assertThat(judge.hear(signedByOne(), dns, FORWARDED))
                .matches(verdict -> verdict.passesDmarc() && !verdict.rejects());
    }

    @ParameterizedTest
    @MethodSource("judgesOfDmarc")
    void letsTheAuthorsServerPassDmarc(Judge judge) {
        assertThat(judge.hear(ASCII, dns, FROM_THE_AUTHOR))
                .matches(verdict -> verdict.spf().orElseThrow().equals("pass"))
                .matches(verdict -> verdict.passesDmarc() && !verdict.rejects());
    }

    @ParameterizedTest
    @MethodSource("judgesOfDmarc")
    void rejectsWhatNeitherTheAuthorSignedNorItsServerSent(Judge judge) {
        assertThat(judge.hear(ASCII, dns, FROM_A_STRANGER))
                .matches(verdict -> verdict.spf().orElseThrow().equals("fail"))
                .matches(verdict -> verdict.dmarc().orElseThrow().equals("fail") && verdict.rejects());
    }

    @ParameterizedTest
    @MethodSource("judgesOfDmarc")
    void rejectsAnAlteredForwardThatPassesSpfForItsForwarder(Judge judge) {
        assertThat(judge.hear(changed(signedByOne()), dns, FORWARDED))
                .matches(verdict -> verdict.spf().orElseThrow().equals("pass"))
                .matches(verdict -> verdict.dmarc().orElseThrow().equals("fail") && verdict.rejects());
    }

    @ParameterizedTest
    @MethodSource("judgesOfDmarc")
    void findsNoPolicyWhereThereIsNone(Judge judge) {
        byte[] message = text("From: Member <member@example.org>\r\nSubject: x\r\n\r\nbody\r\n");

        assertThat(judge.hear(message, dns))
                .matches(verdict -> verdict.dmarc().orElseThrow().equals("none") && !verdict.rejects());
    }

    static Stream<Judge> judgesOfArc() {
        return Judge.of(Matter.ARC);
    }

    static Stream<Judge> judgesOfDmarc() {
        return Judge.of(Matter.DMARC);
    }

    private static Map<String, byte[]> inParallel(
            PeerSigner[] signers, BiConsumer<PeerSigner, Map<String, byte[]>> work) {
        Map<String, byte[]> made = new ConcurrentSkipListMap<>();
        Stream.of(signers).parallel().forEach(signer -> work.accept(signer, made));
        return made;
    }

    private static void assertEach(Judge judge, Map<String, byte[]> made, Predicate<Verdict> expectation) {
        Iterator<Verdict> verdicts = judge.hear(List.copyOf(made.values()), dns).iterator();
        SoftAssertions softly = new SoftAssertions();
        made.keySet().forEach(by -> softly.assertThat(verdicts.next()).as(by).matches(expectation));
        softly.assertAll();
    }

    private static byte[] signedByOne() {
        return signed.values().iterator().next();
    }

    private static byte[] seal(PeerSigner sealer, String chain, byte[] message, PublishedKey key) {
        // each hop has an id of its own: a hop's own older results would be sealed again
        String authservId = sealer.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example.org";
        byte[] results = text("Authentication-Results: " + authservId + "; arc=" + chain + "; dkim=none\r\n");
        return sealer.seal(concatenate(results, message), key, authservId, dns);
    }

    private static Map<String, byte[]> changed(Map<String, byte[]> made) {
        Map<String, byte[]> changed = new TreeMap<>(made);
        changed.replaceAll((by, message) -> changed(message));
        return changed;
    }

    private static byte[] changed(byte[] message) {
        return concatenate(message, text("One line more.\r\n"));
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] message(String... lines) {
        return text("From: Author <author@example.ne.jp>\r\nTo: list@ml.example.ac.jp\r\n"
                + "Date: Mon, 24 Nov 2025 09:00:00 +0900\r\nMessage-ID: <1@example.ne.jp>\r\n"
                + String.join("\r\n", lines)
                + "\r\n");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
