package org.jameslists.testing.linkage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Class files by name, from jars in their order and then from the running JDK. Close it to let go of the jars. */
public final class ClassPath implements AutoCloseable {
    private static final String SUFFIX = ".class";

    private final List<JarFile> jars = new ArrayList<>();
    private final Map<String, JarFile> places = new LinkedHashMap<>();
    private final Map<String, Optional<ClassFile>> found = new HashMap<>();

    private ClassPath() {}

    /**
     * Opens jars; of a class that is in several the first wins, as with a class loader.
     *
     * @throws UncheckedIOException if one of them cannot be read
     */
    public static ClassPath of(List<Path> jars) {
        ClassPath classPath = new ClassPath();
        jars.forEach(classPath::add);
        return classPath;
    }

    /** The jars that a file lists, as an argument of {@code java -cp} would. */
    public static List<Path> listedIn(Path file) throws IOException {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Files.readString(file).strip())
                .map(Path::of)
                .toList();
    }

    private void add(Path path) {
        try {
            JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
            jars.add(jar);
            classNames(jar).forEach(name -> places.putIfAbsent(name, jar));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not a jar that can be read", e);
        }
    }

    private static Stream<String> classNames(JarFile jar) {
        return jar.versionedStream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("-info.class"))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()));
    }

    /** Internal names of the classes in the jars; those of the JDK are not among them. */
    public Set<String> classNames() {
        return Set.copyOf(places.keySet());
    }

    Optional<ClassFile> find(String name) {
        return found.computeIfAbsent(name, missing -> bytes(missing).map(ClassFile::read));
    }

    Optional<byte[]> bytes(String name) {
        try (InputStream in = open(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private InputStream open(String name) throws IOException {
        JarFile jar = places.get(name);
        return jar == null
                ? ClassLoader.getPlatformClassLoader().getResourceAsStream(name + SUFFIX)
                : jar.getInputStream(jar.getEntry(name + SUFFIX));
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
    }
}
