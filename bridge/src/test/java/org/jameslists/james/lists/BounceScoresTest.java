package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.james.core.MailAddress;
import org.jameslists.james.TestJames;
import org.jameslists.james.lists.BounceScores.Counted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BounceScoresTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @TempDir
    Path folder;

    private ListState state;
    private BounceScores scores;
    private MailAddress list;
    private MailAddress jane;

    @BeforeEach
    void start() throws Exception {
        state = new TestJames(folder).instance(ListState.class);
        scores = new BounceScores(state);
        list = new MailAddress("example@ml.example.ac.jp");
        jane = new MailAddress("jane@example.org");
    }

    private Counted count(int day) throws IOException {
        return scores.count(list, jane, DAY.plusDays(day), 7);
    }

    @Test
    void countsOnceADay() throws Exception {
        assertThat(count(0)).isEqualTo(new Counted(1, true));
        assertThat(count(0)).isEqualTo(new Counted(1, false));
        assertThat(count(1)).isEqualTo(new Counted(2, true));
        assertThat(count(0)).isEqualTo(new Counted(2, false));
        assertThat(scores.points(list, new MailAddress("JANE@example.org"))).isEqualTo(2);
        assertThat(scores.points(list, new MailAddress("john@example.org"))).isZero();
        assertThat(scores.points(new MailAddress("other@ml.example.ac.jp"), jane))
                .isZero();
    }

    @Test
    void startsAnewAfterSomeDaysWithoutABounce() throws Exception {
        count(0);
        assertThat(count(7)).isEqualTo(new Counted(2, true));
        assertThat(count(15)).isEqualTo(new Counted(1, true));
    }

    @Test
    void forgetsWhoLeft() throws Exception {
        count(0);
        scores.forget(list, jane);
        assertThat(scores.points(list, jane)).isZero();
        scores.forget(list, jane);
        assertThat(count(0)).isEqualTo(new Counted(1, true));
    }

    @Test
    void countsOneOfManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Counted>> all = IntStream.range(0, 40)
                    .<Callable<Counted>>mapToObj(i -> () -> count(i % 4))
                    .toList();
            int counted = 0;
            for (Future<Counted> one : threads.invokeAll(all)) {
                counted += one.get().isNew() ? 1 : 0;
            }
            assertThat(counted).isEqualTo(scores.points(list, jane)).isBetween(1, 4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesPointsThatItDidNotWrite() throws Exception {
        state.replace(new ListState.Key("bounces", list, "jane@example.org"), Optional.empty(), Optional.of("many"));
        assertThatThrownBy(() -> count(0)).isInstanceOf(IOException.class).hasMessageContaining("many");
    }
}
