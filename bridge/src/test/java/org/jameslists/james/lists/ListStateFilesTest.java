package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files have of their own; what every store has is in {@link StoreContract}. */
class ListStateFilesTest {
    @TempDir
    Path james;

    private ListState started() {
        return new ListStateFiles(new FileSystemImpl(new JamesServerResourceLoader(james.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../var", "Bounces", "a/b"})
    void aPurposeCannotLeadOutOfTheFolder(String purpose) throws Exception {
        MailAddress list = new MailAddress("example@ml.example.ac.jp");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> started().read(new ListState.Key(purpose, list, "a")))
                .withMessageContaining("purpose");
        try (Stream<Path> files = Files.walk(james)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
