package org.jameslists.nodes;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/** Programs of Debian's packages. A test that lacks one is left out, but in CI it fails. */
final class Programs {
    private Programs() {}

    /**
     * The newest program that a pattern finds.
     *
     * @param pattern a path with wildcards for versions, such as {@code /usr/lib/postgresql/*}{@code /bin/postgres}
     * @param debianPackage what to install if it is missing
     */
    static Path find(String pattern, String debianPackage) throws IOException {
        int wildcard = pattern.indexOf('*');
        Path root = Path.of(wildcard < 0 ? pattern : pattern.substring(0, pattern.lastIndexOf('/', wildcard)));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Optional<Path> found = Optional.empty();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                found = files.filter(matcher::matches).max(Path::compareTo);
            }
        }
        return found.orElseThrow(
                () -> missing(pattern + " is missing: apt-get install --no-install-recommends " + debianPackage));
    }

    /** What to throw where something is missing that a test needs. */
    static RuntimeException missing(String what) {
        return "true".equals(System.getenv("CI")) ? new IllegalStateException(what) : new TestAbortedException(what);
    }

    /** What starts a command as a user of Debian's package: servers refuse to run as root. */
    static List<String> asUser(String user) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
    }
}
