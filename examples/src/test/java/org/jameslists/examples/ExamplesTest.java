package org.jameslists.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jameslists.signature.TestSigners;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example as a process of its own, with a DNS server on the loopback interface. */
class ExamplesTest {
    private static final String POST = "From: Jiro <jiro@example.ne.jp>\r\nSubject: hello\r\n\r\nHello\r\n";

    private final LoopbackDns dns = LoopbackDns.start();

    @TempDir
    private Path folder;

    private record Outcome(int status, String output) {}

    @AfterEach
    void stop() {
        dns.close();
    }

    private Outcome run(Class<?> program, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Ddns.server=" + dns.hostAndPort(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(folder.resolve("input"), input, StandardCharsets.US_ASCII);
        Path out = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(out, StandardCharsets.US_ASCII));
    }

    private String signed() throws Exception {
        dns.txt(
                "list2026._domainkey.example.ne.jp",
                TestSigners.key(TestSigners.rsaPem(2048)).publicRecord().toString());
        Path key = Files.writeString(folder.resolve("key.pem"), TestSigners.rsaPem(2048));
        Outcome outcome = run(SigningFilter.class, POST, "example.ne.jp", "list2026", key.toString());
        assertThat(outcome.status()).isZero();
        return outcome.output();
    }

    private String file(String message) throws IOException {
        return Files.writeString(folder.resolve("post.eml"), message, StandardCharsets.US_ASCII)
                .toString();
    }

    @Test
    void theFilterSignsWhatTheOtherVerifies() throws Exception {
        dns.txt("_dmarc.example.ne.jp", "v=DMARC1; p=reject").txt("example.ne.jp", "v=spf1 ip4:192.0.2.1 -all");
        String post = signed();

        assertThat(post).startsWith("DKIM-Signature: ").endsWith(POST);
        Outcome outcome =
                run(VerifyFile.class, "", file(post), "192.0.2.1", "mail.example.ne.jp", "jiro@example.ne.jp");
        assertThat(outcome.output()).contains("spf=pass", "dkim=pass", "dmarc=pass", "\nauthenticated: ");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aForgeryIsToldByTheExitStatus() throws Exception {
        dns.txt("_dmarc.example.ne.jp", "v=DMARC1; p=reject");

        Outcome outcome = run(VerifyFile.class, "", file(POST));

        assertThat(outcome.output()).contains("dmarc=fail", "\nforged: ");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void thePolicyOfADomainIsPrinted() throws Exception {
        dns.txt("_dmarc.example.ne.jp", "v=DMARC1; p=quarantine; sp=reject");

        assertThat(run(DmarcCheck.class, "", "mail.example.ne.jp").output())
                .contains("_dmarc.example.ne.jp TXT v=DMARC1; p=quarantine; sp=reject", "mail.example.ne.jp: ");
        assertThat(run(DmarcCheck.class, "", "example.org").status()).isEqualTo(1);
        assertThat(run(DmarcCheck.class, "").status()).isEqualTo(2);
    }
}
