package org.jameslists.integration.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jameslists.integration.ListScene;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.TagList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

import com.google.common.io.ByteSource;

/** The field study, done again: real lists, independent receivers, and the table that they make. */
class FieldStudyIT {
    private static final Path EVIDENCE = Path.of("..", "docs", "evidence");

    /** Of one post: kinds of mail, canonicalizations, routes. */
    private static final int JUDGEMENTS = Post.allOf(Author.REJECT).size() * Route.values().length;

    private static final Domains DOMAINS = new Domains();
    private static final ExecutorService EXECUTOR =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    private static Findings findings;

    @BeforeAll
    static void study() throws Exception {
        findings = Findings.find(DOMAINS, EXECUTOR);
    }

    @AfterAll
    static void close() {
        EXECUTOR.shutdownNow();
        DOMAINS.close();
    }

    /** What is made of a message that its author signed: From, the newest seal's cv=, who signed. */
    private record Look(Scenario scenario, String from, String chain, List<String> signers) {}

    static Stream<Look> looks() {
        String author = "example.ne.jp";
        String list = "ml.example.ac.jp";
        return Stream.of(
                new Look(Scenario.A, "author@example.ne.jp", "no chain", List.of(author)),
                new Look(Scenario.B, "author@example.ne.jp", "pass", List.of(author)),
                new Look(Scenario.C, ListScene.LIST, "pass", List.of(list, author)),
                new Look(Scenario.D, ListScene.LIST, "no chain", List.of(list)),
                new Look(Scenario.E, "author@example.ne.jp", "no chain", List.of(author)),
                new Look(Scenario.F, ListScene.LIST, "fail", List.of(list, author)),
                new Look(Scenario.G, ListScene.LIST, "none", List.of(list)),
                new Look(Scenario.I, "news@lists.example.net", "pass", List.of("lists.example.net", list, author)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aMessageIsWhatItsRowSays(Look look) throws Exception {
        for (Delivery delivery : findings.deliveries()) {
            if (delivery.scenario() == look.scenario() && delivery.post().author() == Author.REJECT) {
                Header header =
                        Message.read(ByteSource.wrap(delivery.after().bytes())).header();
                assertThat(AddressList.parse(header.first("From").orElseThrow())
                                .mailboxes()
                                .get(0)
                                .address())
                        .isEqualTo(look.from());
                assertThat(header.first("ARC-Seal").map(seal -> tag(seal, "cv")).orElse("no chain"))
                        .isEqualTo(look.chain());
                assertThat(header.all("DKIM-Signature"))
                        .extracting(field -> tag(field, "d"))
                        .isEqualTo(look.signers());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyReceiverDoesWhatTheStudyFound(Receiver receiver) {
        for (Scenario scenario : Scenario.values()) {
            Expectation.inTheStudy(scenario)
                    .ifPresent(found -> assertThat(findings.of(scenario, Author.REJECT, receiver))
                            .hasSize(JUDGEMENTS)
                            .allSatisfy(finding -> assertThat(finding.opinion().reply())
                                    .as(finding.toString())
                                    .isEqualTo(found)));
        }
    }

    /** What the study did not look at follows from DMARC, and a receiver that differs has its reason on the page. */
    @ParameterizedTest
    @EnumSource
    void aReceiverDoesWhatOtherAuthorsAskForOrThePageSaysWhyNot(Receiver receiver) {
        assertThat(findings.all())
                .filteredOn(finding -> finding.receiver() == receiver)
                .hasSize(Scenario.values().length * Author.values().length * JUDGEMENTS)
                .filteredOn(finding -> !finding.isAsExpected())
                .allSatisfy(finding -> assertThat(Explanation.of(finding))
                        .as(finding.toString())
                        .isPresent());
    }

    /** Written anew in each run, for the change to be seen and committed; in CI nobody would. */
    @Test
    void thePageAndItsPicturesShowWhatWasFound() throws IOException {
        Map<String, String> texts = Map.of(
                "field-study.md", new MarkdownPage(findings).text(),
                "field-study.svg", new StudyPicture(findings, StudyPicture.Language.ENGLISH).svg(),
                "field-study.ja.svg", new StudyPicture(findings, StudyPicture.Language.JAPANESE).svg());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = EVIDENCE.resolve(text.getKey());
            if (!"true".equals(System.getenv("CI"))) {
                Files.writeString(file, text.getValue(), StandardCharsets.UTF_8);
            }
            assertThat(file).content(StandardCharsets.UTF_8).isEqualTo(text.getValue());
        }
    }

    @Test
    void theHtmlPageOpensToEveryJudgementAndNeedsNothingElse() throws Exception {
        Path file = Path.of("target", "field-study.html");
        Files.writeString(file, new HtmlPage(findings).text(), StandardCharsets.UTF_8);
        // It is XML as well, so that what judges and authors wrote cannot have broken it.
        Document page =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(page.getElementsByTagName("details").getLength())
                .isEqualTo(Scenario.values().length * Author.values().length * Receiver.values().length);
        assertThat(file).content(StandardCharsets.UTF_8).doesNotContain("href=", "src=", "url(", "@import");
    }

    private static String tag(HeaderField field, String name) {
        try {
            return TagList.parse(field).required(name);
        } catch (Exception e) {
            throw new AssertionError(field.text(), e);
        }
    }
}
