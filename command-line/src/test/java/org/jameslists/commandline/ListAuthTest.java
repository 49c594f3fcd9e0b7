package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common. */
class ListAuthTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void inAFolder() {
        shell = new Shell(folder);
    }

    static Stream<String> commands() {
        return ListAuth.commandLine(new ListAuth()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAndItsExitCodes(String command) {
        Shell.Result help = shell.listauth(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: listauth " + command).contains("Exit codes:");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandRefusesAnUnknownOption(String command) {
        Shell.Result result = shell.listauth(command, "--no-such-option");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Usage: listauth " + command);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsRightUsage(String command) {
        String[] footer = ListAuth.commandLine(new ListAuth())
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .usageMessage()
                .footer();
        String example = String.join(" ", footer).replace("\\", "").replaceAll(" > \\S+$", "");
        String[] words = Pattern.compile("\"[^\"]*\"|\\S+")
                .matcher(example)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .skip(1)
                .toArray(String[]::new);

        ListAuth.commandLine(new ListAuth()).parseArgs(words);

        assertThat(words).startsWith(command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTakesADns(String command) {
        assertThat(ListAuth.commandLine(new ListAuth())
                        .getSubcommands()
                        .get(command)
                        .getCommandSpec()
                        .optionsMap())
                .containsKeys("--dns", "--dns-zone");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        Shell.Result result = shell.listauth();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("The command is missing").contains("Usage: listauth");
    }

    @Test
    void tellsItsVersion() {
        assertThat(shell.listauth("--version").out()).startsWith("listauth ");
    }

    @Test
    void aMessageThatIsNotThereIsWrongUsage() {
        Shell.Result result = shell.listauth("arc", shell.path("nothing.eml"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Cannot read the message '" + shell.path("nothing.eml") + "'");
    }

    @Test
    void aFolderIsNoMessage() {
        assertThat(shell.listauth("arc", folder.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void aHeaderBeyondTheLimitsFails() {
        String huge = shell.file("huge.eml", "X: y\r\n".repeat(20_001) + "\r\n");

        Shell.Result result = shell.listauth("arc", huge);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("listauth: the header has more than 20000 fields\n");
    }

    @Test
    void aZoneFileThatCannotBeReadIsWrongUsage() {
        String message = shell.file("message.eml", "From: a@example.org\n\n");

        assertThat(shell.listauth("arc", "--dns-zone", shell.path("nothing"), message)
                        .exitCode())
                .isEqualTo(2);
        Shell.Result malformed =
                shell.listauth("arc", "--dns-zone", shell.file("zone", "a. IN NOSUCHTYPE x\n"), message);
        assertThat(malformed.exitCode()).isEqualTo(2);
        assertThat(malformed.err()).startsWith("Invalid value for option '--dns-zone': ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:x", "", ","})
    void aDnsServerThatIsNoneIsWrongUsage(String server) {
        Shell.Result result =
                shell.listauth("arc", "--dns", server, shell.file("message.eml", "From: a@example.org\n\n"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Invalid value for option '--dns': ");
    }

    @Test
    void aServerAndAZoneAtOnceAreWrongUsage() {
        String message = shell.file("message.eml", "From: a@example.org\n\n");

        assertThat(shell.listauth("arc", "--dns", "127.0.0.1:53", "--dns-zone", "zone", message)
                        .exitCode())
                .isEqualTo(2);
    }
}
