package org.jameslists.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

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
    public static void main(String[] arguments)
            throws RunnerException, IOException, MessagingException, InterruptedException {
        Request request = Request.of(arguments);
        System.exit(new Report(request).measure() ? 0 : 1);
    }

    /** Whether all that was asked for could be measured. */
    private boolean measure() throws RunnerException, IOException, MessagingException, InterruptedException {
        long start = System.nanoTime();
        boolean quick = request.quick();
        Optional<PeerSpeeds> peers = Optional.empty();
        if (request.includes(Request.Part.ENGINE)) {
            peers = Optional.of(PeerRun.all(quick ? QUICK_SECONDS : SECONDS));
        } else if (request.includes(Request.Part.JAMES)) {
            // what a bare signature costs
            peers = Optional.of(PeerRun.engine(quick ? QUICK_SECONDS : SECONDS));
        }
        Optional<JamesFigures> james = request.includes(Request.Part.JAMES) ? Optional.of(james()) : Optional.empty();
        Optional<Measurements> micro =
                request.includes(Request.Part.MICRO) ? Optional.of(micro(quick)) : Optional.empty();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Results results = new Results(request.command(), james, peers, micro, took);

        Path page = request.page();
        Path chart = page.resolveSibling(page.getFileName().toString().replace(".md", ".svg"));
        String text = Page.of(results, chart.getFileName().toString());
        System.out.println(text);
        Files.writeString(page, text, StandardCharsets.UTF_8);
        if (james.isPresent()) {
            draw(james.get(), chart);
        }
        System.out.printf("%s and %s, after %d s%n", page, chart.getFileName(), took.toSeconds());
        boolean peersMayBeMissing = !"true".equals(System.getenv("CI"));
        return james.map(figures -> figures.failures().isEmpty()).orElse(true)
                && (peersMayBeMissing
                        || peers.map(speeds -> speeds.missing().isEmpty()).orElse(true));
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
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
