package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyCommandTest {
    private static final String MESSAGE = "From: author@example.ne.jp\r\nSubject: post\r\n\r\nText\r\n";
    private static final String ZONE =
            """
            example.ne.jp. TXT "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all"
            _dmarc.example.ne.jp. TXT "v=DMARC1; p=reject"
            mx.example.ne.jp. TXT "v=spf1 ip4:192.0.2.1 -all"
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void inAFolder() {
        shell = new Shell(folder);
    }

    private Shell.Result verify(String message, String zone, String... options) {
        return shell.listauth(Stream.of(
                        Stream.of("verify", "--dns-zone", shell.file("zone", zone)),
                        Stream.of(options),
                        Stream.of(shell.file("message.eml", message)))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    private String signed(String message) {
        return shell.listauth(
                        "sign",
                        "--key",
                        shell.path("s1.pem"),
                        "--domain",
                        "example.ne.jp",
                        "--selector",
                        "s1",
                        shell.file("unsigned.eml", message))
                .out();
    }

    @Test
    void printsTheFieldWithAllResults() {
        String record = shell.keygen("example.ne.jp", "s1", "ed25519");

        Shell.Result verified = verify(
                signed(MESSAGE),
                ZONE + record,
                "--ip",
                "192.0.2.1",
                "--helo",
                "mx.example.ne.jp",
                "--mail-from",
                "<bounces@example.ne.jp>",
                "--authserv-id",
                "ml.example.ac.jp");

        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out().replaceAll("header\\.b=\\S+;", "header.b=...;"))
                .isEqualTo(
                        """
                        Authentication-Results: ml.example.ac.jp;
                         spf=pass smtp.mailfrom=bounces@example.ne.jp;
                         dkim=pass header.d=example.ne.jp header.i=@example.ne.jp header.s=s1
                         header.a=ed25519-sha256 header.b=...;
                         arc=none;
                         dmarc=pass header.from=example.ne.jp policy.dmarc=reject
                        """);
    }

    @Test
    void withoutAnAddressThereIsNoSpf() {
        assertThat(verify(MESSAGE, ZONE).out())
                .isEqualTo(
                        """
                        Authentication-Results: localhost;
                         dkim=none;
                         arc=none;
                         dmarc=fail header.from=example.ne.jp policy.dmarc=reject
                        """);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "192.0.2.1, author@example.ne.jp, pass, author@example.ne.jp, 0",
        "2001:db8::1, author@example.ne.jp, pass, author@example.ne.jp, 0",
        "192.0.2.2, author@example.ne.jp, fail, author@example.ne.jp, 1",
        "192.0.2.1, '', pass, postmaster@mx.example.ne.jp, 0",
        "192.0.2.1, <>, pass, postmaster@mx.example.ne.jp, 0",
    })
    void spfIsOfTheReversePath(String ip, String mailFrom, String result, String checked, int exitCode) {
        Shell.Result verified =
                verify(MESSAGE, ZONE, "--ip", ip, "--helo", "mx.example.ne.jp", "--mail-from", mailFrom);

        assertThat(verified.line(1)).isEqualTo(" spf=" + result + " smtp.mailfrom=" + checked + ";");
        assertThat(verified.exitCode()).isEqualTo(exitCode);
    }

    static Stream<Arguments> verdicts() {
        String policy = "_dmarc.example.ne.jp. TXT \"v=DMARC1; p=none\"\n";
        String other = "other.example.org. A 192.0.2.1\n";
        return Stream.of(
                Arguments.of("an aligned signature", true, true, policy, 0),
                Arguments.of("a broken signature", true, false, policy, 1),
                Arguments.of("no signature, a policy of none", false, true, policy, 1),
                Arguments.of("a signature, no policy", true, true, other, 0),
                Arguments.of("a broken signature, no policy", true, false, other, 1),
                Arguments.of("no signature, no policy", false, true, other, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void theExitCodeIsDmarcsWhereItApplies(String name, boolean isSigned, boolean isWhole, String zone, int exitCode) {
        String record = shell.keygen("example.ne.jp", "s1", "ed25519");
        String sent = isSigned ? signed(MESSAGE) : MESSAGE;
        String received = isWhole ? sent : sent.replace("Text", "Other text");

        assertThat(verify(received, zone + record).exitCode()).as(name).isEqualTo(exitCode);
    }

    @Test
    void withoutAnAnswerTheTroubleIsTemporary() {
        Shell.Result verified = shell.listauth("verify", "--dns", "127.0.0.1:1", shell.file("message.eml", MESSAGE));

        assertThat(verified.out()).contains("dmarc=temperror");
        assertThat(verified.exitCode()).isEqualTo(3);
    }

    @Test
    void anAddressThatIsNoneIsWrongUsage() {
        Shell.Result verified = verify(MESSAGE, ZONE, "--ip", "mx.example.ne.jp");

        assertThat(verified.exitCode()).isEqualTo(2);
        assertThat(verified.err()).startsWith("Invalid value for option '--ip': ");
    }

    @Test
    void whatTheClientSaidNeedsItsAddress() {
        Shell.Result verified = verify(MESSAGE, ZONE, "--helo", "mx.example.ne.jp");

        assertThat(verified.exitCode()).isEqualTo(2);
        assertThat(verified.err()).contains("--ip");
    }
}
