package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator gets it, run by a Java of its own. */
class ListAuthJarIT {
    private static final Path JAR = Path.of("target", "listauth.jar");
    private static final Path SAMPLE = Path.of("..", "conf-samples", "target", "conf", "memory", "munge-resign-seal");

    @TempDir
    private Path folder;

    private record Result(int exitCode, String out, String err) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        return run(JAR, arguments);
    }

    private Result run(Path jar, String... arguments) throws IOException, InterruptedException {
        return run(List.of("-jar", jar.toString()), arguments);
    }

    private Result run(List<String> javaOptions, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text(out), text(err));
    }

    private static String[] withKey(String command, Path key, String... more) {
        return Stream.concat(
                        Stream.of(command, "--key", key.toString(), "--domain", "example.org", "--selector", "s1"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void makesAKeySignsAndChecks() throws IOException, InterruptedException {
        Path key = folder.resolve("s1.pem");
        Path message = Files.writeString(folder.resolve("message.eml"), "From: author@example.org\n\nText\n");

        Result made = run("keygen", "--domain", "example.org", "--selector", "s1", "--out", key.toString());
        Path zone = Files.writeString(folder.resolve("zone"), made.out());
        Result checked = run(withKey("checkkey", key, "--dns-zone", zone.toString()));
        Result signed = run(withKey("sign", key, message.toString()));

        assertThat(checked.out()).startsWith("pass\n");
        assertThat(signed.out())
                .startsWith("DKIM-Signature: ")
                .endsWith("\r\nFrom: author@example.org\r\n\r\nText\r\n");
        assertThat(List.of(made, checked, signed)).allSatisfy(result -> {
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
        });
    }

    @Test
    void goesOnWithTheJdkWhereTheRsaLibraryBesideItCannotBeUsed() throws IOException, InterruptedException {
        Path jar = Files.copy(JAR, folder.resolve("listauth.jar"));
        String provider = "com/amazon/corretto/crypto/provider/AmazonCorrettoCryptoProvider.class";
        Path library = Files.createFile(folder.resolve("AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(library))) {
            zip.putNextEntry(new ZipEntry(provider));
            zip.write("no class".getBytes(StandardCharsets.US_ASCII));
        }
        Path key = folder.resolve("s1.pem");
        Result made = run(jar, "keygen", "--domain", "example.org", "--selector", "s1", "--out", key.toString());
        Path zone = Files.writeString(folder.resolve("zone"), made.out());

        Result checked = run(jar, withKey("checkkey", key, "--dns-zone", zone.toString()));

        assertThat(checked.out().lines()).hasSize(3).first().isEqualTo("pass");
        assertThat(checked.out())
                .contains("RSA is computed by the JDK; "
                        + provider.replace('/', '.').replace(".class", "")
                        + " cannot be used here: java.lang.ClassFormatError");
        assertThat(checked.err()).isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void endsWithTheExitCodeOfTheCommand() throws IOException, InterruptedException {
        Result result = run("arc", folder.resolve("nothing.eml").toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Cannot read the message ");
    }

    @Test
    void knowsItsVersion() throws IOException, InterruptedException {
        assertThat(run("--version").out()).matches("listauth [0-9]+\\.[0-9]+\\..*\n");
    }

    /** What forecasts need of James must not make the other commands slow. */
    @Test
    void loadsNoMailetContainerButForForecasts() throws IOException, InterruptedException {
        Path loaded = folder.resolve("loaded");
        Path message = Files.writeString(folder.resolve("message.eml"), "From: author@example.org\n\nText\n");

        Result result =
                run(List.of("-Xlog:class+load:file=" + loaded, "-jar", JAR.toString()), "arc", message.toString());

        assertThat(result.out()).startsWith("none");
        assertThat(text(loaded))
                .contains("org.jameslists.commandline.ArcCommand")
                .doesNotContain("org.apache.james.mailetcontainer", "com.google.inject");
    }

    @Test
    void foreseesThatAMungedPostIsAccepted() throws IOException, InterruptedException {
        Result forecast = forecast(SAMPLE);

        assertThat(forecast.out())
                .startsWith("accept\n")
                .contains("From: Author via example <example@ml.example.ac.jp>");
        assertThat(forecast.err()).isEmpty();
        assertThat(forecast.exitCode()).isZero();
    }

    @Test
    void foreseesThatAPostIsRefusedWithoutTheMungingAndNamesTheSamplesThatHelp()
            throws IOException, InterruptedException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        String xml = text(SAMPLE.resolve("mailetcontainer.xml"));
        int start = xml.indexOf("<mailet match=\"org.jameslists.matchers.IsDmarcRejectSender\"");
        int end = xml.indexOf("</mailet>", start) + "</mailet>".length();
        Files.writeString(conf.resolve("mailetcontainer.xml"), xml.substring(0, start) + xml.substring(end));
        Files.copy(SAMPLE.resolve("list-authentication.properties"), conf.resolve("list-authentication.properties"));

        Result forecast = forecast(conf);

        assertThat(forecast.out())
                .startsWith("reject\nDMARC fails: ")
                .contains("example.ne.jp asks receivers to reject")
                .containsPattern(
                        "\n  munge-resign-seal +accept +From: Author via example <example@ml.example.ac.jp>\n");
        assertThat(forecast.exitCode()).isEqualTo(1);
    }

    private Result forecast(Path conf) throws IOException, InterruptedException {
        Path zone = Files.writeString(
                folder.resolve("zone"),
                "_dmarc.example.ne.jp. TXT \"v=DMARC1; p=reject\"\nml.example.ac.jp. A 192.0.2.1\n");
        Path message = Files.writeString(
                folder.resolve("message.eml"),
                """
                From: Author <author@example.ne.jp>
                To: example@ml.example.ac.jp
                Subject: post
                Date: Tue, 24 Nov 2026 12:00:00 +0900
                Message-ID: <1@example.ne.jp>

                Text
                """);
        return run(
                "forecast",
                "--conf",
                conf.toString(),
                "--list",
                "example@ml.example.ac.jp",
                "--dns-zone",
                zone.toString(),
                message.toString());
    }

    @Test
    void hasACompletionThatBashReads() throws IOException, InterruptedException {
        Path script = Path.of("target", "listauth_completion");

        Process bash =
                new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();

        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(text(script))
                .contains(ListAuth.commandLine(new ListAuth()).getSubcommands().keySet());
    }
}
