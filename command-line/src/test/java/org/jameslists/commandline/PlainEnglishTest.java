package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people read has none of the words that this project's glossary (CONTRIBUTING.md) replaces: in pages, in comments and
 * texts of the code, and in the samples. The changelog is a record of its time.
 */
class PlainEnglishTest {
    private static final Path PROJECT = Path.of("..");

    private static final Pattern WORDS = Pattern.compile(
            "\\boctets?\\b|\\b(?:go|goes|gone|going|went) round\\b|\\bauthors of the house\\b|\\bspeaks against\\b"
                    + "|\\bis trouble\\b|\\bfinds out who is behind\\b|\\bunless told else\\b|\\bthat is none\\b"
                    + "|\\b(?:stands?|comes?|goes|place is|right) behind\\b|\\bbehind (?:it|both|them|all|\\{@link)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:/?\\*|//).*|//.*$");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Names of the code in a comment are not prose. */
    private static final Pattern NAME =
            Pattern.compile("\\{@(?:code|link|value) [^}]*}|@param \\w+|`[^`]*`|\\w+[.#]\\w+|\\w+\\(");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.find(PROJECT, 16, (file, attributes) -> isRead(file))) {
            return files.sorted().toList();
        }
    }

    private static boolean isRead(Path file) {
        String name = file.toString().replace('\\', '/');
        boolean ours = Stream.of(
                        "/target/", "/node_modules/", "/.git/", "/src/test/", "/testing/", "/integration-tests")
                .noneMatch(name::contains);
        boolean record = Stream.of("CHANGELOG.md", "CONTRIBUTING.md", "/interoperation.md")
                .anyMatch(name::endsWith);
        return ours
                && !record
                && Stream.of(".md", ".java", "mailetcontainer.xml", ".properties")
                        .anyMatch(name::endsWith);
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHaveNoWordThatTheGlossaryReplaces(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String prose = file.toString().endsWith(".java") ? prose(line) : line;
            WORDS.matcher(NAME.matcher(prose).replaceAll(" "))
                    .results()
                    .map(MatchResult::group)
                    .forEach(word -> found.add(word + " in: " + line.strip()));
        }
        assertThat(found).isEmpty();
    }

    /** What a line of Java says to people: its comment, or the texts in it. */
    private static String prose(String line) {
        String comment = COMMENT.matcher(line).results().map(MatchResult::group).collect(Collectors.joining(" "));
        return comment.isEmpty()
                ? TEXT.matcher(line).results().map(MatchResult::group).collect(Collectors.joining(" "))
                : comment;
    }
}
