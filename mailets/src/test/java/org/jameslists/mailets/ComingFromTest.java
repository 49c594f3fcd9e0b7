package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.james.server.core.MailImpl;
import org.jameslists.james.Samples;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/coming-from.md} says of other list servers is what its blocks do. */
class ComingFromTest extends MailetTest {
    private static final Pattern SECTION = Pattern.compile("^## (.*)\\n((?:(?!## ).*\\n)*)", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);

    @BeforeEach
    void publish() {
        james.publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject");
    }

    /** The XML blocks of each section. */
    private static Map<String, List<String>> blocks() {
        Map<String, List<String>> blocks = new TreeMap<>();
        SECTION.matcher(Samples.page("coming-from.md"))
                .results()
                .forEach(section -> blocks.put(
                        section.group(1),
                        BLOCK.matcher(section.group(2))
                                .results()
                                .map(block -> block.group(1))
                                .toList()));
        return blocks;
    }

    static Stream<Arguments> everyBlock() {
        List<Arguments> all = new ArrayList<>();
        blocks().forEach((section, blocks) -> blocks.forEach(block -> all.add(Arguments.of(section, block))));
        return all.stream();
    }

    @Test
    void everySystemHasABlock() {
        Map<String, List<String>> blocks = blocks();
        blocks.remove("What none of them does");
        blocks.remove("Members, owners and who may post");
        assertThat(blocks)
                .containsOnlyKeys(
                        "Mailman 3",
                        "Mailman 2.1",
                        "fml4",
                        "Sympa",
                        "rspamd",
                        "Google Groups",
                        "LISTSERV",
                        "groups.io",
                        "IETF")
                .allSatisfy((section, found) -> assertThat(found).as(section).isNotEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyBlock")
    void everyBlockLoads(String section, String block) throws Exception {
        new TestProcessor(james, context, block).load();
    }

    @ParameterizedTest(name = "{0}, block {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            textBlock =
                    """
            Mailman 3     | 1 | Jane via example <example@ml[.]example[.]ac[.]jp>                      | jane@example.ne.jp        | -
            Mailman 2.1   | 1 | Jane via example <example@ml[.]example[.]ac[.]jp>                      | jane@example.ne.jp        | -
            fml4          | 1 | example@ml[.]example[.]ac[.]jp                                         | example@ml.example.ac.jp  | -
            fml4          | 2 | =[?]UTF-8[?]B[?].*[?]= <example@ml[.]example[.]ac[.]jp>                | example@ml.example.ac.jp  | jane@example.ne.jp
            Sympa         | 1 | "Jane [(]via example[)]" <example@ml[.]example[.]ac[.]jp>              | jane@example.ne.jp        | -
            rspamd        | 1 | Jane via example <example@ml[.]example[.]ac[.]jp>                      | jane@example.ne.jp        | -
            Mailman 3     | 2 | Jane via example <example@ml[.]example[.]ac[.]jp>                      | jane@example.ne.jp        | -
            LISTSERV      | 1 | Jane <example@ml[.]example[.]ac[.]jp>                                  | jane@example.ne.jp        | -
            Google Groups | 1 | 'Jane' via example <example@ml[.]example[.]ac[.]jp>                    | jane@example.ne.jp        | -
            groups.io     | 2 | Jane via example <jane=example[.]ne[.]jp@dmarc[.]ml[.]example[.]ac[.]jp> | -                       | -
            IETF          | 2 | Jane <jane=40example[.]ne[.]jp@dmarc[.]ml[.]example[.]ac[.]jp>         | -                         | -
            """)
    void theBlockDoesAsThatSystemDoes(String section, int number, String from, String replyTo, String cc)
            throws Exception {
        Header sent = sent(blocks().get(section).get(number - 1));

        assertThat(field(sent, "From")).matches(from);
        assertThat(field(sent, "Reply-To")).contains(replyTo == null ? "" : replyTo);
        assertThat(field(sent, "Reply-To").isEmpty()).isEqualTo(replyTo == null);
        assertThat(field(sent, "Cc")).isEqualTo(cc == null ? "" : "Jane <" + cc + ">");
    }

    private Header sent(String block) throws Exception {
        MailImpl mail = post("DKIM-Signature: v=1\r\nFrom: Jane <jane@example.ne.jp>\r\n"
                + "To: example@ml.example.ac.jp\r\nSubject: test\r\n\r\nHello\r\n");
        mail.setState("list");
        TestReception.receive(mail, "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp policy.dmarc=reject");
        new TestProcessor(james, context, block).process(mail);
        assertThat(mail.getState()).isEqualTo("list");
        return MailMessage.read(mail).header();
    }

    private static String field(Header header, String name) {
        assertThat(header.all(name)).as(name).hasSizeLessThanOrEqualTo(1);
        return header.first(name).map(HeaderField::text).orElse("");
    }

    @ParameterizedTest
    @CsvSource({"groups.io, jane=example.org", "IETF, jane=40example.org"})
    void theWayBackLeadsToMembersAlone(String section, String localPart) throws Exception {
        String block = blocks().get(section).get(0);
        MailImpl reply = TestMail.of(
                "From: x@example.com\r\n\r\nHello\r\n", "x@example.com", localPart + "@dmarc.ml.example.ac.jp");
        MailImpl strange = TestMail.of(
                "From: x@example.com\r\n\r\nHello\r\n",
                "x@example.com",
                localPart.replace("jane", "joan") + "@dmarc.ml.example.ac.jp");

        new TestProcessor(james, context, block).process(reply);
        new TestProcessor(james, context, block).process(strange);

        assertThat(reply.getState()).isEqualTo("list-delivery");
        assertThat(reply.getRecipients()).extracting(Object::toString).containsExactly("jane@example.org");
        assertThat(strange.getState()).isEqualTo("list-refused");
    }
}
