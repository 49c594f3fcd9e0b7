package org.jameslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** One name, one class: in all modules no two public types share a simple name. */
class UniqueNamesTest {
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:abstract |final |sealed |non-sealed )*(?:class|record|enum|interface|@interface) (\\w+)",
            Pattern.MULTILINE);

    @Test
    void noTwoPublicTypesShareAName() throws IOException {
        Map<String, List<String>> byName;
        try (Stream<Path> files = Files.walk(Path.of("..").toRealPath())) {
            byName = files.filter(UniqueNamesTest::isMain)
                    .flatMap(UniqueNamesTest::publicTypes)
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey,
                            TreeMap::new,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        }

        assertThat(byName)
                .hasSizeGreaterThan(200)
                .allSatisfy((name, places) -> assertThat(places).as(name).hasSize(1));
    }

    private static boolean isMain(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.contains("/src/main/java/") && name.endsWith(".java");
    }

    private static Stream<Map.Entry<String, String>> publicTypes(Path file) {
        try {
            Matcher type = PUBLIC_TYPE.matcher(Files.readString(file));
            return type.find() ? Stream.of(Map.entry(type.group(1), file.toString())) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
