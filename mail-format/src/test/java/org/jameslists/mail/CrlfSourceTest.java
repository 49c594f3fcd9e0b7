package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jameslists.limits.Dribbling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class CrlfSourceTest {
    private static ByteSource file(String content) {
        return ByteSource.wrap(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb\n', 'a\r\nb\r\n'",
        "'\n\n\n', '\r\n\r\n\r\n'",
        "'a\nb\r\nc\n', 'a\r\nb\r\nc\r\n'",
        "'a\nb\r\r\n\rc', 'a\r\nb\r\r\n\rc'",
        "'a\nno end', 'a\r\nno end'",
        "'a\n\u00ff\u0000\n', 'a\r\n\u00ff\u0000\r\n'"
    })
    void endsTheLinesOfALocalFileInCrlf(String local, String wire) throws IOException {
        assertThat(CrlfSource.ofFile(file(local)).read()).isEqualTo(file(wire).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb\nc\n", "\r\n\n", "no line end", "a\rb", ""})
    void leavesAMessageAsItCame(String wire) throws IOException {
        ByteSource file = file(wire);

        assertThat(CrlfSource.ofFile(file)).isSameAs(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 10, 8191, 8192, 8193})
    void readsTheSameInAnyChunks(int size) throws IOException {
        ByteSource local = CrlfSource.ofFile(
                new Dribbling(file("line\n\r\n\n\r".repeat(5_000)).read(), size));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = local.openStream()) {
            byte[] chunk = new byte[size];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                assertThat(count).isPositive();
                read.write(chunk, 0, count);
            }
        }
        assertThat(read.toByteArray())
                .isEqualTo(file("line\r\n\r\n\r\n\r".repeat(5_000)).read());
    }

    @Test
    void readsOctetByOctet() throws IOException {
        try (InputStream in = CrlfSource.ofFile(file("\u00ff\n\n")).openStream()) {
            assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read(), in.read()})
                    .containsExactly(0xff, '\r', '\n', '\r', '\n', -1);
        }
    }

    @Test
    void canBeReadAgain() throws IOException {
        ByteSource source = CrlfSource.ofFile(file("a\nb"));

        assertThat(source.read()).isEqualTo(source.read());
    }
}
