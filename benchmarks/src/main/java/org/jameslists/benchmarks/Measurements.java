package org.jameslists.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.openjdk.jmh.results.RunResult;

/** What one run measured, by the names of the benchmark methods. */
final class Measurements {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, Double> scores = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Double>> series = new TreeMap<>();
    private final Map<String, NavigableMap<Integer, Double>> allocated = new HashMap<>();

    void add(Collection<RunResult> results) {
        results.forEach(this::add);
    }

    private void add(RunResult result) {
        String name = result.getPrimaryResult().getLabel();
        double score = result.getPrimaryResult().getScore();
        Collection<String> parameters = result.getParams().getParamsKeys();
        int count = parameters.isEmpty()
                ? 0
                : Integer.parseInt(
                        result.getParams().getParam(parameters.iterator().next()));
        if (parameters.isEmpty()) {
            scores.put(name, score);
        } else {
            series.computeIfAbsent(name, key -> new TreeMap<>()).put(count, score);
        }
        result.getSecondaryResults().forEach((label, value) -> {
            if (label.endsWith(ALLOCATED)) {
                allocated.computeIfAbsent(name, key -> new TreeMap<>()).put(count, value.getScore());
            }
        });
    }

    /** What a benchmark without parts scored, in its own unit. */
    double score(String name) {
        return scores.get(name);
    }

    /** One score over another. */
    double ratio(String name, String base) {
        return scores.get(name) / scores.get(base);
    }

    /** Scores by the number of parts, for each benchmark that has one. */
    Map<String, NavigableMap<Integer, Double>> series() {
        return series;
    }

    /** Bytes of heap allocated in one operation, by the number of parts; 0 for a benchmark without. */
    NavigableMap<Integer, Double> allocated(String name) {
        return allocated.get(name);
    }
}
