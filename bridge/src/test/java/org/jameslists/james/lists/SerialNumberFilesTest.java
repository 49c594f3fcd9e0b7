package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialNumberFilesTest {
    @TempDir
    Path james;

    private MailAddress list;

    @BeforeEach
    void setUp() throws Exception {
        list = new MailAddress("example@ml.example.ac.jp");
    }

    private SerialNumbers started() {
        return new SerialNumberFiles(new FileSystemImpl(new JamesServerResourceLoader(james.toString())));
    }

    private Path file() {
        return james.resolve("var/list-serials/example%40ml.example.ac.jp");
    }

    @Test
    void eachListCountsFromOne() throws Exception {
        SerialNumbers numbers = started();

        assertThat(numbers.numberOf(list, "a")).isEqualTo(1);
        assertThat(numbers.numberOf(list, "b")).isEqualTo(2);
        assertThat(numbers.numberOf(new MailAddress("other@ml.example.ac.jp"), "a"))
                .isEqualTo(1);
        assertThat(numbers.numberOf(new MailAddress("Example@ML.example.ac.jp"), "c"))
                .isEqualTo(3);
    }

    @Test
    void aRestartGoesOnWhereItStopped() throws Exception {
        started().numberOf(list, "a");

        assertThat(started().numberOf(list, "b")).isEqualTo(2);
    }

    @Test
    void aPostThatComesAgainAfterACrashKeepsItsNumber() throws Exception {
        started().numberOf(list, "a");
        started().numberOf(list, "b");

        assertThat(started().numberOf(list, "a")).isEqualTo(1);
        assertThat(started().numberOf(list, "c")).isEqualTo(3);
    }

    @Test
    void aCrashWhileWritingLosesNoNumberThatWasGiven() throws Exception {
        started().numberOf(list, "a");
        Files.writeString(file().resolveSibling("example%40ml.example.ac.jp.new"), "2 b\n3 hal");

        assertThat(started().numberOf(list, "c")).isEqualTo(2);
    }

    @Test
    void postsOfManyThreadsGetEachNumberOnce() throws Exception {
        SerialNumbers numbers = started();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> posts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String post = "post-" + i;
                posts.add(() -> numbers.numberOf(list, post));
            }
            List<Long> given = new ArrayList<>();
            for (Future<Long> number : threads.invokeAll(posts)) {
                given.add(number.get());
            }
            assertThat(given)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(file())).hasSize(100);
    }

    @Test
    void anOperatorSetsWhereAListGoesOn() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "1234 start\n");

        assertThat(started().numberOf(list, "a")).isEqualTo(1235);
    }

    @Test
    void aDamagedFileIsToldNotTakenForAnEmptyOne() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "twelve\n");

        assertThatThrownBy(() -> started().numberOf(list, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("twelve");
    }

    @Test
    void anAddressCannotLeadOutOfTheFolder() throws Exception {
        started().numberOf(new MailAddress("\"/up\"@ml.example.ac.jp"), "a");

        try (var files = Files.list(james.resolve("var/list-serials"))) {
            assertThat(files).hasSize(1);
        }
    }
}
