package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A real Prometheus reads the metrics of a James after posts: the board, the alert rules and the catalogue are about what is there. */
class PrometheusIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Path PROJECT = Path.of("..");
    private static final Path RULES = PROJECT.resolve("grafana/james-lists.rules.yml");
    private static final Path BOARD = PROJECT.resolve("grafana/James_Lists_Board.json");
    private static final Path CATALOGUE = PROJECT.resolve("docs/operating/metrics.md");
    private static final Pattern COUNTER = Pattern.compile("`(jameslists_[A-Za-z0-9_]+)_total`");

    @TempDir
    static Path folder;

    private static ListScene scene;
    private static PrivatePrometheus prometheus;

    @BeforeAll
    static void postAndRead() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                conf -> conf.setProperty(
                        "webadmin.properties",
                        "extensions.routes",
                        "org.jameslists.administration.HeldPostRoutes,org.apache.james.webadmin.dropwizard.MetricsRoutes"),
                EmbeddedJames::start);
        prometheus = PrivatePrometheus.start(folder, scene.james().webAdmin().port(), RULES);
        await(prometheus::isReady);
        await(() -> !prometheus.query("jameslists_ToList_accepted_total").isEmpty());
        scene.post(AuthorMail.ofTheFieldStudy(scene.authorKey()));
        scene.post(forged());
        ((EmbeddedJames) scene.james()).awaitSettled(LONG);
    }

    @AfterAll
    static void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        if (scene != null) {
            scene.close();
        }
    }

    private static byte[] forged() {
        return ("From: author@example.ne.jp\r\nTo: example@ml.example.ac.jp\r\nSubject: forged\r\n"
                        + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <forged@example.ne.jp>\r\n\r\nHello.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
    }

    private static boolean hasData(String expression) throws Exception {
        return !prometheus
                .query(expression.replace("$instance", ".*").replace("$__rate_interval", "1m"))
                .isEmpty();
    }

    private static void assertData(List<String> expressions) throws Exception {
        assertThat(expressions).isNotEmpty();
        List<String> without = new ArrayList<>(expressions);
        try {
            await(() -> {
                for (String expression : List.copyOf(without)) {
                    if (hasData(expression)) {
                        without.remove(expression);
                    }
                }
                return without.isEmpty();
            });
        } finally {
            assertThat(without).as("queries without data").isEmpty();
        }
    }

    @Test
    void everyQueryOfTheBoardHasData() throws Exception {
        JsonNode board = new ObjectMapper().readTree(BOARD.toFile());
        List<String> expressions = board.findValuesAsText("expr");

        assertThat(board.path("panels")).hasSizeGreaterThan(5);
        assertData(expressions);
    }

    @Test
    void everyAlertIsLoadedAndWatchesSomethingThatIsThere() throws Exception {
        await(() -> prometheus.rules().findValuesAsText("health").stream().allMatch("ok"::equals));
        List<String> watched = new ArrayList<>();
        for (JsonNode rule : prometheus.rules()) {
            for (String condition : rule.path("query").asText().split(" and ", -1)) {
                watched.add(condition.replaceFirst("\\s*(>|==)\\s*[0-9.]+$", ""));
            }
        }

        assertThat(watched).hasSizeGreaterThan(6).noneMatch(expression -> expression.matches(".*(>|==).*"));
        assertData(watched);
    }

    @Test
    void everyAlertIsInTheCatalogue() throws Exception {
        String page = Files.readString(CATALOGUE, StandardCharsets.UTF_8);

        assertThat(prometheus.rules()).isNotEmpty().allSatisfy(rule -> assertThat(page)
                .contains("| `" + rule.path("name").asText() + "` |"));
    }

    @Test
    void everyMetricOfOursIsInTheCatalogueAndTheFirstEventCounts() throws Exception {
        Set<String> catalogue = COUNTER.matcher(Files.readString(CATALOGUE, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1) + "_total")
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = new TreeSet<>();
        for (JsonNode series : prometheus.query("{__name__=~\"jameslists_.*_total\"}")) {
            shown.add(series.path("metric").path("__name__").asText());
        }

        assertThat(shown).hasSizeGreaterThan(20).isSubsetOf(catalogue);
        assertData(List.of(
                "increase(jameslists_FailsDmarc_matched_total[1m]) > 0",
                "increase(jameslists_Freeze_frozen_total[1m]) > 0"));
        assertThat(hasData("jameslists_Freeze_broken_total == 0")).isTrue();
    }
}
