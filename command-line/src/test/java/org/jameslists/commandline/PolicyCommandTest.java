package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void inAFolder() {
        shell = new Shell(folder);
    }

    private Shell.Result policy(String domain, String zone) {
        return shell.listauth("policy", "--dns-zone", shell.file("zone", zone), domain);
    }

    @Test
    void tellsThePolicyByBothDiscoveries() {
        Shell.Result policy = policy(
                "mail.example.ne.jp",
                """
                _dmarc.example.ne.jp. TXT "v=DMARC1; p=reject; sp=quarantine"
                mail.example.ne.jp. A 192.0.2.1
                """);

        assertThat(policy.exitCode()).isZero();
        assertThat(policy.out())
                .isEqualTo(
                        """
                        Tree walk (RFC 9989)
                          policy: quarantine
                          published: sp=quarantine
                          record: v=DMARC1; p=reject; sp=quarantine
                          found at: _dmarc.example.ne.jp
                          organizational domain: example.ne.jp
                          asked: TXT _dmarc.mail.example.ne.jp
                          asked: TXT _dmarc.example.ne.jp
                          asked: TXT _dmarc.ne.jp
                          asked: TXT _dmarc.jp
                        Public suffix list (RFC 7489)
                          policy: quarantine
                          published: sp=quarantine
                          record: v=DMARC1; p=reject; sp=quarantine
                          found at: _dmarc.example.ne.jp
                          organizational domain: example.ne.jp
                          asked: TXT _dmarc.mail.example.ne.jp
                          asked: TXT _dmarc.example.ne.jp
                        """);
    }

    @Test
    void tellsThatADomainIsTesting() {
        assertThat(policy("example.org", "_dmarc.example.org. TXT \"v=DMARC1; p=reject; t=y\"\n")
                        .out())
                .contains("  policy: quarantine\n  published: p=reject, t=y\n");
    }

    @Test
    void noPolicyIsNone() {
        Shell.Result policy = policy("example.org", "example.org. A 192.0.2.1\n");

        assertThat(policy.exitCode()).isZero();
        assertThat(policy.out()).contains("  policy: none: no DMARC record\n");
    }

    @Test
    void withoutAnAnswerTheTroubleIsTemporary() {
        Shell.Result policy = shell.listauth("policy", "--dns", "127.0.0.1:1", "example.org");

        assertThat(policy.exitCode()).isEqualTo(3);
        assertThat(policy.out()).contains("  policy: unknown: ");
    }

    @Test
    void whatIsNoDomainIsWrongUsage() {
        Shell.Result policy = shell.listauth("policy", "not a domain");

        assertThat(policy.exitCode()).isEqualTo(2);
        assertThat(policy.err()).startsWith("Not a domain name: 'not a domain'");
    }
}
