package org.jameslists.samples;

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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of {@code conf-samples}, as they are in this jar: for each way of running a list what it adds to James, and for
 * each kind of James the files of its configuration that lists do not need.
 */
public final class ConfSamples {
    private static final String JAR = "jar";
    private static final String IN_JAR = "/org/jameslists/samples/conf";
    private static final String PROCESSORS = "processors.xml";
    private static final String SHARED = "shared/";
    private static final String SERVERS = "servers/";

    /** Each file's text, by its path with slashes. */
    private final Map<String, String> files;

    private ConfSamples(Map<String, String> files) {
        this.files = files;
    }

    /** Reads them. */
    public static ConfSamples load() throws IOException {
        URI uri = resources();
        if (!JAR.equals(uri.getScheme())) {
            return new ConfSamples(read(Path.of(uri)));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return new ConfSamples(read(jar.getPath(IN_JAR)));
        }
    }

    private static URI resources() {
        try {
            return ConfSamples.class.getResource("conf").toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.put(name, Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** The names of the samples, sorted: ways of running a list. */
    public List<String> samples() {
        return files.keySet().stream()
                .filter(name -> name.endsWith("/" + PROCESSORS) && !name.startsWith(SHARED))
                .map(name -> name.substring(0, name.indexOf('/')))
                .toList();
    }

    /** The names of the servers, sorted: kinds of James. */
    public List<String> servers() {
        return files.keySet().stream()
                .filter(name -> name.startsWith(SERVERS) && !name.startsWith(SERVERS + SHARED))
                .map(name -> name.substring(SERVERS.length(), name.lastIndexOf('/')))
                .distinct()
                .toList();
    }

    /** The processors that a sample adds. */
    String processors(String sample) {
        return files.get(sample + "/" + PROCESSORS) + "\n" + files.get(SHARED + PROCESSORS);
    }

    /** Another file of what a sample adds: that of all samples, with the sample's own values of some keys. */
    String piece(String sample, String name) {
        String own = files.getOrDefault(sample + "/" + name, "");
        return PropertiesText.withValues(files.get(SHARED + name), own);
    }

    /** A file of James' configuration without lists, if this server has it. */
    Optional<String> serverFile(String server, String name) {
        String shared = files.get(SERVERS + SHARED + name);
        return Optional.ofNullable(files.getOrDefault(SERVERS + server + "/" + name, shared));
    }

    /** The names of the files of a server. */
    List<String> serverFiles(String server) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(SERVERS + SHARED) || name.startsWith(SERVERS + server + "/"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .distinct()
                .sorted()
                .toList();
    }
}
