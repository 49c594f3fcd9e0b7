package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class JamesLibrariesIT {

    @Test
    void areThoseThatJamesShips() throws Exception {
        Path libraries = BuildLayout.ofThisBuild().jamesLibraries();
        List<Path> jars;
        try (Stream<Path> files = Files.list(libraries)) {
            jars = files.toList();
        }
        Path application = jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("james-server-memory-app-"))
                .findFirst()
                .orElseThrow();
        List<String> shipped = new ArrayList<>(List.of(application.getFileName().toString()));
        try (JarFile jar = new JarFile(application.toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            Pattern.compile(" ")
                    .splitAsStream(classPath)
                    .map(entry -> entry.substring(entry.indexOf('/') + 1))
                    .forEach(shipped::add);
        }

        assertThat(jars).extracting(jar -> jar.getFileName().toString()).containsExactlyInAnyOrderElementsOf(shipped);
    }
}
