package org.jameslists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The rules that the protocols set are numbered, and the test of a rule names it, as in {@code dkim 7}: here in the core,
 * or in the module that keeps the rule. So are the complaints that lists hear ({@code complaint 7}), and what other list
 * software lacks ({@code features 7}).
 */
class RuleNamesTest {
    private static final Map<String, Integer> RULES = Map.of(
            "dkim", 14,
            "arc", 16,
            "dmarc", 15,
            "authentication-results", 11,
            "header-rewriting", 13,
            "complaint", 17,
            "features", 12);

    /** RFC 8617 §5.2.2 allows a status code of its own for a rejection; nothing here rejects a message for its chain. */
    private static final Set<String> NOT_OURS = Set.of("arc 15");

    private static final Pattern NAME = Pattern.compile(
            "\\b(dkim|arc|dmarc|authentication-results|header-rewriting|complaint|features) ([0-9]{1,2}(?:, [0-9]{1,2})*)(?=[:,])");

    @Test
    void everyRuleIsNamedByATest() throws IOException {
        Map<String, Set<Integer>> named = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("..").toRealPath())) {
            files.filter(RuleNamesTest::isTest).forEach(file -> addNames(file, named));
        }

        SoftAssertions.assertSoftly(all -> RULES.forEach((protocol, rules) -> all.assertThat(named.get(protocol))
                .as(protocol)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rules)
                        .filter(rule -> !NOT_OURS.contains(protocol + " " + rule))
                        .boxed()
                        .toList())));
    }

    private static boolean isTest(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.contains("/src/test/java/") && name.endsWith(".java") && !name.endsWith("/RuleNamesTest.java");
    }

    private static void addNames(Path file, Map<String, Set<Integer>> named) {
        Matcher name = NAME.matcher(read(file));
        while (name.find()) {
            Set<Integer> rules = named.computeIfAbsent(name.group(1), protocol -> new TreeSet<>());
            Stream.of(name.group(2).split(", ")).map(Integer::valueOf).forEach(rules::add);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
