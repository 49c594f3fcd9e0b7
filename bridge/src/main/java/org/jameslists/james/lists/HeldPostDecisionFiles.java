package org.jameslists.james.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.james.filesystem.api.FileSystem;

import com.google.common.hash.Hashing;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Keeps each decision in a file in James' folder {@code var/list-decisions}. A decision counts only when its file is on
 * the disk. The file is deleted after {@value #KEPT_DAYS} days: no mail waits in a queue that long.
 */
@Singleton
public final class HeldPostDecisionFiles implements HeldPostDecisions {
    private static final String FOLDER = FileSystem.FILE_PROTOCOL_AND_VAR + "list-decisions";
    private static final int KEPT_DAYS = 90;
    private static final Duration BETWEEN_CLEANINGS = Duration.ofDays(1);

    private final FileSystem fileSystem;
    private final InstantSource clock;
    private Instant cleaned = Instant.EPOCH;

    /** Keeps the files in James' {@code var} folder. */
    @Inject
    public HeldPostDecisionFiles(FileSystem fileSystem) {
        this(fileSystem, InstantSource.system());
    }

    HeldPostDecisionFiles(FileSystem fileSystem, InstantSource clock) {
        this.fileSystem = fileSystem;
        this.clock = clock;
    }

    @Override
    public synchronized boolean decide(String held, String decision) throws IOException {
        Path folder = fileSystem.getFile(FOLDER).toPath();
        Optional<String> before = read(file(folder, held));
        if (before.isEmpty()) {
            clean(folder);
            DurableFile.write(file(folder, held), decision + "\n");
        }
        return before.isEmpty() || before.get().equals(decision);
    }

    @Override
    public synchronized Optional<String> of(String held) throws IOException {
        return read(file(fileSystem.getFile(FOLDER).toPath(), held));
    }

    /** The name is hashed, so no name can lead out of the folder. */
    private static Path file(Path folder, String held) {
        return folder.resolve(
                Hashing.sha256().hashString(held, StandardCharsets.UTF_8).toString());
    }

    private static Optional<String> read(Path file) throws IOException {
        return DurableFile.read(file).map(String::strip);
    }

    private void clean(Path folder) throws IOException {
        Instant now = clock.instant();
        if (!Files.exists(folder) || now.isBefore(cleaned.plus(BETWEEN_CLEANINGS))) {
            return;
        }
        Instant oldest = now.minus(Duration.ofDays(KEPT_DAYS));
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.delete(file);
            }
        }
        cleaned = now;
    }
}
