package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page links to within the project is there: the file, and the heading in it. */
class LinksTest {
    private static final Path PROJECT = Path.of("..");

    /** Code, in which a link is an example. */
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`\n]+`");

    /** A link within the project: its file, which is empty for the page itself, and its heading. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    /** What a heading's anchor leaves out: all but letters, marks, digits, {@code _}, {@code -} and the space. */
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_ -]");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.find(PROJECT, 8, (file, attributes) -> isPage(file))) {
            return files.sorted().toList();
        }
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md")
                && Stream.of("target", "node_modules", ".git").noneMatch(folder -> contains(file, folder));
    }

    private static boolean contains(Path file, String folder) {
        for (Path name : file) {
            if (name.toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhatIsThere(Path page) throws IOException {
        List<String> missing = LINK.matcher(CODE.matcher(read(page)).replaceAll(""))
                .results()
                .filter(link -> !isThere(page, link))
                .map(MatchResult::group)
                .toList();
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Path page, MatchResult link) {
        Path file = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        return Files.exists(file) && (link.group(2) == null || anchors(file).contains(link.group(2)));
    }

    /** The anchors of a page's headings, as GitHub makes them: a repeated one gets a number. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        HEADING.matcher(read(page))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(anchor -> {
                    int before = counts.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                });
        return anchors;
    }

    private static String anchor(String heading) {
        return NOT_IN_ANCHORS
                .matcher(heading.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    private static String read(Path page) {
        try {
            return Files.readString(page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
