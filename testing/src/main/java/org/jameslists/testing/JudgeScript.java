package org.jameslists.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One script of the folder {@code judges}, run as a process. The folder's README says how the scripts are called. */
final class JudgeScript {

    private static final int NOT_INSTALLED = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path script;
    private final boolean inCi;
    private final Duration patience;

    JudgeScript(Path script, boolean inCi, Duration patience) {
        this.script = script;
        this.inCi = inCi;
        this.patience = patience;
    }

    static JudgeScript named(String name) {
        return new JudgeScript(
                folder(Path.of("").toAbsolutePath()).resolve(name), "true".equals(System.getenv("CI")), PATIENCE);
    }

    /** The folder {@code judges} beside or above a folder: the tests of each module are run in the module's own. */
    static Path folder(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path judges = folder.resolve("judges");
            if (Files.isRegularFile(judges.resolve("install"))) {
                return judges;
            }
        }
        throw new IllegalStateException("no judges/install in " + start + " or above it");
    }

    /**
     * Runs the script in a folder of its own that holds the given files.
     *
     * @return what it printed
     * @throws JudgeMissingException if it says that it is not installed, outside CI
     * @throws IllegalStateException if it says so in CI, breaks down, or does not end
     */
    byte[] run(List<String> arguments, Map<String, byte[]> files) {
        try {
            Path folder = Files.createTempDirectory("judge");
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Files.write(folder.resolve(file.getKey()), file.getValue());
                }
                return runIn(folder, arguments);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] runIn(Path folder, List<String> arguments) throws IOException {
        Path output = folder.resolve("standard-output");
        Path error = folder.resolve("standard-error");
        List<String> command = new ArrayList<>(arguments);
        command.add(0, script.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().put("TMPDIR", folder.toString());
        int exitCode = await(builder.start());
        if (exitCode == 0) {
            return Files.readAllBytes(output);
        }
        String reason = new String(Files.readAllBytes(error), StandardCharsets.UTF_8).strip();
        if (exitCode == NOT_INSTALLED) {
            throw missing(name() + " cannot run, see judges/install: " + reason);
        }
        throw new IllegalStateException(name() + " ended with " + exitCode + ": " + reason);
    }

    private int await(Process process) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException(name() + " did not end within " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name(), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private RuntimeException missing(String message) {
        return inCi ? new IllegalStateException(message) : new JudgeMissingException(message);
    }

    private String name() {
        return script.getFileName().toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
