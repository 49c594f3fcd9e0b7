package org.jameslists.james.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.mail.DomainName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    private static final DomainName DOMAIN = DomainName.of("lists.example.org");
    private static final String OLD = "the old secret, which everybody knows";
    private static final String NEW = "the new secret, which everybody knows";

    @TempDir
    Path folder;

    private TestJames james;
    private SecretFiles secrets;
    private Instant modified = Instant.parse("2026-11-24T00:00:00Z");

    @BeforeEach
    void setUp() throws Exception {
        james = SampleJames.in(folder);
        secrets = james.instance(SecretFiles.class);
    }

    private Path file() {
        return folder.resolve("conf/keys/lists.example.org.secret");
    }

    /** Each time a second later, so that the change shows whatever the file system's clock. */
    private void write(String content) throws IOException {
        james.conf("keys/lists.example.org.secret", content);
        modified = modified.plusSeconds(1);
        Files.setLastModifiedTime(file(), FileTime.from(modified));
    }

    private List<String> read() {
        return secrets.of(DOMAIN).stream()
                .map(secret -> new String(secret, StandardCharsets.US_ASCII))
                .toList();
    }

    @Test
    void shouldFollowARotation() throws Exception {
        write(OLD + "\n");
        assertThat(read()).containsExactly(OLD);
        write(OLD + "\n" + NEW + "\n");
        assertThat(read()).containsExactly(OLD, NEW);
        write(NEW + "\n" + OLD + "\n");
        assertThat(read()).containsExactly(NEW, OLD);
        write(NEW + "\n");
        assertThat(read()).containsExactly(NEW);
    }

    @Test
    void shouldKeepTheOldOnesWhenTheFileBecomesUnusable() throws Exception {
        write(OLD + "\n");
        assertThat(read()).containsExactly(OLD);
        write("half writ");
        assertThat(read()).containsExactly(OLD);
        Files.delete(file());
        assertThat(read()).containsExactly(OLD);
        write(NEW + "\n");
        assertThat(read()).containsExactly(NEW);
    }

    @Test
    void shouldRefuseAFileThatWasNeverUsable() throws Exception {
        assertThatThrownBy(this::read).hasMessageContaining("no secret for lists.example.org");
        write("s3cret\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining("at least 32 characters")
                .hasMessageNotContaining("s3cret");
    }
}
