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
 * @param samples how many samples found a thread that runs Java at each step
 * @param posts how many posts the server had meanwhile
 */
public record Profile(Map<Step, Integer> samples, int posts) {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final double PERIOD_SECONDS = 0.01;

    /** What {@code JFR.start} is told, so that a sample stands for so much time. */
    static final String PERIOD = SAMPLE + "#period=10ms";

    /** Reads a recording. */
    static Profile of(Path recording, int posts) throws IOException {
        Map<Step, Integer> samples = new EnumMap<>(Step.class);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(Step.of(frames(event.getStackTrace())), 1, Integer::sum);
                }
            }
        }
        return new Profile(samples, posts);
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

    /** How long a step takes of a post, in seconds. */
    public double seconds(Step step) {
        return samples.getOrDefault(step, 0) * PERIOD_SECONDS / posts;
    }
}
