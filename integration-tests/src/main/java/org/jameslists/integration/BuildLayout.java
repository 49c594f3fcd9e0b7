package org.jameslists.integration;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build put what a James is made of.
 *
 * @param samples the folder of the samples, each as a whole configuration
 * @param extensionJar the jar to drop into {@code extensions-jars/}
 * @param jamesLibraries the folder of James' own jars, and of no others
 */
public record BuildLayout(Path samples, Path extensionJar, Path jamesLibraries) {

    /**
     * The layout that the build names by the system properties {@code samples.folder}, {@code extension.jar} and
     * {@code james.libraries}.
     *
     * @throws IllegalStateException if one is not set or names nothing
     */
    public static BuildLayout ofThisBuild() {
        return new BuildLayout(existing("samples.folder"), existing("extension.jar"), existing("james.libraries"));
    }

    /** The folder of one sample. */
    public Path sample(String name) {
        return samples.resolve(name);
    }

    private static Path existing(String property) {
        String value = System.getProperty(property);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new IllegalStateException(
                    "the system property " + property + " should name what the build made, but is " + value);
        }
        return Path.of(value).toAbsolutePath();
    }
}
