package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator gets it, run by a Java of its own. */
class ListAuthJarIT {
    private static final Path JAR = Path.of("target", "listauth.jar");

    @TempDir
    private Path folder;

    private record Result(int exitCode, String out, String err) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text(out), text(err));
    }

    private static String[] withKey(String command, Path key, String... more) {
        return Stream.concat(
                        Stream.of(command, "--key", key.toString(), "--domain", "example.org", "--selector", "s1"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void makesAKeySignsAndChecks() throws IOException, InterruptedException {
        Path key = folder.resolve("s1.pem");
        Path message = Files.writeString(folder.resolve("message.eml"), "From: author@example.org\n\nText\n");

        Result made = run("keygen", "--domain", "example.org", "--selector", "s1", "--out", key.toString());
        Path zone = Files.writeString(folder.resolve("zone"), made.out());
        Result checked = run(withKey("checkkey", key, "--dns-zone", zone.toString()));
        Result signed = run(withKey("sign", key, message.toString()));

        assertThat(checked.out()).startsWith("pass\n");
        assertThat(signed.out())
                .startsWith("DKIM-Signature: ")
                .endsWith("\r\nFrom: author@example.org\r\n\r\nText\r\n");
        assertThat(List.of(made, checked, signed)).allSatisfy(result -> {
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
        });
    }

    @Test
    void endsWithTheExitCodeOfTheCommand() throws IOException, InterruptedException {
        Result result = run("arc", folder.resolve("nothing.eml").toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Cannot read the message ");
    }

    @Test
    void knowsItsVersion() throws IOException, InterruptedException {
        assertThat(run("--version").out()).matches("listauth [0-9]+\\.[0-9]+\\..*\n");
    }

    /** A James on the class path would make each start slow. */
    @Test
    void holdsOfJamesOnlyItsLibraries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> packages = jar.stream()
                    .map(entry -> entry.getName().split("/", 5))
                    .filter(path -> path.length == 5 && path[1].equals("apache") && path[2].equals("james"))
                    .map(path -> path[3])
                    .collect(Collectors.toSet());
            assertThat(packages).isSubsetOf("jspf", "mime4j");
        }
    }

    @Test
    void hasACompletionThatBashReads() throws IOException, InterruptedException {
        Path script = Path.of("target", "listauth_completion");

        Process bash =
                new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();

        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(text(script))
                .contains(ListAuth.commandLine(new ListAuth()).getSubcommands().keySet());
    }
}
