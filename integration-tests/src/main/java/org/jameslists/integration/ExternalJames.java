package org.jameslists.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * James' memory application as a process of its own, as an operator runs it: James' jars and no others on the class
 * path, everything else in the working directory.
 */
public final class ExternalJames implements RunningJames {

    private static final String STARTED = "JAMES server started";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(30);
    private static final long POLL_MILLISECONDS = 50;

    /** A quick start matters more to a test than speed later. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-Xmx512m");

    private final ConfigurationFolder folder;
    private final Process process;
    private final Thread endWithThisProcess;
    private final Path log;
    private final int smtpPort;
    private final int imapPort;
    private final WebAdmin webAdmin;

    /**
     * A program of James'.
     *
     * @param classPath all of its class path
     * @param mainClass what is started
     */
    public record Program(String classPath, String mainClass) {}

    private ExternalJames(ConfigurationFolder folder, Program program, List<String> jvmOptions) throws IOException {
        this.folder = folder;
        this.log = folder.workingDirectory().resolve("james.log");
        try (ServerSocket smtp = anyPort();
                ServerSocket imap = anyPort();
                ServerSocket web = anyPort()) {
            this.smtpPort = smtp.getLocalPort();
            this.imapPort = imap.getLocalPort();
            this.webAdmin = new WebAdmin(web.getLocalPort());
            folder.setPorts(smtpPort, imapPort, web.getLocalPort());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                program.classPath(),
                "-Dworking.directory=.",
                "-Dlogback.configurationFile=conf/logback.xml",
                program.mainClass()));
        this.process = new ProcessBuilder(command)
                .directory(folder.workingDirectory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        this.endWithThisProcess = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithThisProcess);
    }

    /**
     * Starts a James and waits until it says that it has started.
     *
     * @param jamesLibraries the folder of James' jars
     * @throws FailedStart if it ends instead; the folder is then deleted
     */
    public static ExternalJames start(ConfigurationFolder folder, Path jamesLibraries)
            throws FailedStart, IOException, InterruptedException {
        return start(folder, jamesLibraries, QUICK_START);
    }

    /**
     * As {@link #start(ConfigurationFolder, Path)}, with JVM options of the caller's choice.
     *
     * @param jvmOptions such as {@code -Xmx256m}
     */
    public static ExternalJames start(ConfigurationFolder folder, Path jamesLibraries, List<String> jvmOptions)
            throws FailedStart, IOException, InterruptedException {
        return start(
                folder,
                new Program(jamesLibraries.resolve("*").toString(), "org.apache.james.MemoryJamesServerMain"),
                jvmOptions);
    }

    /** As {@link #start(ConfigurationFolder, Path)}, with a program of the caller's choice. */
    public static ExternalJames start(ConfigurationFolder folder, Program program)
            throws FailedStart, IOException, InterruptedException {
        return start(folder, program, QUICK_START);
    }

    private static ExternalJames start(ConfigurationFolder folder, Program program, List<String> jvmOptions)
            throws FailedStart, IOException, InterruptedException {
        ExternalJames james = new ExternalJames(folder, program, jvmOptions);
        try {
            james.awaitStart();
            return james;
        } catch (FailedStart | IOException | InterruptedException | RuntimeException e) {
            james.close();
            throw e;
        }
    }

    private void awaitStart() throws FailedStart, IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!log().contains(STARTED)) {
            if (process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                throw new FailedStart(process.exitValue(), log());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("James did not start within " + START + ":\n" + log());
            }
        }
    }

    /** What it printed so far. */
    public String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Its process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public int smtpPort() {
        return smtpPort;
    }

    @Override
    public int imapPort() {
        return imapPort;
    }

    @Override
    public WebAdmin webAdmin() {
        return webAdmin;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(endWithThisProcess);
        folder.close();
    }

    /** James cannot tell which port it was given, so one is chosen that was free a moment ago. */
    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
