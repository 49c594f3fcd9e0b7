package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/command-line.md} is what the commands say of themselves; {@code -Dupdate.docs} writes it anew. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");

    private static String page() {
        CommandLine listauth = ListAuth.commandLine(new ListAuth());
        StringBuilder page = new StringBuilder(
                """
                # The command line

                `listauth` does from a shell what the list does to mail. It needs no James and changes no mail. It is in the
                archive to download; a build makes it at `command-line/target/listauth.jar`. With `listauth_completion`, in
                the same folder, bash and zsh complete commands and options:

                ```
                alias listauth='java -jar /path/to/listauth.jar'
                source listauth_completion
                ```

                The build writes this page from `listauth --help`.
                """);
        append(page, "listauth", listauth);
        return page.toString();
    }

    private static void append(StringBuilder page, String name, CommandLine command) {
        page.append("\n## ").append(name).append("\n\n```\n");
        page.append(command.getUsageMessage(Ansi.OFF).replaceAll("\\R", "\n").replaceAll(" +\n", "\n"));
        page.append("```\n");
        command.getSubcommands().forEach((below, subcommand) -> append(page, name + " " + below, subcommand));
    }

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page(), StandardCharsets.UTF_8);
        }
        assertThat(PAGE)
                .as("mvn -pl command-line -am test -Dupdate.docs=true writes it anew")
                .content(StandardCharsets.UTF_8)
                .isEqualTo(page());
    }
}
