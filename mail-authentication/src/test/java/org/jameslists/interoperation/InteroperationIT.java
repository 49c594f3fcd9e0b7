package org.jameslists.interoperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.assertj.core.api.SoftAssertions;
import org.jameslists.testing.DkimVerdict;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.google.common.primitives.Bytes;

/** Our engine and its peers, each on what the other made. */
class InteroperationIT {
    private static final Path PAGE = Path.of("..", "docs", "evidence", "interoperation.md");
    private static final LoopbackDns DNS = LoopbackDns.start();
    private static final ExecutorService EXECUTOR =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    private static Findings findings;
    private static Map<Case, Map<Sample, String>> results;

    @BeforeAll
    static void ask() {
        findings = new Findings(DNS, EXECUTOR);
        results = findings.find();
    }

    @AfterAll
    static void close() {
        EXECUTOR.shutdownNow();
        DNS.close();
    }

    @Test
    void agreesWithItsPeersButForWhatIsKnown() {
        SoftAssertions softly = new SoftAssertions();
        results.forEach((row, found) -> found.forEach((sample, result) -> softly.assertThat(result)
                .as("%s: %s: %s, %s", row.section(), row.party(), row.title(), sample)
                .isEqualTo(Disagreement.expected(row, sample))));
        softly.assertAll();
    }

    /** Where we and a peer disagree about its signature, the others are on our side. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WE")
    void nobodyElseAcceptsASignatureThatWeRefuse(Party judge) {
        List<Signing> signings = new ArrayList<>();
        List<byte[]> messages = new ArrayList<>();
        findings.signedByPeers().forEach((signing, signed) -> {
            Iterator<String> result = results.get(signing).values().iterator();
            for (byte[] message : signed) {
                if (result.next().equals("fail") && signing.signer() != judge) {
                    signings.add(signing);
                    messages.add(message);
                }
            }
        });
        Iterator<Signing> signing = signings.iterator();
        assertThat(judge.hear(messages, DNS)).isNotEmpty().allSatisfy(verdict -> assertThat(
                        signing.next().result(verdict))
                .isEqualTo("fail"));
    }

    @ParameterizedTest
    @EnumSource(names = {"WE", "JDKIM"})
    void refusesWhatWasChangedAfterSigning(Party judge) {
        List<byte[]> changed = findings.signedByPeers().values().stream()
                .flatMap(List::stream)
                .map(message -> Bytes.concat(message, "One line more.\r\n".getBytes(StandardCharsets.US_ASCII)))
                .toList();
        assertThat(judge.hear(changed, DNS)).hasSameSizeAs(changed).allSatisfy(verdict -> assertThat(verdict.dkim())
                .noneMatch(DkimVerdict::passes));
    }

    /** Written anew in each run, for the change to be seen and committed; in CI nobody would. */
    @Test
    void thePageShowsWhatWasFound() throws IOException {
        String page = new Page(results).text();
        if (!"true".equals(System.getenv("CI"))) {
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }
        assertThat(PAGE).content(StandardCharsets.UTF_8).isEqualTo(page);
    }
}
