package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long processors have worked for a JVM. Where Linux tells it by thread, the compiler's threads are left out: a server
 * that has run for a day compiles nothing any more, and nobody wants to measure for a day.
 */
final class CpuTime {
    /** Keeps the compiler's threads, and with them what they have worked, for as long as the JVM runs. */
    static final String JVM_OPTION = "-XX:-UseDynamicNumberOfCompilerThreads";

    /** What proc(5) counts in, for all that is not Linux itself: a hundredth of a second. */
    private static final long TICK_MILLISECONDS = 10;

    /** proc(5): utime and stime, the fields 14 and 15, counted from behind the name, which ends with a bracket. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CpuTime() {}

    static Duration of(ProcessHandle process) {
        Duration all = process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell the CPU time of a process"));
        return all.minus(ofCompiler(Path.of("/proc", Long.toString(process.pid()), "task")));
    }

    private static Duration ofCompiler(Path threads) {
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        try (Stream<Path> each = Files.list(threads)) {
            return Duration.ofMillis(each.mapToLong(thread -> compilerTicks(thread.resolve("stat")))
                            .sum()
                    * TICK_MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long compilerTicks(Path stat) {
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            int end = line.lastIndexOf(')');
            if (!line.substring(line.indexOf('(') + 1, end).contains("Compiler")) {
                return 0;
            }
            String[] fields = line.substring(end + 2).split(" ", -1);
            return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        } catch (NoSuchFileException e) {
            // the thread has ended meanwhile
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
