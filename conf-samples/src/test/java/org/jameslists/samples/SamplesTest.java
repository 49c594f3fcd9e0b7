package org.jameslists.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an empty folder gets: each sample for each server. */
class SamplesTest {
    private static final Pattern URL = Pattern.compile("<(?:repositoryPath|errorRepository)>(\\w+)://");
    private static final Pattern PROTOCOL = Pattern.compile("<(?:protocol|defaultProtocol)>(\\w+)<");

    @TempDir
    private Path folder;

    static Stream<Arguments> pairs() throws IOException {
        ConfSamples samples = ConfSamples.load();
        List<Arguments> pairs = new ArrayList<>();
        for (String server : samples.servers()) {
            samples.samples().forEach(sample -> pairs.add(Arguments.of(server, sample)));
        }
        return pairs.stream();
    }

    static List<String> samples() throws IOException {
        return ConfSamples.load().samples();
    }

    @Test
    void areForTheServersThatPeopleRun() throws IOException {
        assertThat(ConfSamples.load().servers()).containsExactly("distributed", "jpa", "memory", "postgres");
        assertThat(samples()).contains("munge-resign-seal", "stock").doesNotContain("shared", "servers");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void leaveNoPlaceholderAndAreWellFormed(String server, String sample) throws Exception {
        for (FileChange change : plan(server, sample).changes()) {
            assertThat(change.before()).isEmpty();
            assertThat(change.after()).doesNotContain("${repository}").endsWith("\n");
            if (change.name().endsWith(".xml")) {
                assertThat(XmlText.parse(change.name(), change.after())).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @DisplayName(
            "issue 12.1: nothing is kept in memory outside the memory server, and each repository's store is there")
    void keepMailWhereTheServerKeepsIt(String server, String sample) throws Exception {
        write(server, sample);

        Set<String> used = all(URL, read("mailetcontainer.xml"));
        assertThat(used).isEqualTo(all(PROTOCOL, read("mailrepositorystore.xml")));
        assertThat(used.contains("memory")).isEqualTo(server.equals("memory"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @DisplayName("issue 12.1: samples do not weaken James' own settings")
    void takePasswordsOverTlsAlone(String server, String sample) throws Exception {
        write(server, sample);

        XmlText.Element imap = XmlText.parse("imapserver.xml", read("imapserver.xml"))
                .root()
                .children()
                .get(0);
        assertThat(imap.child("tls").orElseThrow().attribute("startTLS")).isEqualTo("true");
        assertThat(imap.child("plainAuthDisallowed").orElseThrow().text()).isEqualTo("true");
        assertThat(imap.child("auth")
                        .orElseThrow()
                        .child("requireSSL")
                        .orElseThrow()
                        .text())
                .isEqualTo("true");
        XmlText.parse("smtpserver.xml", read("smtpserver.xml"))
                .root()
                .children()
                .forEach(server1 -> {
                    XmlText.Element auth = server1.child("auth").orElseThrow();
                    boolean never = auth.child("announce").orElseThrow().text().equals("never");
                    boolean tls = auth.child("requireSSL")
                            .map(XmlText.Element::text)
                            .orElse("")
                            .equals("true");
                    assertThat(never || tls).isTrue();
                });
        Properties webAdmin = new Properties();
        try (var in = Files.newInputStream(folder.resolve("webadmin.properties"))) {
            webAdmin.load(in);
        }
        assertThat(webAdmin).containsEntry("host", "127.0.0.1").doesNotContainKeys("password", "password.generate");
    }

    /** Nothing comes before: what is edited or signed may pass DMARC in the list's name. */
    @ParameterizedTest
    @MethodSource("samples")
    void takeForgedPostsElsewhereBeforeAllElse(String sample) throws Exception {
        write("memory", sample);

        XmlText.Element list = processor("list");
        assertThat(list.children().get(0).attributes())
                .containsEntry("match", "org.jameslists.matchers.FailsDmarc")
                .containsEntry("class", "ToProcessor");
        assertThat(list.children().get(0).child("processor").orElseThrow().text())
                .isEqualTo("list-forged");
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("issue 13.4: members post, and others are held before the first edit")
    void holdPostsOfOthersNext(String sample) throws Exception {
        write("memory", sample);

        XmlText.Element next = processor("list").children().get(1);
        assertThat(next.attributes())
                .containsEntry(
                        "notmatch", "org.jameslists.matchers.MayPost=posters=members, owners; unauthenticated=hold")
                .containsEntry("class", "ToProcessor");
        assertThat(next.child("processor").orElseThrow().text()).isEqualTo("list-held");
        assertThat(processor("list-held").children()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void authenticateFirstAndTakePostsBeforeAllIsHandedOn(String sample) throws Exception {
        write("memory", sample);

        assertThat(processor("root").children())
                .extracting(mailet -> mailet.attribute("class"))
                .containsExactly(
                        "org.jameslists.mailets.Authenticate",
                        "PostmasterAlias",
                        "ToRepository",
                        "org.jameslists.administration.HeldPostAnswers",
                        "org.jameslists.mailets.ListRequests",
                        "org.jameslists.mailets.ToList",
                        "ToProcessor");
        assertThat(processor("transport").children().get(0).attribute("class"))
                .isEqualTo("org.jameslists.mailets.ToList");
    }

    @Test
    void nameTheDomainOfTheOperator() throws Exception {
        Installation.plan(new SampleChoice("postgres", "munge-resign-seal", "lists.example.org"), folder)
                .write();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).allSatisfy(file -> assertThat(file).content().doesNotContain("ml.example.ac.jp"));
        }
        assertThat(read("mailetcontainer.xml")).contains("<domains>lists.example.org</domains>");
    }

    @Test
    void areInTheTable() throws IOException {
        String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
        assertThat(samples()).allSatisfy(sample -> assertThat(readme).contains("\n| `" + sample + "` | "));
    }

    private Installation plan(String server, String sample) throws Exception {
        return Installation.plan(new SampleChoice(server, sample), folder);
    }

    private void write(String server, String sample) throws Exception {
        plan(server, sample).write();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }

    private XmlText.Element processor(String state) throws Exception {
        return XmlText.parse("mailetcontainer.xml", read("mailetcontainer.xml"))
                .root()
                .child("processors")
                .orElseThrow()
                .children()
                .stream()
                .filter(processor -> processor.attribute("state").equals(state))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
