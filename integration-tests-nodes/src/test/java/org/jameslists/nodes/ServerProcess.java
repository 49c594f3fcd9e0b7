package org.jameslists.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/** A server as a process of its own, in a temporary folder that is deleted with it. It ends with this program at the latest. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(20);
    private static final long POLL_MILLISECONDS = 50;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread endWithThisProgram = new Thread(this::end);
    private final List<String> prefix;
    private String endSignal = "TERM";

    private ServerProcess(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
        Runtime.getRuntime().addShutdownHook(endWithThisProgram);
    }

    /**
     * A server that is not started yet.
     *
     * @param user of the system, whom the folder belongs to and who runs its programs if this one is run by root
     */
    static ServerProcess of(String user) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("server-");
        ServerProcess server = new ServerProcess(folder, Programs.asUser(user));
        server.own(user);
        return server;
    }

    private void own(String user) throws IOException, InterruptedException {
        if (!prefix.isEmpty()) {
            new ProcessBuilder("chown", "-R", user, folder.toString()).start().waitFor();
        }
    }

    /** Says which signal ends it soon, where that is not TERM. */
    ServerProcess endingBy(String signal) {
        endSignal = signal;
        return this;
    }

    /** Where it keeps its files. */
    Path folder() {
        return folder;
    }

    /** Writes a file into the folder, which anybody may read. */
    Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return file;
    }

    /** Runs a program to its end. */
    void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = launch(command, environment);
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " failed:\n" + log());
        }
        processes.remove(process);
    }

    /** Starts a program that stays. */
    void start(List<String> command, Map<String, String> environment) throws IOException {
        launch(command, environment);
    }

    private Process launch(List<String> command, Map<String, String> environment) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Path logFile() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    /** What its programs printed. */
    String log() throws IOException {
        return Files.readString(logFile(), StandardCharsets.UTF_8);
    }

    /** Whether it is ready. */
    @FunctionalInterface
    interface Ready {
        /** Asks it; an exception is a no. */
        boolean ask() throws Exception;
    }

    /** Waits until it is ready. */
    void await(Ready ready) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        Exception reason = null;
        while (System.nanoTime() < end) {
            for (Process process : processes) {
                if (!process.isAlive()) {
                    throw new IOException(process.info() + " ended with " + process.exitValue() + ":\n" + log());
                }
            }
            try {
                if (ready.ask()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                reason = e;
            }
            Thread.sleep(POLL_MILLISECONDS);
        }
        throw new IOException("not ready after " + START + ":\n" + log(), reason);
    }

    /** Whether somebody listens on a port of 127.0.0.1. */
    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A port of 127.0.0.1 that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private void kill() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisProgram);
            for (Process process : processes) {
                new ProcessBuilder("kill", "-" + endSignal, Long.toString(process.pid())).start();
            }
            for (Process process : processes) {
                process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        kill();
        processes.forEach(process -> process.onExit().join());
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            Files.delete(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
