package org.jameslists.benchmarks.james;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of a post goes, by samples of the JDK's Flight Recorder.
 *
 * @param samples how many samples found a thread at each step
 */
public record Profile(Map<Step, Integer> samples) {
    private static final String SAMPLE = "jdk.ExecutionSample";

    /** Reads a recording. */
    static Profile of(Path recording) throws IOException {
        Map<Step, Integer> samples = new EnumMap<>(Step.class);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(Step.of(frames(event.getStackTrace())), 1, Integer::sum);
                }
            }
        }
        return new Profile(samples);
    }

    private static List<String> frames(RecordedStackTrace trace) {
        return trace == null
                ? List.of()
                : trace.getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .filter(Objects::nonNull)
                        .map(Profile::name)
                        .toList();
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }

    /** How many samples there are. */
    public int all() {
        return samples.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The share of a step, from 0 to 1. */
    public double share(Step step) {
        return (double) samples.getOrDefault(step, 0) / all();
    }
}
