package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.ExternalJames;
import org.jameslists.integration.FailedStart;
import org.jameslists.integration.WebAdmin;

/** A James that runs as a process of its own, with the sink that its members' mail goes to. */
final class MeasuredJames implements AutoCloseable {
    static final String DOMAIN = "ml.example.ac.jp";

    private static final long JCMD_SECONDS = 60;
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");
    private static final long MEGABYTE = 1L << 20;

    private final ServerKind kind;
    private final CountingSink sink;
    private final ConfigurationFolder folder;
    private final ExternalJames james;
    private final Set<Integer> lists = new HashSet<>();

    private MeasuredJames(ServerKind kind, CountingSink sink, ConfigurationFolder folder, ExternalJames james) {
        this.kind = kind;
        this.sink = sink;
        this.folder = folder;
        this.james = james;
    }

    static MeasuredJames start(World world, ServerKind kind) throws IOException, InterruptedException, FailedStart {
        CountingSink sink = new CountingSink();
        try {
            ConfigurationFolder folder = ServerFolder.of(world, kind, sink.port());
            ExternalJames james = ExternalJames.start(folder, world.layout().jamesLibraries(), kind.jvmOptions());
            MeasuredJames measured = new MeasuredJames(kind, sink, folder, james);
            james.webAdmin().createDomain(DOMAIN);
            return measured;
        } catch (IOException | InterruptedException | FailedStart | RuntimeException e) {
            sink.close();
            throw e;
        }
    }

    ServerKind kind() {
        return kind;
    }

    CountingSink sink() {
        return sink;
    }

    int smtpPort() {
        return james.smtpPort();
    }

    /** Makes the list of a scene, with members at two other domains, unless it is there. */
    void makeList(Scene scene) throws IOException, InterruptedException {
        if (!lists.add(scene.members())) {
            return;
        }
        WebAdmin admin = james.webAdmin();
        for (int i = 0; i < scene.members(); i++) {
            admin.addGroupMember(scene.list(), "member" + i + (i % 2 == 0 ? "@example.org" : "@example.com"));
        }
    }

    /** How long processors have worked for it so far; see {@link CpuTime}. */
    Duration cpu() {
        return CpuTime.of(james.process());
    }

    /** The length of its log of garbage collections, from which {@link #peakHeap} reads on. */
    long gcLogLength() throws IOException {
        return Files.size(gcLog());
    }

    /**
     * Collects garbage, and tells the most heap that was in use just before a collection.
     *
     * @param from the length of the log when that time began
     * @return bytes, in whole megabytes
     */
    long peakHeap(long from) throws IOException, InterruptedException {
        jcmd("GC.run");
        byte[] log = Files.readAllBytes(gcLog());
        Matcher heap = HEAP.matcher(new String(log, (int) from, log.length - (int) from, StandardCharsets.US_ASCII));
        long peak = 0;
        while (heap.find()) {
            peak = Math.max(peak, Long.parseLong(heap.group(1)));
        }
        return peak * MEGABYTE;
    }

    private Path gcLog() {
        return folder.workingDirectory().resolve("gc.log");
    }

    /**
     * Has the JVM do something, by the JDK's program {@code jcmd}.
     *
     * @param command such as {@code JFR.start}, and its options
     */
    void jcmd(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(james.process().pid())));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("jcmd did not end: " + line);
        }
        if (process.exitValue() != 0) {
            throw new IOException("jcmd failed: " + line);
        }
    }

    /** The last lines of its log that are more than information, for whoever must find out why a scene failed. */
    String complaints() throws IOException {
        List<String> lines = james.log()
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    @Override
    public void close() throws IOException {
        sink.close();
        james.close();
    }
}
