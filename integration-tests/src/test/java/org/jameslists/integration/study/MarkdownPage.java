package org.jameslists.integration.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.integration.study.Findings.Finding;

/** Writes docs/evidence/field-study.md. It holds nothing that changes from run to run or with the versions of the judges. */
final class MarkdownPage {
    private static final String INTRODUCTION =
            """
            # The field study, done again

            In autumn 2024 the operators of a university's list server posted to their lists from a mobile carrier whose domain
            publishes `p=reject`. They watched what became of the posts at Gmail, Outlook, iCloud, Office 365 and their own rspamd.
            The result: where a list's edits break the author's DKIM signature, a valid ARC chain does not get the post accepted.
            From rewritten to the list, with a DKIM signature of the list's domain, does, with ARC or without.

            `FieldStudyIT` repeats the study with this project: posts go through lists on a real James, and independent verifiers
            judge the bytes that its SMTP client sent to a member's server. The test writes this page. It fails where a verifier
            differs from the study, and with `CI=true` where the page differs from what the test found.

            ![Eight ways of sending a post on, and whether each receiver accepts it](field-study.svg)
            """;

    private static final String FORGED =
            """

            ## A forged author

            The rows above are posts of honest authors. This table shows what happens to a post that a stranger writes in an
            author's name, from a server that the author's domain does not allow and without a valid signature. `ForgeryIT` sends
            such posts to every sample on a real James, and rspamd judges what leaves; [security.md](../security.md) lists them.

            | forged author | the list | receivers |
            |---|---|---|
            | of a domain with p=reject | keeps the post in `list-forged` | get nothing |
            | of a domain with p=quarantine | keeps the post in `list-forged` | get nothing |
            | of a domain with p=none or without a record, unrelated to the list | sends it on; From stays, and only the list's own domain signs | find that no signature aligns with From, and act as the domain asks |
            | of the list's own organization, which publishes p=none or nothing | sends it on with the list's own address in From | accept it as the list's mail: dmarc=pass for the list's address |
            | of the list's own organization, which publishes p=quarantine or p=reject | keeps the post in `list-forged` | get nothing |
            """;

    private static final String WHAT_WAS_JUDGED =
            """

            ## What was judged

            Each cell stands for twelve judgements, and shows what all of them say. The mail is as a mobile carrier makes it (one
            part, ISO-2022-JP), and as Gmail and Outlook do (multipart, UTF-8). Each is signed rsa-sha256, once relaxed/relaxed and
            once simple/simple. Each message arrives once from the list's server with its envelope, so that SPF passes for the
            list, and once as if the member's server had forwarded it, so that SPF aligns with nobody and DKIM decides.
            """;

    private static final String HOW =
            """

            ## See for yourself

            ```sh
            mvn -pl integration-tests -am verify -Dit.test=FieldStudyIT -Dfailsafe.failIfNoSpecifiedTests=false
            ```

            writes `integration-tests/target/field-study.html`, in Japanese and English: each cell opens to what the receiver
            itself printed, and to the fields of the message before and after the list. `./demo` shows (a) to (d) and needs no
            receiver installed.

            """;

    private final Findings findings;

    MarkdownPage(Findings findings) {
        this.findings = findings;
    }

    String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Author author : Author.values()) {
            page.append("\n## A")
                    .append(title(author).substring(1))
                    .append("\n\n")
                    .append(table(author));
        }
        return page.append(FORGED)
                .append(rows())
                .append(receivers())
                .append(WHAT_WAS_JUDGED)
                .append(disagreements())
                .append(HOW)
                .toString();
    }

    private static String title(Author author) {
        return author == Author.OWN
                ? "an author of the list's own domain (p=" + author.policy() + ")"
                : "an author whose domain publishes p=" + author.policy();
    }

    private String table(Author author) {
        return table(
                Stream.concat(
                        author == Author.REJECT ? Stream.of("", "a post", "the study") : Stream.of("", "a post"),
                        Stream.of(Receiver.values()).map(Receiver::title)),
                Stream.of(Scenario.values())
                        .map(scenario -> Stream.concat(
                                author == Author.REJECT
                                        ? Stream.of(
                                                scenario.letter(),
                                                scenario.english(),
                                                Expectation.inTheStudy(scenario)
                                                        .map(MarkdownPage::word)
                                                        .orElse("not tried"))
                                        : Stream.of(scenario.letter(), scenario.english()),
                                Stream.of(Receiver.values())
                                        .map(receiver -> words(cell(scenario, author, receiver))))));
    }

    private static String words(Cell cell) {
        return cell.words(MarkdownPage::word, ", ", " when forwarded")
                + (cell.disagreements().isEmpty() ? "" : " ([differs](#where-a-receiver-differs))");
    }

    private Cell cell(Scenario scenario, Author author, Receiver receiver) {
        return new Cell(findings.of(scenario, author, receiver));
    }

    private static String word(Reply reply) {
        return switch (reply) {
            case ACCEPT -> reply.word();
            case SPAM -> "*" + reply.word() + "*";
            case REJECT -> "**" + reply.word() + "**";
        };
    }

    private static String rows() {
        return "\n## What the rows are\n\n"
                + table(
                        Stream.of("", "the post comes", "configuration of the list"),
                        Stream.of(Scenario.values())
                                .map(scenario -> Stream.of(
                                        scenario.letter(),
                                        arrival(scenario.arrival()),
                                        scenario.hops().stream()
                                                .map(MarkdownPage::configuration)
                                                .collect(Collectors.joining(", then ")))));
    }

    private static String arrival(Arrival arrival) {
        return switch (arrival) {
            case DIRECT -> "from its author's server";
            case SEALED -> "through a border server that seals it, as rspamd does in the study";
            case FAILED -> "with a chain whose newest seal says cv=fail";
        };
    }

    private static String configuration(Hop hop) {
        String sample = "[`%s`](../../conf-samples/%s/processors.xml)".formatted(hop.sample(), hop.sample());
        return hop.without().isEmpty()
                ? sample
                : sample + " without "
                        + hop.without().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    private static String receivers() {
        return "\n## Who judges\n\n"
                + table(
                        Stream.of("receiver", "what it is"),
                        Stream.of(Receiver.values()).map(receiver -> Stream.of(receiver.title(), receiver.english())))
                + "\nHow each is asked is in [judges](../../judges/README.md). All do what the author's domain asks for, as a"
                + " strict receiver\ndoes.\n";
    }

    private String disagreements() {
        List<String> lines = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Author author : Author.values()) {
                for (Receiver receiver : Receiver.values()) {
                    cell(scenario, author, receiver)
                            .disagreements()
                            .forEach((reply, found) -> lines.add(disagreement(reply, found)));
                }
            }
        }
        return "\n## Where a receiver differs\n\nNo receiver differs from the study, on any message. "
                + (lines.isEmpty()
                        ? "No receiver differs from what the domains of other authors ask for, either.\n"
                        : "These differ from what the domains of other authors ask for:\n\n" + String.join("", lines));
    }

    private static String disagreement(Reply reply, List<Finding> found) {
        Finding one = found.get(0);
        return "- %s, %s: %s says %s of %d messages, where %s is expected. In its own words: `%s`\n"
                        .formatted(
                                one.delivery().scenario().letter(),
                                title(one.delivery().post().author()),
                                one.receiver().title(),
                                reply.word(),
                                found.size(),
                                one.expected().word(),
                                one.opinion().words().replace('`', '\''))
                + Explanation.of(one).map(why -> "  " + why.words() + "\n").orElse("");
    }

    private static String table(Stream<String> head, Stream<Stream<String>> rows) {
        List<String> names = head.toList();
        return line(names.stream())
                + line(names.stream().map(name -> "---"))
                + rows.map(MarkdownPage::line).collect(Collectors.joining());
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
