package org.jameslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * The rules of this project are numbered in {@code docs/rules}, and the test of a rule cites it, as in {@code dkim 7}: in
 * whichever module keeps the rule. A page says on its first lines how tests cite it: {@code Tests cite a rule as `dkim N`}.
 */
class RuleNamesTest {
    private static final Path PROJECT = Path.of("..");

    /** RFC 8617 §5.2.2 allows a status code of its own for a rejection; nothing here rejects a message for its chain. */
    private static final Set<String> WITHOUT_TEST = Set.of("arc 15");

    private static final Pattern WORD = Pattern.compile("`([a-z-]+) N`");

    private static final Pattern RULE = Pattern.compile("(?m)^([0-9]{1,2})\\. ");

    @Test
    void testsCiteEachRuleAndNoOther() throws IOException {
        Map<String, List<Integer>> rules = rules();
        Map<String, Set<Integer>> cited = cited(rules.keySet());

        assertThat(rules).isNotEmpty();
        SoftAssertions.assertSoftly(all -> rules.forEach((word, numbers) -> all.assertThat(cited.get(word))
                .as(word)
                .containsExactlyElementsOf(numbers.stream()
                        .filter(number -> !WITHOUT_TEST.contains(word + " " + number))
                        .toList())));
    }

    @Test
    void rulesAreNumberedFromOneOn() throws IOException {
        assertThat(rules()).isNotEmpty().allSatisfy((word, numbers) -> assertThat(numbers)
                .as(word)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList()));
    }

    /** The numbers of each page's rules, by the word that cites them. */
    private static Map<String, List<Integer>> rules() throws IOException {
        Map<String, List<Integer>> rules = new TreeMap<>();
        try (Stream<Path> pages = Files.list(PROJECT.resolve("docs/rules"))) {
            for (Path page : pages.filter(page -> !page.endsWith("README.md")).toList()) {
                String text = read(page);
                Matcher word = WORD.matcher(text);
                assertThat(word.find()).as("%s says how tests cite it", page).isTrue();
                rules.put(
                        word.group(1),
                        RULE.matcher(text)
                                .results()
                                .map(rule -> Integer.valueOf(rule.group(1)))
                                .toList());
            }
        }
        return rules;
    }

    private static Map<String, Set<Integer>> cited(Set<String> words) throws IOException {
        Pattern citation =
                Pattern.compile("\\b(" + String.join("|", words) + ") ([0-9]{1,2}(?:, [0-9]{1,2})*)(?=[:,])");
        Map<String, Set<Integer>> cited = new TreeMap<>();
        try (Stream<Path> files = Files.walk(PROJECT.toRealPath())) {
            files.filter(RuleNamesTest::isTest)
                    .forEach(file -> citation.matcher(read(file)).results().forEach(found -> Stream.of(
                                    found.group(2).split(", "))
                            .map(Integer::valueOf)
                            .forEach(cited.computeIfAbsent(found.group(1), word -> new TreeSet<>())::add)));
        }
        return cited;
    }

    private static boolean isTest(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.contains("/src/test/java/") && name.endsWith(".java") && !name.endsWith("/RuleNamesTest.java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
