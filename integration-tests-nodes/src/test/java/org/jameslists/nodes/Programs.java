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
        if (found.isEmpty()) {
            String missing = pattern + " is missing: apt-get install --no-install-recommends " + debianPackage;
            throw "true".equals(System.getenv("CI"))
                    ? new IllegalStateException(missing)
                    : new TestAbortedException(missing);
        }
        return found.get();
    }

    /** What starts a command as a user of Debian's package: servers refuse to run as root. */
    static List<String> asUser(String user) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
    }
}
