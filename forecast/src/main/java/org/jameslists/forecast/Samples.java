package org.jameslists.forecast;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.james.core.MailAddress;

/** The complete configuration samples of this project, changed to serve the operator's list. */
final class Samples {
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String DOMAIN = "ml.example.ac.jp";
    private static final String JAR = "jar";
    private static final String IN_JAR = "/org/jameslists/forecast/samples";

    private Samples() {}

    /**
     * Writes the samples into files.
     *
     * @param folder gets a folder for each
     * @return their names, sorted
     */
    static List<String> writeTo(Path folder, MailAddress list) throws IOException {
        URI uri = resources();
        if (!JAR.equals(uri.getScheme())) {
            return copy(Path.of(uri), folder, list);
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return copy(jar.getPath(IN_JAR), folder, list);
        }
    }

    private static URI resources() {
        try {
            return Samples.class.getResource("samples").toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> copy(Path samples, Path folder, MailAddress list) throws IOException {
        try (Stream<Path> children = Files.list(samples)) {
            List<Path> folders = children.filter(child -> Files.exists(child.resolve("mailetcontainer.xml")))
                    .sorted()
                    .toList();
            for (Path sample : folders) {
                copySample(sample, Files.createDirectory(folder.resolve(name(sample))), list);
            }
            return folders.stream().map(Samples::name).toList();
        }
    }

    private static void copySample(Path sample, Path folder, MailAddress list) throws IOException {
        try (Stream<Path> files = Files.list(sample)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8)
                        .replace(LIST, list.asString().replace("&", "&amp;"))
                        .replace(DOMAIN, list.getDomain().asString());
                Files.writeString(folder.resolve(name(file)), text, StandardCharsets.UTF_8);
            }
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString().replace("/", "");
    }
}
