package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;

/** A list whose configuration has the lines of {@code docs/choosing.md} for members with a mailbox here. */
@DisplayName("features 6: local members get the post as its author signed it, the others the mitigated copy")
class LocalOriginalIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MAILETS = "mailetcontainer.xml";

    private static final Pattern SECTION =
            Pattern.compile("\\n## The post itself for members here\\n(.*?)\\n## ", Pattern.DOTALL);

    private static final Pattern BLOCK = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);

    private static final Map<SamplePost, byte[]> posted = new EnumMap<>(SamplePost.class);
    private static final Map<SamplePost, byte[]> local = new EnumMap<>(SamplePost.class);
    private static final Map<SamplePost, byte[]> remote = new EnumMap<>(SamplePost.class);
    private static ListScene scene;

    @BeforeAll
    static void post() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                LocalOriginalIT::configure,
                EmbeddedJames::start);
        for (SamplePost post : List.of(SamplePost.CARRIER, SamplePost.COVERING)) {
            byte[] message = post.message(scene.authorKey());
            scene.sink().clear();
            scene.post(message);
            scene.james().webAdmin().awaitIdle(LONG);
            posted.put(post, message);
            remote.put(post, scene.sink().awaitMessages(1, LONG).get(0).bytes());
            List<byte[]> mailbox = scene.localMailbox().take();
            assertThat(mailbox).hasSize(1);
            local.put(post, mailbox.get(0));
        }
        assertThat(scene.james().webAdmin().storedMails()).isEmpty();
    }

    private static void configure(ConfigurationFolder folder) throws IOException {
        List<String> blocks = blocksOfThePage();
        assertThat(blocks).hasSize(2);
        String mailets = Files.readString(folder.file(MAILETS), StandardCharsets.UTF_8)
                .replaceFirst(
                        "(?s)<mailet [^>]*\"org.jameslists.matchers.FailsDmarc\".*?</mailet>",
                        "$0" + Matcher.quoteReplacement(blocks.get(0)))
                .replaceFirst("</processors>", Matcher.quoteReplacement(blocks.get(1)) + "$0");
        folder.write(MAILETS, mailets)
                .remove(MAILETS, "//processor[@state='list']/mailet[@class='org.jameslists.mailets.ExpandMembers'][2]");
    }

    private static List<String> blocksOfThePage() throws IOException {
        Path page = Path.of("..", "docs", "choosing.md");
        Matcher section = SECTION.matcher(Files.readString(page, StandardCharsets.UTF_8));
        assertThat(section.find()).isTrue();
        return BLOCK.matcher(section.group(1))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    @ParameterizedTest
    @EnumSource(names = {"CARRIER", "COVERING"})
    void theLocalMemberGetsThePostItself(SamplePost post) throws Exception {
        Message got = read(local.get(post));
        Message sent = read(posted.get(post));
        for (String field : List.of("From", "Subject", "Reply-To", "DKIM-Signature")) {
            assertThat(octets(got.header().all(field)))
                    .as(field)
                    .isEqualTo(octets(sent.header().all(field)));
        }
        assertThat(got.body().read()).isEqualTo(sent.body().read());
    }

    @ParameterizedTest
    @EnumSource(names = {"CARRIER", "COVERING"})
    void theLocalMemberSeesTheListWhereTheSignatureAllowsIt(SamplePost post) throws Exception {
        assertThat(read(local.get(post)).header().all("List-Id")).hasSize(post == SamplePost.COVERING ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("judges")
    void theAuthorsSignatureHoldsInTheLocalMailbox(Judge judge) {
        assertThat(judge.hear(List.copyOf(local.values()), scene.dns()))
                .allMatch(Verdict::passesDmarc)
                .allMatch(verdict -> verdict.passesDkim(SamplePost.CARRIER.authorDomain()));
    }

    @ParameterizedTest
    @EnumSource(names = {"CARRIER", "COVERING"})
    void theOthersSeeThatTheListAnswersForIt(SamplePost post) throws Exception {
        Header header = read(remote.get(post)).header();
        Mailbox from = AddressList.parse(header.first("From").orElseThrow())
                .mailboxes()
                .get(0);
        assertThat(from.address()).isEqualTo(ListScene.LIST);
        assertThat(header.first("Subject").orElseThrow().text()).startsWith("[example:0000");
        assertThat(header.all("List-Id")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("judges")
    void theListsSignatureHoldsWithTheOthers(Judge judge) {
        assertThat(judge.hear(List.copyOf(remote.values()), scene.dns()))
                .allMatch(Verdict::passesDmarc)
                .allMatch(verdict -> verdict.passesDkim(SamplePost.CARRIER.listDomain()))
                .noneMatch(verdict -> verdict.passesDkim(SamplePost.CARRIER.authorDomain()));
    }

    private static Message read(byte[] message) throws IOException {
        return Message.read(ByteSource.wrap(message));
    }

    private static List<String> octets(List<HeaderField> fields) {
        return fields.stream()
                .map(field -> new String(field.octets(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
