package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files have of their own; what every store has is in {@link StoreContract}. */
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
    void aCrashWhileWritingLosesNoNumberThatWasGiven() throws Exception {
        started().numberOf(list, "a");
        Files.writeString(file().resolveSibling("example%40ml.example.ac.jp.new"), "2 b\n3 hal");

        assertThat(started().numberOf(list, "c")).isEqualTo(2);
    }

    @Test
    void aFileHasTheLastHundredNumbers() throws Exception {
        SerialNumbers numbers = started();
        for (int i = 1; i <= 120; i++) {
            numbers.numberOf(list, "post-" + i);
        }

        assertThat(Files.readAllLines(file()))
                .hasSize(100)
                .startsWith("21 post-21")
                .endsWith("120 post-120");
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
