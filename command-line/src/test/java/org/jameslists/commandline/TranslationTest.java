package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Japanese pages say what the English ones say: the same headings, commands, configurations, names and links. */
class TranslationTest {
    private static final Path PROJECT = Path.of("..");
    private static final String JAPANESE = ".ja.md";
    private static final String FENCE = "```";

    /** A comment is written for its reader. */
    private static final Pattern COMMENT = Pattern.compile("\\s*(#(?!!).*|<!--.*?-->)$");

    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(PROJECT, PROJECT.resolve("docs"))) {
            try (Stream<Path> files = Files.walk(folder, folder.equals(PROJECT) ? 1 : 3)) {
                files.filter(file -> file.getFileName().toString().endsWith(JAPANESE))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<String> english(Path japanese) throws IOException {
        String name = japanese.getFileName().toString().replace(JAPANESE, ".md");
        return lines(japanese.resolveSibling(name));
    }

    private static List<String> lines(Path page) throws IOException {
        return Files.readAllLines(page, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldHaveTheHeadingsOfTheEnglishPage(Path page) throws IOException {
        assertThat(headings(lines(page))).isEqualTo(headings(english(page)));
    }

    /** How deep each heading stands; its words are in another language. */
    private static List<Integer> headings(List<String> lines) {
        List<Integer> depths = new ArrayList<>();
        for (String line : prose(lines)) {
            if (line.startsWith("#")) {
                depths.add(line.indexOf(' '));
            }
        }
        return depths;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldHaveTheCommandsAndConfigurationsOfTheEnglishPage(Path page) throws IOException {
        assertThat(code(lines(page))).isEqualTo(code(english(page)));
    }

    private static List<String> code(List<String> lines) {
        return inBlocks(lines, true).stream()
                .map(line -> COMMENT.matcher(line).replaceFirst(""))
                .filter(line -> !line.isBlank())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldNameWhatTheEnglishPageNames(Path page) throws IOException {
        assertThat(found(CODE, 0, lines(page))).isEqualTo(found(CODE, 0, english(page)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhereTheEnglishPageLinks(Path page) throws IOException {
        Set<String> links = found(LINK, 1, lines(page));
        links.remove(page.getFileName().toString().replace(JAPANESE, ".md"));
        Set<String> english = found(LINK, 1, english(page));
        english.remove(page.getFileName().toString());
        assertThat(links.stream().map(link -> link.replace(".ja.", "."))).hasSameElementsAs(english);
    }

    private static Set<String> found(Pattern pattern, int group, List<String> lines) {
        Set<String> found = new TreeSet<>();
        prose(lines).forEach(line -> pattern.matcher(line).results().forEach(match -> found.add(match.group(group))));
        return found;
    }

    private static List<String> prose(List<String> lines) {
        return inBlocks(lines, false);
    }

    /** The lines in fenced blocks, with the fences and what they say of the language; or those outside. */
    private static List<String> inBlocks(List<String> lines, boolean wanted) {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            boolean fence = line.strip().startsWith(FENCE);
            if ((inside || fence) == wanted) {
                found.add(line);
            }
            inside ^= fence;
        }
        return found;
    }
}
