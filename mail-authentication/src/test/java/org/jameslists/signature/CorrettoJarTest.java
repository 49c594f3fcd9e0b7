package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrettoJarTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar",
        "Linux, aarch64, AmazonCorrettoCryptoProvider-2.5.0-linux-aarch_64.jar",
        "Mac OS X, x86_64, AmazonCorrettoCryptoProvider-2.5.0-osx-x86_64.jar",
        "Mac OS X, aarch64, AmazonCorrettoCryptoProvider-2.5.0-osx-aarch_64.jar"
    })
    void shouldNameTheJarForTheMachine(String system, String architecture, String jar) {
        assertThat(CorrettoJar.named(system, architecture)).contains(jar);
    }

    @ParameterizedTest
    @CsvSource({"Linux, ppc64le", "Linux, arm", "Windows 11, amd64", "FreeBSD, amd64"})
    void shouldNameNoneWhereThereIsNone(String system, String architecture) {
        assertThat(CorrettoJar.named(system, architecture)).isEmpty();
    }

    @Test
    void shouldTellMuslFromGlibc() throws IOException {
        Path alpine =
                Files.writeString(folder.resolve("alpine"), "7f00-7f01 r-xp 0 fd:00 1  /lib/ld-musl-x86_64.so.1\n");
        Path debian =
                Files.writeString(folder.resolve("debian"), "7f00-7f01 r-xp 0 fd:00 1  /lib64/ld-linux-x86-64.so.2\n");

        assertThat(CorrettoJar.usesMusl(alpine)).isTrue();
        assertThat(CorrettoJar.usesMusl(debian)).isFalse();
        assertThat(CorrettoJar.usesMusl(folder.resolve("absent"))).isFalse();
    }
}
