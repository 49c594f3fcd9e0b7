package org.jameslists.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import javax.mail.MessagingException;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and writes what they say, as ratios within the run, to a page. */
public final class Report {
    private Report() {}

    /**
     * How long a benchmark runs.
     *
     * @param warmups how often before it is measured
     * @param iterations how often while it is
     * @param milliseconds how long each time
     */
    private record Effort(int warmups, int iterations, int milliseconds) {}

    /**
     * Writes the page.
     *
     * @param arguments the page's file, and {@code quick} for a run of less than two minutes
     */
    public static void main(String[] arguments) throws RunnerException, IOException, MessagingException {
        boolean quick = List.of(arguments).contains("quick");
        Measurements measured = new Measurements();
        measured.add(run("Hashing|Signing", quick ? new Effort(4, 4, 500) : new Effort(3, 10, 1000)));
        measured.add(run("Scaling", quick ? new Effort(1, 1, 300) : new Effort(2, 5, 1000)));
        measured.add(run("Heap|Members", quick ? new Effort(1, 1, 300) : new Effort(2, 5, 1000)));
        String page = Page.of(measured, quick);
        System.out.println(page);
        Files.writeString(Path.of(arguments[0]), page, StandardCharsets.UTF_8);
    }

    private static Collection<RunResult> run(String benchmarks, Effort effort) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("org.jameslists.benchmarks.(" + benchmarks + ")Benchmark")
                        .forks(1)
                        .warmupIterations(effort.warmups())
                        .warmupTime(TimeValue.milliseconds(effort.milliseconds()))
                        .measurementIterations(effort.iterations())
                        .measurementTime(TimeValue.milliseconds(effort.milliseconds()))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
