package org.jameslists.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.mail.MessagingException;

import org.jameslists.benchmarks.james.Effort;
import org.jameslists.benchmarks.james.JamesFigures;
import org.jameslists.benchmarks.james.JamesRun;
import org.jameslists.benchmarks.james.Scene;
import org.jameslists.benchmarks.james.TimeChart;
import org.jameslists.benchmarks.peers.PeerRun;
import org.jameslists.benchmarks.peers.PeerSpeeds;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures, and writes what was measured to a page. */
public final class Report {
    private static final double SECONDS = 2;
    private static final double QUICK_SECONDS = 0.5;

    private final Request request;
    private final List<String> failures = new ArrayList<>();

    private Report(Request request) {
        this.request = request;
    }

    /**
     * How long a microbenchmark runs.
     *
     * @param warmups how often before it is measured
     * @param iterations how often while it is
     * @param milliseconds how long each time
     */
    private record Turns(int warmups, int iterations, int milliseconds) {}

    /**
     * Measures what is asked for.
     *
     * @param arguments what {@code ./benchmark} was called with
     */
    public static void main(String[] arguments) throws IOException, MessagingException {
        Request request = Request.of(arguments);
        System.exit(new Report(request).measure() ? 0 : 1);
    }

    /** Whether all that was asked for could be measured. */
    private boolean measure() throws IOException, MessagingException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        long start = System.nanoTime();
        double seconds = request.quick() ? QUICK_SECONDS : SECONDS;
        Optional<PeerSpeeds> peers = request.includes(Request.Part.ENGINE)
                ? attempt(Request.Part.ENGINE, () -> PeerRun.all(seconds))
                // what a bare signature costs
                : attempt(Request.Part.JAMES, () -> PeerRun.engine(seconds));
        Optional<JamesFigures> james = attempt(Request.Part.JAMES, this::james);
        Optional<Measurements> micro = attempt(Request.Part.MICRO, () -> micro(request.quick()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Results.Run run = new Results.Run(request.command(), load, took);
        Results results = new Results(run, james, peers, micro, List.copyOf(failures));

        Path page = request.page();
        Path chart = page.resolveSibling(page.getFileName().toString().replace(".md", ".svg"));
        String text = Page.of(results, chart.getFileName().toString());
        System.out.println(text);
        Files.writeString(page, text, StandardCharsets.UTF_8);
        if (james.isPresent()) {
            draw(james.get(), chart);
        }
        System.out.printf("%s and %s, after %d s%n", page, chart.getFileName(), took.toSeconds());
        return failures.isEmpty()
                && james.map(figures -> figures.failures().isEmpty()).orElse(true)
                && (peersMayBeMissing()
                        || peers.map(speeds -> speeds.missing().isEmpty()).orElse(true));
    }

    /** Measures a part if it was asked for. One that fails is told of, and the others are measured all the same. */
    private <T> Optional<T> attempt(Request.Part part, Callable<T> measuring) {
        if (!request.includes(part)) {
            return Optional.empty();
        }
        try {
            return Optional.of(measuring.call());
        } catch (Exception e) {
            System.out.println(part + " could not be measured: " + e);
            failures.add(part + ": " + e);
            return Optional.empty();
        }
    }

    private static boolean peersMayBeMissing() {
        return !"true".equals(System.getenv("CI"));
    }

    private JamesFigures james() throws IOException, InterruptedException {
        return request.quick()
                ? JamesRun.run(JamesRun.mainScenes(), Effort.QUICK, request.recording())
                : JamesRun.run(JamesRun.allScenes(), Effort.FULL, request.recording());
    }

    private static void draw(JamesFigures james, Path chart) throws IOException {
        if (james.profile().isPresent() && james.of(Scene.BASE).isPresent()) {
            TimeChart.draw(james.of(Scene.BASE).get(), james.profile().get(), chart);
        }
    }

    private static Measurements micro(boolean quick) throws RunnerException {
        Measurements measured = new Measurements();
        measured.add(run("Hashing|Signing", quick ? new Turns(4, 4, 500) : new Turns(3, 10, 1000)));
        measured.add(run("Scaling", quick ? new Turns(1, 1, 300) : new Turns(2, 5, 1000)));
        measured.add(run("Heap|Members|MemoryTable", quick ? new Turns(1, 1, 300) : new Turns(2, 5, 1000)));
        return measured;
    }

    private static Collection<RunResult> run(String benchmarks, Turns turns) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("org.jameslists.benchmarks.(" + benchmarks + ")Benchmark")
                        .forks(1)
                        .warmupIterations(turns.warmups())
                        .warmupTime(TimeValue.milliseconds(turns.milliseconds()))
                        .measurementIterations(turns.iterations())
                        .measurementTime(TimeValue.milliseconds(turns.milliseconds()))
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
