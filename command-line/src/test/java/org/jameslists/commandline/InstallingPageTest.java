package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.commandline.Shell.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/operating/installing.md}, followed from an empty folder as far as it needs no running James. */
@DisplayName("issue 12: installing for each server is followed from an empty folder")
class InstallingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operating", "installing.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *listauth (.*)$");

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void makeTheFolder() throws IOException {
        shell = new Shell(folder);
        Files.createDirectories(folder.resolve("conf/keys"));
        shell.file(
                "post.eml",
                """
                From: Jane <jane@example.com>
                To: news@lists.example.org
                Subject: Hello
                Date: Tue, 24 Nov 2026 12:00:00 +0000
                Message-ID: <1@example.com>

                Hello
                """);
        shell.file(
                "zone",
                "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"\n_dmarc.lists.example.org. TXT \"v=DMARC1; p=none\"\n");
    }

    private static List<String> commands(String heading) throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        int start = page.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = page.indexOf("\n## ", start + 1);
        return COMMAND.matcher(page.substring(start, end < 0 ? page.length() : end))
                .results()
                .map((MatchResult command) -> command.group(1))
                .toList();
    }

    private Result run(String command) {
        String[] words =
                Stream.of(command.split(" ", -1)).map(this::inTheFolder).toArray(String[]::new);
        String[] all = Stream.concat(Stream.of(words), Stream.of("--dns-zone", shell.path("zone")))
                .toArray(String[]::new);
        return shell.listauth(all);
    }

    private String inTheFolder(String word) {
        return word.equals("conf") || word.startsWith("conf/") || word.equals("post.eml") ? shell.path(word) : word;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Memory", "JPA", "PostgreSQL", "Distributed"})
    void shouldLeadToAConfigurationThatStarts(String heading) throws Exception {
        List<String> own = commands(heading);
        assertThat(own)
                .singleElement()
                .asString()
                .startsWith("configure --server ")
                .endsWith(" --write");
        String server = own.get(0).split(" ", -1)[2];

        for (String command : commands("The same for every James")) {
            Result result = run(command.replace("--server postgres", "--server " + server));
            switch (command.split(" ", -1)[0]) {
                case "keygen" -> Files.writeString(folder.resolve("zone"), result.out(), StandardOpenOption.APPEND);
                case "checkkey" -> assertThat(result.out()).startsWith("pass");
                case "doctor" -> assertThat(result.out()).contains("healthy", "list._domainkey.lists.example.org");
                case "forecast" -> assertThat(result.out())
                        .startsWith("accept\n")
                        .contains("DKIM: pass for lists.example.org");
                default -> assertThat(result.exitCode()).as(result.err()).isZero();
            }
        }

        assertThat(run(own.get(0)).err()).contains("nothing to change");
    }
}
