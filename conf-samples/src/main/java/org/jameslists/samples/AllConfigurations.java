package org.jameslists.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Writes every sample for every server, as an empty folder gets it: what tests, the demo and the benchmarks start. */
public final class AllConfigurations {
    private AllConfigurations() {}

    /**
     * Writes them in place of what the folder has.
     *
     * @param arguments the folder that gets {@code SERVER/SAMPLE/}
     */
    public static void main(String... arguments) throws IOException, UnplaceableException {
        Path folder = Path.of(arguments[0]);
        delete(folder);
        ConfSamples samples = ConfSamples.load();
        for (String server : samples.servers()) {
            for (String sample : samples.samples()) {
                Path conf = folder.resolve(server).resolve(sample);
                Installation.plan(new SampleChoice(server, sample), conf).write();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
