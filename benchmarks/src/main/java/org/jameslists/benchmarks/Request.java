package org.jameslists.benchmarks;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ./benchmark} was asked for.
 *
 * @param parts what is measured
 * @param quick whether roughly
 * @param recording where a recording of the Flight Recorder is kept, if it is
 * @param command how it was called
 */
record Request(Set<Part> parts, boolean quick, Optional<Path> recording, String command) {
    private static final Path PAGE = Path.of("docs", "performance.md");
    private static final Path OTHER_PAGE = Path.of("benchmarks", "target", "performance.md");

    /** What can be measured by itself. */
    enum Part {
        /** Whole servers. */
        JAMES,
        /** The engine beside its peers. */
        ENGINE,
        /** The microbenchmarks. */
        MICRO
    }

    /**
     * Reads arguments.
     *
     * @param arguments any of {@code james}, {@code engine}, {@code micro}, {@code quick} and {@code --jfr FILE}
     * @throws IllegalArgumentException if one is none of these
     */
    static Request of(String... arguments) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        boolean quick = false;
        Optional<Path> recording = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "quick" -> quick = true;
                case "--jfr" -> {
                    i++;
                    if (i == arguments.length) {
                        throw new IllegalArgumentException("--jfr needs the name of a file");
                    }
                    recording = Optional.of(Path.of(arguments[i]).toAbsolutePath());
                }
                case "james", "engine", "micro" -> parts.add(Part.valueOf(arguments[i].toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException(
                        "unknown: " + arguments[i] + "; known are james, engine, micro, quick and --jfr FILE");
            }
        }
        return new Request(
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
                quick,
                recording,
                ("./benchmark " + String.join(" ", arguments)).strip());
    }

    /** Where the page is written: that of the documentation only when all was measured at length. */
    Path page() {
        return quick || parts.size() < Part.values().length ? OTHER_PAGE : PAGE;
    }

    boolean includes(Part part) {
        return parts.contains(part);
    }
}
