package org.jameslists.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples differ in what becomes of a post and in nothing else: what is mended in one is mended in all. */
class SamplesTest {
    private static final Path FOLDER = Path.of("");
    private static final Path MODEL = FOLDER.resolve("munge-resign-seal");
    private static final String MAILETS = "mailetcontainer.xml";

    /** The files, beside mailetcontainer.xml, that a sample has for itself. */
    private static final Map<String, Set<String>> OWN_FILES = Map.of("many-lists", Set.of("domainlist.xml"));

    private static final Pattern PROCESSOR = Pattern.compile(
            "(?:^ *<!--(?:(?!-->).)*-->\\n)?^ *<processor state=\"([^\"]+)\".*?^ *</processor>\\n",
            Pattern.DOTALL | Pattern.MULTILINE);

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve(MAILETS))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasTheFilesOfTheOthers(Path sample) throws IOException {
        Map<String, String> files = files(sample);
        Map<String, String> expected = files(MODEL);
        Set<String> own = OWN_FILES.getOrDefault(sample.toString(), Set.of());
        assertThat(files.keySet()).containsAll(own).isEqualTo(expected.keySet());
        files.keySet().removeAll(own);
        expected.keySet().removeAll(own);
        assertThat(files).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void treatsAllMailButPostsAsTheOthersDo(Path sample) throws IOException {
        Map<String, String> processors = processors(sample);
        Map<String, String> expected = processors(MODEL);
        assertThat(processors).containsKey("list");
        processors.keySet().removeIf(SamplesTest::isForPosts);
        expected.keySet().removeIf(SamplesTest::isForPosts);
        assertThat(processors).isEqualTo(expected);
        assertThat(beforeProcessors(sample)).isEqualTo(beforeProcessors(MODEL));
    }

    /** Nothing comes before: what is edited or signed may pass DMARC in the list's name. */
    @ParameterizedTest
    @MethodSource("samples")
    void takesForgedPostsElsewhereBeforeAllElse(Path sample) throws IOException {
        Map<String, String> processors = processors(sample);
        assertThat(processors.get("list-forged")).isEqualTo(processors(MODEL).get("list-forged"));
        assertThat(processors.get("list").replaceFirst("(?s).*?<mailet ", "<mailet "))
                .startsWith("<mailet match=\"org.jameslists.matchers.FailsDmarc\" class=\"ToProcessor\">");
    }

    @Test
    void areInTheTable() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"), StandardCharsets.UTF_8);
        assertThat(samples()).allSatisfy(sample -> assertThat(readme).contains("\n| `" + sample + "` | "));
    }

    @Test
    void theLinesForAStockJamesAreThoseOfThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "choosing.md"), StandardCharsets.UTF_8);
        List<Path> files;
        try (Stream<Path> found = Files.list(FOLDER.resolve("stock"))) {
            files = found.toList();
        }
        assertThat(files).hasSize(4).allSatisfy(file -> assertThat(page)
                .contains("\n" + Files.readString(file, StandardCharsets.UTF_8) + "```"));
    }

    /** Those between a post's arrival and its delivery. */
    private static boolean isForPosts(String processor) {
        return processor.startsWith("list")
                && !List.of("list-approved", "list-delivery", "list-refused").contains(processor);
    }

    private static Map<String, String> files(Path sample) throws IOException {
        try (Stream<Path> files = Files.walk(sample)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(MAILETS))
                    .collect(Collectors.toMap(
                            file -> sample.relativize(file).toString(), SamplesTest::read, (a, b) -> a, TreeMap::new));
        }
    }

    /** Each processor's text with the comment above it, by name. */
    private static Map<String, String> processors(Path sample) {
        Map<String, String> processors = new TreeMap<>();
        for (Matcher processor = PROCESSOR.matcher(read(sample.resolve(MAILETS))); processor.find(); ) {
            processors.put(processor.group(1), processor.group());
        }
        return processors;
    }

    /** The text between the comment at the top and the first processor. */
    private static String beforeProcessors(Path sample) {
        String text = read(sample.resolve(MAILETS));
        return text.substring(text.indexOf("<mailetcontainer "), text.indexOf("<processors>"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
