package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the commands print with {@code --json}; the examples of {@code docs/json.md} are what is printed here. */
class JsonOutputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final String POST = "From: author@example.ne.jp\r\nSubject: post\r\n\r\nText\r\n";

    @TempDir
    private Path folder;

    private Shell shell;
    private String zone;
    private String post;
    private Path conf;

    @BeforeEach
    void layOut() throws IOException {
        shell = new Shell(folder);
        post = shell.file("post.eml", POST);
        zone = shell.file(
                "zone",
                """
                example.ne.jp. TXT "v=spf1 ip4:192.0.2.1 -all"
                _dmarc.example.ne.jp. TXT "v=DMARC1; p=reject; sp=quarantine"
                """
                        + shell.keygen("example.org", "s1", "ed25519"));
        conf = Files.createDirectory(folder.resolve("conf"));
        Path sample = Path.of("..", "conf-samples", "target", "conf", "memory", "munge-resign-seal");
        for (String file : List.of("mailetcontainer.xml", "list-authentication.properties")) {
            Files.copy(sample.resolve(file), conf.resolve(file));
        }
    }

    private Shell.Result run(String command) {
        List<String> arguments = new ArrayList<>(List.of(command, "--json", "--dns-zone", zone));
        arguments.addAll(
                switch (command) {
                    case "verify" -> List.of(
                            "--ip",
                            "192.0.2.1",
                            "--mail-from",
                            "author@example.ne.jp",
                            shell.file("signed.eml", signed()));
                    case "arc" -> List.of(post);
                    case "policy" -> List.of("mail.example.ne.jp");
                    case "checkkey" -> List.of(
                            "--key", shell.path("s1.pem"), "--domain", "example.org", "--selector", "s1");
                    case "forecast" -> List.of(
                            "--conf",
                            conf.toString(),
                            "--list",
                            "example@ml.example.ac.jp",
                            "--server-ip",
                            "192.0.2.25",
                            post);
                    case "doctor" -> List.of("--conf", conf.toString());
                    default -> throw new IllegalArgumentException(command);
                });
        return shell.listauth(arguments.toArray(String[]::new));
    }

    private String signed() {
        return shell.listauth(
                        "sign", "--key", shell.path("s1.pem"), "--domain", "example.org", "--selector", "s1", post)
                .out();
    }

    private static JsonNode example(String command) throws IOException {
        for (JsonNode example : examples()) {
            if (example.path("command").asText().equals(command)) {
                return example;
            }
        }
        throw new AssertionError("docs/json.md has no example of " + command);
    }

    private static List<JsonNode> examples() throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        for (String block : EXAMPLE.matcher(Files.readString(PAGE, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .toList()) {
            examples.add(JSON.readTree(block));
        }
        return examples;
    }

    @ParameterizedTest
    @CsvSource({"verify, 0", "arc, 0", "policy, 0", "checkkey, 0", "forecast, 0", "doctor, 1"})
    void thePageShowsWhatIsPrintedOnOneLine(String command, int exitCode) throws IOException {
        Shell.Result result = run(command);

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out().lines()).hasSize(1);
        JsonNode printed = JSON.readTree(result.out()
                .replaceAll("p=[A-Za-z0-9+/=]{20,}", "p=...")
                .replaceAll("header\\.b=[^;]+", "header.b=..."));
        assertThat(printed.toPrettyString()).isEqualTo(example(command).toPrettyString());
        assertThat(printed.path("exit_code").asInt()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"verify", "arc", "policy", "checkkey", "forecast", "doctor"})
    void thePageNamesEachMember(String command) throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);

        assertThat(names(JSON.readTree(run(command).out())))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> names.addAll(names(child)));
        return names;
    }

    @Test
    void aForecastThatIsNotGoodHasTheSamples() throws IOException {
        String list = shell.file("strict.zone", "_dmarc.ml.example.ac.jp. TXT \"v=DMARC1; p=none\"\n");
        String ours = shell.file("ours.eml", POST.replace("example.ne.jp", "example.com"));
        Files.writeString(
                conf.resolve("mailetcontainer.xml"),
                Files.readString(conf.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8)
                        .replace("org.jameslists.matchers.FailsDmarc", "All"),
                StandardCharsets.UTF_8);

        Shell.Result result = shell.listauth(
                "forecast",
                "--json",
                "--conf",
                conf.toString(),
                "--list",
                "example@ml.example.ac.jp",
                "--dns-zone",
                list,
                ours);

        JsonNode printed = JSON.readTree(result.out());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(printed.path("verdict").asText()).isEqualTo("not-sent");
        assertThat(printed.path("samples")).hasSizeGreaterThan(3).allSatisfy(sample -> assertThat(
                        sample.path("verdict").asText())
                .isNotEmpty());
    }

    @Test
    void aDnsThatDoesNotAnswerIsAResultToo() throws IOException {
        Shell.Result result = shell.listauth("policy", "--json", "--dns", "127.0.0.1:1", "example.org");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(JSON.readTree(result.out()).path("discoveries"))
                .allSatisfy(each -> assertThat(each.path("result").asText()).isEqualTo("temperror"));
    }

    @Test
    void wrongUsagePrintsNoJson() {
        Shell.Result result = shell.listauth("policy", "--json", "not a domain");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }
}
