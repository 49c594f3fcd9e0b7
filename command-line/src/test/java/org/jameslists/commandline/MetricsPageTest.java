package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** {@code docs/operating/metrics.md} lists the metrics that matchers, mailets and hooks declare, and they declare all they count. */
class MetricsPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| `jameslists_([A-Za-z]+)_([A-Za-z0-9_]+)_total` \\|");
    private static final Pattern DECLARED = Pattern.compile(
            "(?:super\\(\\s*metrics|new Outcomes\\(\\s*metrics,\\s*\\w+\\.class)((?:,\\s*[\\w\"-]+)*)\\s*\\)");
    private static final Pattern COUNTED =
            Pattern.compile("\\b(?:note|step)\\(\\s*mail,\\s*(.*?),\\s*\\(\\) ->", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"([a-z-]+)\"");

    /** What is declared with words that are not literals in the source: DMARC's results and policies, and a parameter. */
    private static final Map<String, List<String>> COMPUTED = Map.of(
            "DmarcHook",
            List.of(
                    "accepted_pass",
                    "accepted_fail",
                    "accepted_none",
                    "accepted_temperror",
                    "accepted_permerror",
                    "quarantined_none",
                    "quarantined_quarantine",
                    "quarantined_reject",
                    "quarantined_unknown",
                    "refused_none",
                    "refused_quarantine",
                    "refused_reject",
                    "refused_unknown"),
            "ReportOnly",
            List.of("WOULD"));

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("matchers", "mailets", "hooks", "administration")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file, StandardCharsets.UTF_8);
                    if (DECLARED.matcher(source).find()) {
                        sources.put(file.getFileName().toString().replace(".java", ""), source);
                    }
                }
            }
        }
        // what only hands them on
        sources.remove("ListMailet");
        sources.remove("FromMailet");
        return sources;
    }

    private static Set<String> literals(Pattern pattern, String source) {
        Set<String> literals = new TreeSet<>();
        pattern.matcher(source).results().map(match -> match.group(1)).forEach(text -> LITERAL.matcher(text)
                .results()
                .map(match -> match.group(1))
                .forEach(literals::add));
        return literals;
    }

    @Test
    void thePageHasEachDeclaredMetricAndNoOther() throws IOException {
        List<String> declared = new ArrayList<>();
        sources().forEach((name, source) -> {
            literals(DECLARED, source).forEach(outcome -> declared.add(name + " " + outcome.replace('-', '_')));
            COMPUTED.getOrDefault(name, List.of()).forEach(outcome -> declared.add(name + " " + outcome));
        });

        for (String page : List.of("metrics.md", "metrics.ja.md")) {
            List<String> rows = ROW.matcher(
                            Files.readString(PROJECT.resolve("docs/operating").resolve(page), StandardCharsets.UTF_8))
                    .results()
                    .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                    .toList();
            assertThat(rows).as(page).containsExactlyInAnyOrderElementsOf(declared);
        }
    }

    @Test
    void thePageOfEachMatcherAndMailetNamesItsMetrics() throws IOException {
        for (Map.Entry<String, String> source : sources().entrySet()) {
            Path page = page(source.getKey());
            String text = Files.readString(page, StandardCharsets.UTF_8);
            assertThat(literals(DECLARED, source.getValue()))
                    .as(page.toString())
                    .allSatisfy(outcome -> assertThat(text)
                            .containsAnyOf(
                                    "`." + outcome + "`", "`jameslists." + source.getKey() + "." + outcome + "`"));
        }
    }

    private static Path page(String name) {
        Path docs = PROJECT.resolve("docs");
        return switch (name) {
            case "DmarcHook" -> docs.resolve("dmarc-hook.md");
            case "HeldPostAnswers" -> docs.resolve("operating/held-posts.md");
            default -> Stream.of("mailets", "matchers")
                    .map(folder -> docs.resolve(folder).resolve(name + ".md"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " has no page"));
        };
    }

    @Test
    void whatIsCountedIsDeclared() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(20);
        sources().forEach((name, source) -> assertThat(literals(DECLARED, source))
                .as(name + " declares all outcomes that it counts, so that their metrics begin at 0")
                .containsAll(literals(COUNTED, source).stream()
                        .filter(outcome -> !outcome.equals("d"))
                        .toList()));
    }
}
