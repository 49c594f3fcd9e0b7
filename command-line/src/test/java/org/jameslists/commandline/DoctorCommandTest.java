package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code listauth doctor} on a sample. */
class DoctorCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;
    private LoopbackDns dns;
    private Path conf;

    @BeforeEach
    void layOut() throws IOException {
        shell = new Shell(folder);
        dns = LoopbackDns.start(
                """
                ml.example.ac.jp.        A    198.51.100.25
                ml.example.ac.jp.        TXT  "v=spf1 ip4:198.51.100.25 -all"
                _dmarc.ml.example.ac.jp. TXT  "v=DMARC1; p=quarantine"
                """);
        PublishedKey key = PublishedKey.rsa("ml.example.ac.jp", "list").publish(dns);
        conf = Files.createDirectory(folder.resolve("conf"));
        Path sample = Path.of("..", "conf-samples", "target", "conf", "memory", "munge-resign-seal");
        for (String file : List.of("mailetcontainer.xml", "list-authentication.properties")) {
            Files.copy(sample.resolve(file), conf.resolve(file));
        }
        Files.createDirectory(conf.resolve("keys"));
        Files.writeString(conf.resolve("keys/ml.example.ac.jp.list.pem"), key.pem(), StandardCharsets.US_ASCII);
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    private Shell.Result doctor(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("doctor", "--conf", conf.toString(), "--dns", dns.hostAndPort()));
        arguments.addAll(List.of(more));
        return shell.listauth(arguments.toArray(String[]::new));
    }

    @Test
    void aServerThatIsWellExitsWithZero() {
        Shell.Result result = doctor();

        assertThat(result.out().lines()).hasSizeGreaterThan(4).allMatch(line -> line.startsWith("healthy   "));
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ml.example.ac.jp., v=spf1 +all, unhealthy, lets every host send",
        "list._domainkey.ml.example.ac.jp., v=DKIM1; p=, unhealthy, Publish this TXT record",
        "ml.example.ac.jp., none, degraded, no SPF record"
    })
    void whatIsWrongIsSaidWithAdvice(String name, String text, String level, String words) {
        dns.txt(name, text);

        Shell.Result result = doctor();

        assertThat(result.out().lines())
                .anySatisfy(line -> assertThat(line).startsWith(level).contains(words));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aDnsThatDoesNotAnswerIsTemporaryTrouble() {
        dns.failAll(DnsFault.SERVFAIL);

        Shell.Result result = doctor();

        assertThat(result.out()).contains("unknown   DNS for ml.example.ac.jp");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void aMissingKeyIsAFinding() throws IOException {
        Files.delete(conf.resolve("keys/ml.example.ac.jp.list.pem"));

        Shell.Result result = doctor();

        assertThat(result.out()).contains("listauth keygen --domain ml.example.ac.jp --selector list");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void wrongUsageExitsWithTwo() throws IOException {
        assertThat(doctor("--domain", "not a domain").exitCode()).isEqualTo(2);
        Files.writeString(conf.resolve("list-authentication.properties"), "authserv-idd=x\n");
        assertThat(doctor().exitCode()).isEqualTo(2);
        Files.delete(conf.resolve("mailetcontainer.xml"));
        assertThat(doctor().exitCode()).isEqualTo(2);
    }
}
