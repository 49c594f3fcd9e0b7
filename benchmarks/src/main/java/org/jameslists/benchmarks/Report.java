package org.jameslists.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jameslists.arc.ArcValidator;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.message.Message;
import org.jameslists.signature.CanonicalMessage;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and writes what they say, as ratios within the run, to a page. */
public final class Report {
    private final Map<String, Double> scores = new HashMap<>();
    private final Map<String, TreeMap<Integer, Double>> series = new TreeMap<>();
    private final Map<String, Double> allocated = new HashMap<>();

    private Report() {}

    /**
     * Writes the page.
     *
     * @param arguments the page's file, and {@code quick} for a run of less than two minutes
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = List.of(arguments).contains("quick");
        Report report = new Report();
        report.add(run("Hashing|Signing", quick ? 1 : 3, quick ? 3 : 10));
        report.add(run("Scaling", 1, quick ? 2 : 5));
        report.add(run("Heap", 1, 2));
        String page = report.page();
        System.out.println(page);
        Files.writeString(Path.of(arguments[0]), page, StandardCharsets.UTF_8);
    }

    private static Collection<RunResult> run(String benchmarks, int warmups, int iterations) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("org.jameslists.benchmarks.(" + benchmarks + ")Benchmark")
                .forks(1)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1));
        return new Runner((benchmarks.equals("Heap") ? options.addProfiler(GCProfiler.class) : options).build()).run();
    }

    private void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            double score = result.getPrimaryResult().getScore();
            Collection<String> parameters = result.getParams().getParamsKeys();
            if (parameters.isEmpty()) {
                scores.put(name, score);
            } else {
                int count = Integer.parseInt(
                        result.getParams().getParam(parameters.iterator().next()));
                series.computeIfAbsent(name, key -> new TreeMap<>()).put(count, score);
            }
            result.getSecondaryResults().forEach((label, value) -> {
                if (label.endsWith("gc.alloc.rate.norm")) {
                    allocated.put(name, value.getScore());
                }
            });
        }
    }

    private String page() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # Performance

                Written by `./benchmark` (`./benchmark quick` in less than two minutes), on the machine it runs on: what
                counts are ratios within one run. RSA is RSA-2048.

                | what | is | wanted |
                |---|---|---|
                """);
        ratio(page, "DKIM signature of 10 kB ÷ bare RSA", ratio("dkim", "bareRsa"), 0.90);
        ratio(
                page,
                "DKIM and ARC (3 RSA signatures) of 10 kB ÷ a third of bare RSA",
                3 * ratio("dkimAndArc", "bareRsa"),
                0.85);
        ratio(page, "relaxed body and SHA-256 of 10 MB ÷ bare SHA-256", ratio("relaxed", "bareSha256"), 0.70);
        ratio(page, "simple body and SHA-256 of 10 MB ÷ bare SHA-256", ratio("simple", "bareSha256"), 0.85);
        allocated.forEach((name, octets) -> page.append(
                String.format(Locale.ROOT, "| heap to %s 50 MB | %.2f MB | < 2 MB |%n", name, octets / 1e6)));
        page.append(String.format(
                Locale.ROOT,
                "| body passes to verify 2 DKIM signatures and a chain of 3 sets | %d | 1 |%n",
                bodyPasses()));
        page.append(
                "\nWhat a message of 10 kB costs by the number of its parts, in µs; a part's share falls to a constant:\n");
        series.forEach((name, points) -> table(page, name, points));
        return page.toString();
    }

    private static void table(StringBuilder page, String name, Map<Integer, Double> points) {
        page.append("\n| ").append(name).append(" | µs | µs each |\n|---|---|---|\n");
        points.forEach((count, time) ->
                page.append(String.format(Locale.ROOT, "| %d | %.0f | %.2f |%n", count, time, time / count)));
    }

    private double ratio(String name, String base) {
        return scores.get(name) / scores.get(base);
    }

    private static void ratio(StringBuilder page, String what, double is, double wanted) {
        page.append(String.format(Locale.ROOT, "| %s | %.2f | ≥ %.2f |%n", what, is, wanted));
    }

    private static int bodyPasses() throws IOException {
        Signers signers = new Signers();
        Message message = signers.sign(signers.sign(Posts.post(10_000)));
        for (int i = 0; i < 3; i++) {
            message = signers.seal(message);
        }
        CanonicalMessage canonical = new CanonicalMessage(message);
        DkimVerifier.Prepared dkim = new DkimVerifier(signers.dns, InstantSource.system()).prepare(canonical);
        ArcValidator.Prepared arc = new ArcValidator(signers.dns, InstantSource.system()).prepare(canonical);
        dkim.verify();
        arc.validate();
        return canonical.bodyHashes().passes();
    }
}
