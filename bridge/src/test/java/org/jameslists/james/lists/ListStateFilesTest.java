package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListStateFilesTest {
    @TempDir
    Path james;

    private MailAddress list;
    private MailAddress sameList;
    private MailAddress other;

    @BeforeEach
    void setUp() throws Exception {
        list = new MailAddress("example@ml.example.ac.jp");
        sameList = new MailAddress("Example@ML.example.ac.jp");
        other = new MailAddress("other@ml.example.ac.jp");
    }

    private ListState started() {
        return new ListStateFiles(new FileSystemImpl(new JamesServerResourceLoader(james.toString())));
    }

    @Test
    void aValueIsReplacedOnlyWhereItIsTheExpectedOne() throws Exception {
        ListState state = started();
        ListState.Key key = new ListState.Key("bounces", list, "member@example.org");

        assertThat(state.replace(key, Optional.of("0"), Optional.of("1"))).isFalse();
        assertThat(state.read(key)).isEmpty();
        assertThat(state.replace(key, Optional.empty(), Optional.of("1"))).isTrue();
        assertThat(state.replace(key, Optional.empty(), Optional.of("2"))).isFalse();
        assertThat(state.read(key)).contains("1");
        assertThat(state.replace(key, Optional.of("1"), Optional.empty())).isTrue();
        assertThat(state.read(key)).isEmpty();
    }

    @Test
    void valuesSurviveARestart() throws Exception {
        ListState.Key key = new ListState.Key("bounces", list, "member@example.org");
        started().replace(key, Optional.empty(), Optional.of("two\nlines\n"));

        assertThat(started().read(key)).contains("two\nlines\n");
        assertThat(started().read(new ListState.Key("bounces", sameList, "member@example.org")))
                .contains("two\nlines\n");
    }

    @Test
    void eachPurposeAndEachListHasNamesOfItsOwn() throws Exception {
        ListState state = started();
        state.replace(new ListState.Key("bounces", list, "a@example.org"), Optional.empty(), Optional.of("1"));
        state.replace(
                new ListState.Key("bounces", list, "../b\n\u5dee@example.org"), Optional.empty(), Optional.of("1"));
        state.replace(new ListState.Key("bounces", other, "c@example.org"), Optional.empty(), Optional.of("1"));
        state.replace(new ListState.Key("tokens", list, "d"), Optional.empty(), Optional.of("1"));

        assertThat(state.names("bounces", list)).containsExactlyInAnyOrder("a@example.org", "../b\n\u5dee@example.org");
        assertThat(state.names("bounces", other)).containsExactly("c@example.org");
        assertThat(state.names("digests", list)).isEmpty();
    }

    @Test
    void ofManyWritersEachCountsOnce() throws Exception {
        ListState state = started();
        ListState.Key key = new ListState.Key("bounces", list, "member@example.org");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                all.add(writers.submit((Callable<Void>) () -> {
                    for (int i = 0; i < 10; i++) {
                        count(state, key);
                    }
                    return null;
                }));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(state.read(key)).contains("80");
    }

    private static void count(ListState state, ListState.Key key) throws Exception {
        Optional<String> before;
        do {
            before = state.read(key);
        } while (!state.replace(
                key,
                before,
                Optional.of(String.valueOf(before.map(Integer::valueOf).orElse(0) + 1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../var", "Bounces", "a/b"})
    void aPurposeCannotLeadOutOfTheFolder(String purpose) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> started().read(new ListState.Key(purpose, list, "a")))
                .withMessageContaining("purpose");
        try (Stream<Path> files = Files.walk(james)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
