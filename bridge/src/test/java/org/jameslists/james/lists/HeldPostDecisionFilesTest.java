package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.james.SampleJames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldPostDecisionFilesTest {
    @TempDir
    Path folder;

    private FileSystem fileSystem() throws Exception {
        return SampleJames.in(folder).instance(FileSystem.class);
    }

    @Test
    void shouldForgetWhatIsOlderThanAnyQueue() throws Exception {
        Instant now = Instant.now();
        new HeldPostDecisionFiles(fileSystem(), InstantSource.fixed(now)).decide("post", "reject");

        HeldPostDecisions later =
                new HeldPostDecisionFiles(fileSystem(), InstantSource.fixed(now.plus(Duration.ofDays(91))));
        later.decide("another post", "reject");

        assertThat(later.of("post")).isEmpty();
        assertThat(later.of("another post")).contains("reject");
    }
}
