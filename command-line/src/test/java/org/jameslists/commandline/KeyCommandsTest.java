package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandsTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void inAFolder() {
        shell = new Shell(folder);
    }

    private Shell.Result checkKey(String zone) {
        return shell.listauth(
                "checkkey",
                "--key",
                shell.path("s1.pem"),
                "--domain",
                "example.org",
                "--selector",
                "s1",
                "--dns-zone",
                shell.file("zone", zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519", "RSA"})
    void theRecordThatKeygenPrintsIsTheOneToPublish(String type) {
        String record = shell.keygen("example.org", "s1", type);

        assertThat(record).startsWith("s1._domainkey.example.org. IN TXT \"v=DKIM1; k=");
        Shell.Result checked = checkKey(record);
        assertThat(checked.out()).startsWith("pass\nthe record at s1._domainkey.example.org belongs to this key\n");
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void theThirdLineOfAnRsaKeySaysWhatComputesRsa() {
        Shell.Result rsa = checkKey(shell.keygen("example.org", "s1", "rsa"));

        assertThat(rsa.out().lines()).hasSize(3);
        assertThat(rsa.line(2)).startsWith("RSA is computed by the JDK");
        assertThat(rsa.err()).isEmpty();
    }

    @Test
    void anEd25519KeyNeedsNoRsa() {
        Shell.Result ed25519 = checkKey(shell.keygen("example.org", "s1", "ed25519"));

        assertThat(ed25519.out()).isEqualTo("pass\nthe record at s1._domainkey.example.org belongs to this key\n");
    }

    @Test
    void longRecordsAreSplitIntoCharacterStrings() {
        assertThat(shell.keygen("example.org", "s1", "rsa").split("\"", -1)).allMatch(string -> string.length() <= 255);
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws IOException {
        shell.keygen("example.org", "s1", "ed25519");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s1.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anExistingKeyIsNotOverwritten() throws IOException {
        Path key = Path.of(shell.file("s1.pem", "precious"));

        Shell.Result result =
                shell.listauth("keygen", "--domain", "example.org", "--selector", "s1", "--out", key.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Invalid value for option '--out': " + key + " exists");
        assertThat(key).hasContent("precious");
    }

    @ParameterizedTest
    @CsvSource({
        "'s1._domainkey.example.org. TXT \"v=DKIM1; p=\"', permerror, the key is revoked",
        "'s1._domainkey.example.org. TXT \"v=DKIM2; p=AAAA\"', permerror, v=DKIM1 does not come first in the key record",
        "'other.example.org. A 192.0.2.1', permerror, no key for the signature",
    })
    void aRecordThatCannotBeUsedIsToldWithItsReason(String zone, String status, String reason) {
        shell.keygen("example.org", "s1", "ed25519");

        Shell.Result checked = checkKey(zone);

        assertThat(checked.out()).isEqualTo(status + "\ns1._domainkey.example.org: " + reason + "\n");
        assertThat(checked.exitCode()).isEqualTo(1);
    }

    @Test
    void theRecordOfAnotherKeyIsAFail() {
        String other = shell.keygen("example.org", "s2", "ed25519").replace("s2.", "s1.");
        shell.keygen("example.org", "s1", "ed25519");

        Shell.Result checked = checkKey(other);

        assertThat(checked.line(0)).isEqualTo("fail");
        assertThat(checked.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutAnAnswerTheTroubleIsTemporary() {
        shell.keygen("example.org", "s1", "ed25519");

        Shell.Result checked = shell.listauth(
                "checkkey",
                "--key",
                shell.path("s1.pem"),
                "--domain",
                "example.org",
                "--selector",
                "s1",
                "--dns",
                "127.0.0.1:1");

        assertThat(checked.line(0)).isEqualTo("temperror");
        assertThat(checked.exitCode()).isEqualTo(3);
    }

    @Test
    void aFileThatIsNoKeyIsWrongUsage() {
        shell.file("s1.pem", "no key");

        Shell.Result checked = checkKey("a. A 192.0.2.1");

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.err())
                .startsWith("Invalid value for option '--key': ")
                .contains("s1.pem");
    }

    @Test
    void domainAndSelectorMustMakeAName() {
        Shell.Result result =
                shell.listauth("keygen", "--domain", "not a domain", "--selector", "s1", "--out", shell.path("s1.pem"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("s1._domainkey.not a domain");
        assertThat(folder).isEmptyDirectory();
    }
}
