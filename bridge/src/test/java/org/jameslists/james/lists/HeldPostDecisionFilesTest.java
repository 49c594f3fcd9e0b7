package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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
    void shouldHoldToTheFirstDecision() throws Exception {
        HeldPostDecisions decisions = new HeldPostDecisionFiles(fileSystem());

        assertThat(decisions.of("post")).isEmpty();
        assertThat(decisions.decide("post", "reject")).isTrue();
        assertThat(decisions.decide("post", "discard")).isFalse();
        assertThat(decisions.decide("post", "reject")).isTrue();
        assertThat(decisions.of("post")).contains("reject");
        assertThat(decisions.decide("../another", "discard")).isTrue();
    }

    @Test
    void shouldKnowADecisionAfterARestart() throws Exception {
        new HeldPostDecisionFiles(fileSystem()).decide("post", "reject");

        HeldPostDecisions restarted = new HeldPostDecisionFiles(fileSystem());

        assertThat(restarted.decide("post", "discard")).isFalse();
    }

    @Test
    void shouldLetOneOfManyDecide() throws Exception {
        HeldPostDecisions decisions = new HeldPostDecisionFiles(fileSystem());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> deciders = IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<Boolean>) () -> decisions.decide("post", "release " + i))
                    .toList();

            int held = 0;
            for (Future<Boolean> decided : threads.invokeAll(deciders)) {
                held += decided.get() ? 1 : 0;
            }

            assertThat(held).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
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
