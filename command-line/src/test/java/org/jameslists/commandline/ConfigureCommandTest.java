package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jameslists.commandline.Shell.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigureCommandTest {
    private static final String MAILETS =
            """
            <mailetcontainer>
              <!-- mine -->
              <processors>
                <processor state="root">
                  <mailet match="All" class="ToProcessor"><processor>transport</processor></mailet>
                </processor>
                <processor state="transport">
                  <mailet match="All" class="ToProcessor"><processor>relay</processor></mailet>
                </processor>
                <processor state="relay">
                  <mailet match="All" class="RemoteDelivery"/>
                </processor>
              </processors>
            </mailetcontainer>
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void shell() {
        shell = new Shell(folder);
    }

    private Result configure(String... more) {
        String[] arguments = {
            "configure", "--server", "postgres", "--sample", "munge-resign", "--into", shell.path("conf")
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return shell.listauth(all);
    }

    @Test
    void showsNewFilesAndWritesThemOnlyWhenTold() {
        Result shown = configure("--domain", "lists.example.org");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("--- /dev/null\n+++ " + folder.resolve("conf/mailetcontainer.xml") + "\n@@ -0,0 +1,")
                .contains("\n+        <domains>lists.example.org</domains>\n")
                .doesNotContain("ml.example.ac.jp")
                .doesNotContainPattern("(?m)^-(?!-- )");
        assertThat(shown.err()).isEqualToIgnoringNewLines("Nothing was written. With --write it is.");
        assertThat(folder).isEmptyDirectory();

        Result written = configure("--domain", "lists.example.org", "--write");

        assertThat(written.out()).isEqualTo(shown.out());
        assertThat(written.err()).startsWith("Written.");
        assertThat(folder.resolve("conf/mailetcontainer.xml")).content().contains("postgres://var/mail/list-forged/");
        assertThat(configure("--domain", "lists.example.org"))
                .returns("", Result::out)
                .returns("The sample is there already: nothing to change.", result -> result.err()
                        .strip());
    }

    /** {@code patch}, which every system has, makes the file of the diff that this command writes. */
    @Test
    @DisplayName("issue 12.1: the change to an operator's own file is shown as a diff")
    void showsAChangeThatPatchUnderstands() throws Exception {
        Path file = Files.createDirectories(folder.resolve("conf")).resolve("mailetcontainer.xml");
        Files.writeString(file, MAILETS);
        Files.writeString(folder.resolve("conf/webadmin.properties"), "enabled=true\n");
        String diff = configure().out();
        assertThat(diff).contains("--- " + file + "\n+++ " + file + "\n@@ -2,");
        configure("--write");
        String written = Files.readString(file);
        Files.writeString(file, MAILETS);

        Process patch = new ProcessBuilder("patch", "--quiet", file.toString())
                .redirectErrorStream(true)
                .start();
        try (var in = patch.getOutputStream()) {
            String ofThisFile = diff.substring(diff.indexOf("--- " + file));
            in.write(ofThisFile.substring(0, ofThisFile.indexOf("\n--- ") + 1).getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(new String(patch.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(patch.waitFor()).isZero();
        assertThat(file).hasContent(written);
    }

    @Test
    void refusesWithASentenceAndWritesNothing() throws Exception {
        Path file = Files.createDirectories(folder.resolve("conf")).resolve("mailetcontainer.xml");
        Files.writeString(file, MAILETS.replace("\"relay\"", "\"out\""));

        Result result = configure("--write");

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAIL);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("listauth: nothing was written: mailetcontainer.xml has no processor \"relay\" that hands");
        assertThat(folder.resolve("conf/list-authentication.properties")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --server | spring    | There is no server "spring"; there are distributed, jpa, memory, postgres
            --sample | mine      | There is no sample "mine"; there are alias, fml4,
            --domain | a..b      | Invalid value for option '--domain': not a domain name: a..b
            """)
    void saysWhatIsWrong(String option, String value, String told) {
        String[] arguments = {
            "configure",
            "--server",
            "memory",
            "--sample",
            "alias",
            "--domain",
            "example.org",
            "--into",
            shell.path("conf")
        };
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(option)) {
                arguments[i + 1] = value;
            }
        }

        Result result = shell.listauth(arguments);

        assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(result.err()).contains(told);
    }
}
