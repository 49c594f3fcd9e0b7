package org.jameslists.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The jars of Amazon Corretto Crypto for different machines. */
final class CorrettoJar {
    /** The version that the build tests with. */
    static final String VERSION = "2.5.0";

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "aarch_64");
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

    private CorrettoJar() {}

    /** Names the jar for the machine that this runs on, if there is one. */
    static Optional<String> forThisMachine() {
        return usesMusl(MAPPED_FILES)
                ? Optional.empty()
                : named(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Names the jar for a value of {@code os.name} and one of {@code os.arch}. */
    static Optional<String> named(String system, String architecture) {
        return platform(system.toLowerCase(Locale.ROOT)).flatMap(platform -> Optional.ofNullable(
                        ARCHITECTURES.get(architecture))
                .map(suffix -> "AmazonCorrettoCryptoProvider-" + VERSION + "-" + platform + "-" + suffix + ".jar"));
    }

    private static Optional<String> platform(String system) {
        if (system.startsWith("linux")) {
            return Optional.of("linux");
        }
        return system.startsWith("mac") ? Optional.of("osx") : Optional.empty();
    }

    /** Whether this process uses musl, Alpine's C library, with which the jars for Linux do not work. */
    static boolean usesMusl(Path mappedFiles) {
        if (!Files.isReadable(mappedFiles)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(mappedFiles, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains("/ld-musl-"));
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /** Where to download the jars. */
    static String source() {
        return "https://repo1.maven.org/maven2/software/amazon/cryptools/AmazonCorrettoCryptoProvider/" + VERSION + "/";
    }
}
