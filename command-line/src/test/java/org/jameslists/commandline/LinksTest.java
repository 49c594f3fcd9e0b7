package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page links to within the project is there. */
class LinksTest {
    private static final Path PROJECT = Path.of("..");

    /** The file of a link; a heading within it is not looked for. */
    private static final Pattern FILE = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "conf-samples", "judges")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
                files.filter(LinksTest::isPage)
                        .filter(file -> !file.toString().contains("node_modules"))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        try (Stream<Path> files = Files.list(PROJECT)) {
            files.filter(LinksTest::isPage).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static boolean isPage(Path file) {
        return file.getFileName().toString().endsWith(".md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhatIsThere(Path page) throws IOException {
        String text = Files.readString(page, StandardCharsets.UTF_8);
        List<String> missing = FILE.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> Files.notExists(page.resolveSibling(link)))
                .toList();
        assertThat(missing).isEmpty();
    }
}
