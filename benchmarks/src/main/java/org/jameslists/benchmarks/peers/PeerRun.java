package org.jameslists.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jameslists.testing.LoopbackDns;

/** Runs the drivers, one after the other. One that fails is told of, and the others are measured all the same. */
public final class PeerRun {
    /** The engine with the RSA that each JDK has. */
    public static final String ENGINE = "this engine, RSA by the JDK";
    /** The engine with Amazon Corretto Crypto. */
    public static final String ENGINE_CORRETTO = "this engine, RSA by Amazon Corretto Crypto";

    private static final int CANNOT_RUN = 3;
    /** A driver has ten tasks at most, and warms up for each. */
    private static final int MOST_MEASUREMENTS = 30;

    private static final int START_SECONDS = 60;

    private final double seconds;
    private final Path folder = Files.createTempDirectory("peers-");
    private final List<Speed> speeds = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private PeerRun(double seconds) throws IOException {
        this.seconds = seconds;
    }

    /**
     * Measures the engine and all peers that are installed.
     *
     * @param seconds how long each task is measured
     */
    public static PeerSpeeds all(double seconds) throws IOException, InterruptedException {
        return new PeerRun(seconds).run(true);
    }

    /** Measures the engine alone. */
    public static PeerSpeeds engine(double seconds) throws IOException, InterruptedException {
        return new PeerRun(seconds).run(false);
    }

    private PeerSpeeds run(boolean peers) throws IOException, InterruptedException {
        try (LoopbackDns dns = LoopbackDns.start()) {
            PeerFolder.write(folder, dns);
            engine();
            if (peers) {
                Path drivers = Path.of(System.getProperty("peers.folder"));
                drive("libopendkim", List.of(drivers.resolve("opendkim").toString()));
                drive("Mail::DKIM", List.of(drivers.resolve("maildkim").toString()));
                drive("dkimpy", List.of(drivers.resolve("dkimpy").toString()));
                drive("mailauth", List.of(drivers.resolve("mailauth").toString()));
                drive(
                        "rspamd, a whole scan over HTTP",
                        List.of(drivers.resolve("rspamd").toString()));
            }
            return new PeerSpeeds(List.copyOf(speeds), List.copyOf(missing));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void engine() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        drive(ENGINE, List.of(java, "-cp", classPath, EngineSpeed.class.getName()));
        String corretto = System.getProperty("rsa.provider.jar");
        if (corretto == null) {
            missing.add(ENGINE_CORRETTO + ": not served for this system");
        } else {
            String both = classPath + System.getProperty("path.separator") + corretto;
            drive(ENGINE_CORRETTO, List.of(java, "-cp", both, EngineSpeed.class.getName()));
        }
    }

    private void drive(String library, List<String> command) throws IOException, InterruptedException {
        System.out.println(library);
        List<String> line = new ArrayList<>(command);
        line.add(folder.toString());
        line.add(Double.toString(seconds));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process process;
        try {
            process = new ProcessBuilder(line)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            missing.add(library + ": " + e.getMessage());
            return;
        }
        boolean ended = process.waitFor((long) (START_SECONDS + seconds * MOST_MEASUREMENTS), TimeUnit.SECONDS);
        if (!ended) {
            process.destroy();
            process.waitFor(1, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
        }
        // what it measured before it failed counts
        Files.readAllLines(output, StandardCharsets.UTF_8).forEach(printed -> speeds.add(Speed.of(library, printed)));
        if (!ended) {
            missing.add(library + ": it did not end");
        } else if (process.exitValue() != 0) {
            String reason = Files.readString(errors, StandardCharsets.UTF_8).strip();
            missing.add(library + ": " + (process.exitValue() == CANNOT_RUN ? "not installed: " : "failed: ") + reason);
        }
    }
}
