package org.jameslists.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class JudgeScriptTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void givesWhatTheScriptPrints() throws Exception {
        JudgeScript script = script("cat \"$2\"; printf %s \"$1\"", false, LONG);

        byte[] output = script.run(List.of("--flag", "0.eml"), Map.of("0.eml", MESSAGE));

        assertThat(new String(output, StandardCharsets.US_ASCII)).isEqualTo("Subject: x\r\n\r\nbody\r\n--flag");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        JudgeScript script =
                script("mkdir \"$TMPDIR/left\"; touch \"$TMPDIR/left/over\"; printf %s \"$TMPDIR\"", false, LONG);

        String workingFolder = new String(script.run(List.of(), Map.of("0.eml", MESSAGE)), StandardCharsets.UTF_8);

        assertThat(Path.of(workingFolder)).isAbsolute().doesNotExist();
    }

    @Test
    void abortsTheTestWhereAJudgeIsMissing() throws Exception {
        JudgeScript script = script("echo 'dkim is not installed' >&2; exit 3", false, LONG);

        assertThatThrownBy(() -> script.run(List.of(), Map.of()))
                .isInstanceOf(JudgeMissingException.class)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("judges/install")
                .hasMessageContaining("dkim is not installed");
    }

    @Test
    void failsTheTestWhereAJudgeIsMissingInCi() throws Exception {
        JudgeScript script = script("echo 'dkim is not installed' >&2; exit 3", true, LONG);

        assertThatThrownBy(() -> script.run(List.of(), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dkim is not installed");
    }

    @Test
    void failsTheTestWhenAJudgeBreaksDown() throws Exception {
        JudgeScript script = script("echo 'no such function' >&2; exit 1", false, LONG);

        assertThatThrownBy(() -> script.run(List.of(), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("judge ended with 1: no such function");
    }

    @Test
    void endsAJudgeThatDoesNotEndAndWhatItStarted() throws Exception {
        Path child = folder.resolve("child");
        JudgeScript script = script("sleep 600 & echo $! > '" + child + "'; wait", false, Duration.ofSeconds(1));

        assertThatThrownBy(() -> script.run(List.of(), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not end");

        long pid = Long.parseLong(Files.readString(child).strip());
        ProcessHandle.of(pid).ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(LONG));
    }

    @Test
    void findsTheJudgesAboveTheModule() throws Exception {
        Path module = Files.createDirectories(folder.resolve("module/target"));
        Path judges = Files.createDirectory(folder.resolve("judges"));
        Files.createFile(judges.resolve("install"));

        assertThat(JudgeScript.folder(module)).isEqualTo(judges);
    }

    @Test
    void saysWhereItLookedForTheJudges() {
        assertThatThrownBy(() -> JudgeScript.folder(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString());
    }

    private JudgeScript script(String shell, boolean inCi, Duration patience) throws IOException {
        Path file = Files.writeString(folder.resolve("judge"), "#!/bin/sh\n" + shell + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new JudgeScript(file, inCi, patience);
    }
}
