package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignAndSealTest {
    private static final String MESSAGE =
            """
            Authentication-Results: ml.example.ac.jp; spf=pass smtp.mailfrom=example.ne.jp
            Authentication-Results: example.com; dkim=fail
            Authentication-Results: ML.example.ac.jp; arc=none; spf=pass smtp.mailfrom=example.ne.jp
            From: author@example.ne.jp
            To: list@ml.example.ac.jp
            Subject: caf\u00e9

            The body,
            of two lines.
            """;

    private static final String PLAIN = "From: author@example.ne.jp\r\n\r\nThe body,\r\nof two lines.\r\n";

    @TempDir
    private Path folder;

    private Shell shell;
    private String zone;
    private String message;

    @BeforeEach
    void withAKey() {
        shell = new Shell(folder);
        zone = shell.file("zone", shell.keygen("ml.example.ac.jp", "s1", "ed25519"));
        message = shell.file("message.eml", MESSAGE);
    }

    private Shell.Result run(String command, String message, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--key", shell.path("s1.pem"), "--domain", "ml.example.ac.jp", "--selector", "s1"));
        if (command.equals("seal")) {
            arguments.addAll(List.of("--authserv-id", "ml.example.ac.jp", "--dns-zone", zone));
        }
        arguments.addAll(List.of(more));
        arguments.add(message);
        return shell.listauth(arguments.toArray(String[]::new));
    }

    private Shell.Result arc(String content) {
        return shell.listauth("arc", "--dns-zone", zone, shell.file("received.eml", content));
    }

    @Test
    void signPrintsTheMessageAsSignedBelowTheSignature() {
        Shell.Result signed = run("sign", message, "--time", "1700000000", "--headers", "from:subject");

        assertThat(signed.exitCode()).isZero();
        assertThat(signed.out())
                .startsWith("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;")
                .endsWith("\r\n" + MESSAGE.replace("\n", "\r\n"))
                .contains("t=1700000000;", "h=from:subject;");
    }

    @Test
    void signingIsTheSameForAFileInTheLocalConventionAndOnTheWire() {
        String wire = shell.file("wire.eml", MESSAGE.replace("\n", "\r\n"));

        assertThat(run("sign", message, "--time", "1").out())
                .isEqualTo(run("sign", wire, "--time", "1").out())
                .isEqualTo(shell.withInput(
                                MESSAGE,
                                "sign",
                                "--key",
                                shell.path("s1.pem"),
                                "--domain",
                                "ml.example.ac.jp",
                                "--selector",
                                "s1",
                                "--time",
                                "1",
                                "-")
                        .out());
    }

    @Test
    void sealPutsTheThreeFieldsOnTopWithOurResultsEachOnce() {
        Shell.Result sealed = run("seal", message, "--time", "1700000000");

        assertThat(sealed.exitCode()).isZero();
        assertThat(sealed.out().split("\r\nAuthentication-Results", 2)[0].replaceAll("\r\n[ \t]+", " "))
                .matches("(?s)ARC-Seal: i=1; .*\r\nARC-Message-Signature: i=1; .*\r\nARC-Authentication-Results: "
                        + "i=1; ml\\.example\\.ac\\.jp; spf=pass smtp\\.mailfrom=example\\.ne\\.jp; arc=none");
        assertThat(sealed.out()).endsWith("\r\n" + MESSAGE.replace("\n", "\r\n"));
    }

    @Test
    void aSealedMessageValidates() {
        Shell.Result arc = arc(run("seal", message).out());

        assertThat(arc.out()).isEqualTo("pass\nsets: 1, oldest-pass: 0\n");
        assertThat(arc.exitCode()).isZero();
    }

    private String chainValidation(String sealed) {
        return sealed.substring(0, sealed.indexOf("ARC-Message-Signature")).replaceAll("(?s).*cv=([a-z]+);.*", "$1");
    }

    @Test
    void aChainThatNoResultTellsOfIsValidatedAsItIs() {
        String once = run("seal", shell.file("plain.eml", PLAIN)).out();

        String whole = run("seal", shell.file("whole.eml", once)).out();
        String broken = run("seal", shell.file("broken.eml", once.replace("two", "three")))
                .out();

        assertThat(chainValidation(whole)).isEqualTo("pass");
        assertThat(arc(whole).line(0)).isEqualTo("pass");
        assertThat(chainValidation(broken)).isEqualTo("fail");
    }

    @ParameterizedTest(name = "arc={0} at reception, the list edited since: cv={1}")
    @CsvSource({"pass, pass", "fail, fail", "none, fail", "odd, fail", "pass; arc=fail, fail"})
    void ourOwnResultTellsHowTheChainCameIn(String result, String chainValidation) {
        String received = run("seal", shell.file("plain.eml", PLAIN)).out();
        String edited = "Authentication-Results: ml.example.ac.jp; arc=" + result + "\r\n"
                + received.replace("two lines", "two lines, edited");

        assertThat(chainValidation(run("seal", shell.file("edited.eml", edited)).out()))
                .isEqualTo(chainValidation);
    }

    @Test
    void aFailedChainGetsNoFurtherSeal() {
        String once = run("seal", message).out();
        String failed = run("seal", shell.file("broken.eml", once.replace("two", "three")))
                .out();
        assertThat(chainValidation(failed)).isEqualTo("fail");

        Shell.Result again = run("seal", shell.file("failed.eml", failed));

        assertThat(again.out()).isEqualTo(failed);
        assertThat(again.err()).startsWith("listauth: not sealed: ").contains("cv=fail");
        assertThat(again.exitCode()).isEqualTo(1);
    }

    @Test
    void aMessageWithoutChainHasNone() {
        Shell.Result arc = arc(MESSAGE);

        assertThat(arc.out()).isEqualTo("none\nno ARC field\n");
        assertThat(arc.exitCode()).isZero();
    }

    @Test
    void aBrokenChainFails() {
        Shell.Result arc = arc(run("seal", message).out().replace("two lines", "three lines"));

        assertThat(arc.out()).isEqualTo("fail\nARC-Message-Signature 1: body hash did not verify\n");
        assertThat(arc.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject:to", "from:arc-seal", "from:Authentication-Results"})
    void headersThatMustOrMustNotBeSealedAreWrongUsage(String names) {
        Shell.Result sealed = run("seal", message, "--headers", names);

        assertThat(sealed.exitCode()).isEqualTo(2);
        assertThat(sealed.err()).startsWith("Invalid value for option '--headers': ");
        assertThat(sealed.out()).isEmpty();
    }
}
