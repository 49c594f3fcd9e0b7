package org.jameslists.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.integration.HookedJames;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong, the mail goes on or is refused with a clear reply, in bounded time and memory. The figures are
 * written to {@code target/reliability.md}, for docs/evidence/reliability.md.
 */
class FaultsIT {
    private static final Path FIGURES = Path.of("target", "reliability.md");
    private static final Path PAGE = Path.of("..", "docs", "evidence", "reliability.md");

    /** Five seconds for the DNS, and the rest for a slow machine. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** All that is allocated for a message, garbage included: so many times its size, and something for James. */
    private static final int MOST_TIMES_ITS_SIZE = 300;

    private static final long JAMES_ITSELF = 256 << 20;

    private static final String ZONE =
            """
            example.ne.jp.          TXT "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.ne.jp.   TXT "v=DMARC1; p=reject"
            _dmarc.example.com.     TXT "v=DMARC1; p=reject"
            """;

    private static final Map<Receiving, Map<Fault, Outcome>> outcomes = new EnumMap<>(Receiving.class);

    static List<Fault> faults() {
        return Stream.concat(DnsFaults.all(), MessageFaults.all()).toList();
    }

    @BeforeAll
    static void receiveAll() throws Exception {
        PublishedKey key = PublishedKey.rsa("example.ne.jp", "mobile");
        List<Fault> faults = faults();
        for (Receiving receiving : Receiving.values()) {
            Map<Fault, Outcome> each = new LinkedHashMap<>();
            outcomes.put(receiving, each);
            try (LoopbackDns dns = LoopbackDns.start(ZONE);
                    HookedJames james = receiving.start(dns)) {
                for (Fault fault : faults) {
                    key.publish(dns.heal().zone(ZONE));
                    each.put(fault, Outcome.of(fault, james, dns));
                }
            }
        }
        Files.writeString(FIGURES, String.join("\n", rows()) + "\n", StandardCharsets.UTF_8);
    }

    private static Outcome outcome(Receiving receiving, String fault) {
        return outcomes.get(receiving).entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(fault))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    static Stream<String> names() {
        return faults().stream().map(Fault::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theMailGoesOnOrIsRefusedWithAReason(String name) {
        for (Receiving receiving : Receiving.values()) {
            Fault fault = faults().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            Outcome outcome = outcome(receiving, name);
            assertThat(outcome.fate()).as("%s: %s", receiving, outcome).isEqualTo(receiving.expected(fault));
            assertThat(outcome.settled()).as("%s", receiving).isLessThan(LONGEST);
            assertThat(outcome.allocated())
                    .as("%s", receiving)
                    .isLessThan(JAMES_ITSELF
                            + (long) MOST_TIMES_ITS_SIZE * fault.message().length());
            if (outcome.fate() == Fault.Fate.PUT_ASIDE) {
                assertThat(outcome.reason()).contains("header");
            }
            if (!outcome.fate().isTaken()) {
                assertThat(outcome.reply().text()).matches("[45]\\.\\d\\.\\d+ \\S.*");
            }
        }
    }

    @Test
    void thousandsOfForgedFieldsAreGone() {
        for (Receiving receiving : Receiving.values()) {
            assertThat(outcome(receiving, "10,000 Authentication-Results fields that bear this server's name")
                            .delivered())
                    .contains("From: Author")
                    .doesNotContain("Authentication-Results: ml.example.ac.jp");
        }
    }

    @Test
    void thePageHasTheFateOfEach() {
        assertThat(PAGE)
                .content(StandardCharsets.UTF_8)
                .contains(faults().stream().map(FaultsIT::start).toList());
    }

    private static String start(Fault fault) {
        return "| %s | %s | %s |"
                .formatted(fault.name(), fault.taken().words(), fault.answered().words());
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Fault fault : faults()) {
            Outcome mailet = outcome(Receiving.AUTHENTICATE, fault.name());
            Outcome hook = outcome(Receiving.HOOK, fault.name());
            rows.add(start(fault)
                    + String.format(
                            Locale.ROOT,
                            " %d kB | %.1f s | %.1f s | %d MB |",
                            fault.message().length() / 1_000,
                            seconds(mailet.settled()),
                            seconds(hook.replied()),
                            Math.max(mailet.allocated(), hook.allocated()) >> 20));
        }
        return rows;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
