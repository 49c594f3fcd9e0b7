package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of {@code docs/operating/rotation.md} that are done in a shell. */
class RotateCommandTest {
    private static final String DOMAIN = "ml.example.ac.jp";
    private static final Pattern DATED =
            Pattern.compile("list-20[0-9]{6}\\._domainkey\\.ml\\.example\\.ac\\.jp\\. IN TXT \"v=DKIM1; k=rsa.*");

    @TempDir
    private Path folder;

    private Shell shell;
    private Path conf;

    @BeforeEach
    void layOut() throws IOException {
        shell = new Shell(folder);
        conf = Files.createDirectory(folder.resolve("conf"));
        Path sample = Path.of("..", "conf-samples", "target", "conf", "memory", "munge-resign-seal");
        Files.copy(sample.resolve("list-authentication.properties"), conf.resolve("list-authentication.properties"));
        Files.writeString(
                conf.resolve("mailetcontainer.xml"),
                Files.readString(sample.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8)
                        .replace("<selectors>list<", "<selectors>list-*<")
                        .replace("<selector>list<", "<selector>list-*<"),
                StandardCharsets.UTF_8);
    }

    private Shell.Result rotate(String... more) {
        return shell.listauth(Stream.concat(
                        Stream.of("rotate", "--conf", conf.toString(), "--domain", DOMAIN, "--selector", "list-*"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private List<Path> keys() throws IOException {
        try (Stream<Path> keys = Files.list(conf.resolve("keys"))) {
            return keys.sorted().toList();
        }
    }

    private String doctor(String zone) {
        return shell.listauth("doctor", "--conf", conf.toString(), "--dns-zone", shell.file("zone", zone))
                .out();
    }

    @Test
    void makesADatedKeyWhereJamesLooksForItAndPrintsItsRecord() throws IOException {
        Shell.Result first = rotate();

        assertThat(first.exitCode()).isZero();
        assertThat(first.out().strip()).matches(DATED);
        assertThat(keys()).singleElement().satisfies(key -> {
            assertThat(key.getFileName().toString()).matches("ml\\.example\\.ac\\.jp\\.list-20[0-9]{6}\\.pem");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        });
    }

    @Test
    void theNextKeyIsOfTheSameTypeAndHasAHigherNumberEvenOnTheSameDay() throws IOException {
        rotate("--type", "ed25519");
        byte[] before = Files.readAllBytes(keys().get(0));

        Shell.Result second = rotate();

        assertThat(second.out()).contains("k=ed25519");
        assertThat(keys()).hasSize(2);
        assertThat(keys().get(0)).hasBinaryContent(before);
    }

    @Test
    void theDoctorSaysWhereEachKeyStands() throws IOException {
        assertThat(doctor("")).contains("listauth rotate --conf FOLDER --domain ml.example.ac.jp --selector 'list-*'");

        String old = rotate().out();
        assertThat(doctor("")).contains("unhealthy list-20").contains("Publish this TXT record");
        assertThat(doctor(old)).contains("The DNS publishes our key");

        String next = rotate().out();
        assertThat(doctor(old))
                .contains("The DNS publishes our key")
                .contains("The next key is ready and its record is not published; the key before it signs. Publish");
        assertThat(doctor(old + next)).contains("A newer key signs. Keep the record");
    }

    @ParameterizedTest
    @CsvSource({
        "--selector, list, no * in list",
        "--selector, *-*, more than one *",
        "--domain, not a domain, not a domain",
        "--conf, nowhere, list-authentication.properties"
    })
    void wrongUsageIsNamed(String option, String value, String reason) {
        Shell.Result wrong = shell.listauth(Stream.of(
                        "rotate",
                        "--conf=" + (option.equals("--conf") ? shell.path(value) : conf),
                        "--domain=" + (option.equals("--domain") ? value : DOMAIN),
                        "--selector=" + (option.equals("--selector") ? value : "list-*"))
                .toArray(String[]::new));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(reason);
        assertThat(wrong.out()).isEmpty();
    }
}
