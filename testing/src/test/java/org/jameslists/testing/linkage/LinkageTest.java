package org.jameslists.testing.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest is compiled against one edition of its host and then linked against another. */
class LinkageTest {
    private static final Map<String, String> HOST = Map.of(
            "host.Door", "package host; public class Door extends Frame { public int width; }",
            "host.Frame", "package host; public class Frame { public void open() {} public static void shut() {} }",
            "host.Bell", "package host; public interface Bell { void ring(); default void stop() {} }");

    private static final Map<String, String> GUEST = Map.of(
            "guest.Visitor",
            """
            package guest;
            import host.*;
            public class Visitor implements Bell {
                public void ring() { stop(); }
                int enter(Door[] doors) {
                    Runnable shut = Door::shut;
                    doors.clone()[0].open();
                    return doors[0].width + new IllegalStateException().getMessage().length();
                }
            }
            """);

    @TempDir
    private Path folder;

    private Path guest;

    @BeforeEach
    void compileTheGuest() throws IOException {
        Path host = jar("host", HOST, List.of());
        guest = jar("guest", GUEST, List.of(host));
    }

    @Test
    void shouldFindNothingWhenTheHostIsTheOneItWasCompiledAgainst() throws IOException {
        assertThat(broken(HOST)).isEmpty();
    }

    static Stream<Arguments> editions() {
        return Stream.of(
                Arguments.of(
                        "an inherited method is gone",
                        Map.of("host.Frame", "package host; public class Frame { public static void shut() {} }"),
                        "guest/Visitor lacks host/Door.open()V"),
                Arguments.of(
                        "a method that a method reference names is gone",
                        Map.of("host.Frame", "package host; public class Frame { public void open() {} }"),
                        "guest/Visitor lacks host/Frame.shut()V"),
                Arguments.of(
                        "a method returns another type",
                        Map.of(
                                "host.Frame",
                                "package host; public class Frame { public Frame open() { return this; } "
                                        + "public static void shut() {} }"),
                        "guest/Visitor lacks host/Door.open()V"),
                Arguments.of(
                        "a field has another type",
                        Map.of("host.Door", "package host; public class Door extends Frame { public long width; }"),
                        "guest/Visitor lacks host/Door.widthI"),
                Arguments.of(
                        "an interface asks for more",
                        Map.of(
                                "host.Bell",
                                "package host; public interface Bell { void ring(); default void stop() {} void mute(); }"),
                        "guest/Visitor lacks implementation of mute()V"),
                Arguments.of(
                        "a class became an interface",
                        Map.of(
                                "host.Frame",
                                "package host; public interface Frame { default void open() {} static void shut() {} }",
                                "host.Door",
                                "package host; public class Door implements Frame { public int width; }"),
                        "guest/Visitor lacks host/Frame.shut()V"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editions")
    void shouldNameWhatAnotherEditionOfTheHostLacks(String change, Map<String, String> changed, String expected)
            throws IOException {
        Map<String, String> edition = new HashMap<>(HOST);
        edition.putAll(changed);
        assertThat(broken(edition)).as(change).containsExactly(expected);
    }

    @Test
    void shouldNameAMissingClass() throws IOException {
        Map<String, String> withoutBell =
                Map.of("host.Door", HOST.get("host.Door"), "host.Frame", HOST.get("host.Frame"));
        assertThat(broken(withoutBell)).containsExactly("guest/Visitor lacks class host/Bell");
    }

    @Test
    void shouldNotLookIntoWhatIsTakenOnTrust() throws IOException {
        Path host = jar("empty", Map.of(), List.of());
        assertThat(Linkage.broken(guest, List.of(host), name -> name.startsWith("host.")))
                .isEmpty();
    }

    private SortedSet<String> broken(Map<String, String> host) throws IOException {
        return Linkage.broken(guest, List.of(jar("edition", host, List.of())), name -> false);
    }

    private Path jar(String name, Map<String, String> sources, List<Path> classPath) throws IOException {
        Path classes = Files.createDirectory(folder.resolve(name));
        if (!sources.isEmpty()) {
            compile(classes, sources, classPath);
        }
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
        return jar;
    }

    private static void compile(Path classes, Map<String, String> sources, List<Path> classPath) {
        List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        classPath.forEach(path -> options.addAll(List.of("-cp", path.toString())));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = sources.entrySet().stream()
                .map(source -> unit(source.getKey(), source.getValue()))
                .toList();
        assertThat(compiler.getTask(null, null, null, options, null, units).call())
                .isTrue();
    }

    private static JavaFileObject unit(String name, String source) {
        URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
