package org.jameslists.integration.study;

import static com.google.common.html.HtmlEscapers.htmlEscaper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.common.io.Resources;

/** Writes target/field-study.html: the whole table on one page, without anything from elsewhere, in two languages. */
final class HtmlPage {
    private static final String START =
            """
            <!DOCTYPE html>
            <html lang="ja">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>フィールド調査の再現 – The field study, done again</title>
            <style>
            %s</style>
            </head>
            <body>
            <header>
            <h1>メーリングリストのメールは DMARC の下で届くか
            <span lang="en">Does a mailing list's mail arrive under DMARC? The field study, done again</span></h1>
            <div class="words">
            <div>
            <p>DMARC で <code>p=reject</code> を公開している携帯電話会社の利用者が、メーリングリストに投稿します。本物の Apache James を通し、メンバーのサーバーに届いたバイト列を、外部で作られた受信側ソフトウェアに判定させました。</p>
            <p><strong>投稿者の DKIM 署名が壊れていれば、ARC が通るだけでは届きません。From をリストに書き換え、リストのドメインで DKIM 署名すれば、ARC があってもなくても届きます。</strong></p>
            </div>
            <div lang="en">
            <p>The customer of a mobile carrier that publishes <code>p=reject</code> posts to a mailing list. The post goes through a real Apache James, and independent receivers judge the bytes that reach a member's server.</p>
            <p><strong>Where the author's DKIM signature is broken, ARC alone does not get the post accepted. From rewritten to the list, with a DKIM signature of the list's domain, does, with ARC or without.</strong></p>
            </div>
            </div>
            <p class="legend">%s<span>判定 %d 件。欄を開くと、判定の全文とメールの前後が見えます。<span lang="en">%d judgements. A cell opens to the receiver's own output and to the message before and after.</span></span></p>
            </header>
            """;

    private static final String END =
            """
            <footer>
            <p>ひとつの欄は十二の判定を表します（携帯電話会社、Gmail、Outlook のメール。署名は relaxed と simple。リストから直接と、メンバーの転送）。
            <span lang="en">A cell stands for twelve judgements: mail of a mobile carrier, Gmail and Outlook; signed relaxed and simple; straight from the list, and forwarded by the member so that SPF is aligned with nobody.</span></p>
            </footer>
            </body>
            </html>
            """;

    private final Findings findings;

    HtmlPage(Findings findings) {
        this.findings = findings;
    }

    String text() {
        int judgements = findings.all().size();
        String legend = Stream.of(Reply.values())
                .map(reply -> "<span class=\"chip %s\">%s %s <span lang=\"en\">%s</span></span>"
                        .formatted(reply.word(), reply.sign(), reply.japanese(), reply.word()))
                .collect(Collectors.joining());
        return START.formatted(css(), legend, judgements, judgements)
                + Stream.of(Author.values()).map(this::section).collect(Collectors.joining())
                + END;
    }

    private static String css() {
        try {
            return Resources.toString(Resources.getResource(HtmlPage.class, "field-study.css"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String section(Author author) {
        return """
                <section>
                <h2>%s</h2>
                <table class="study">
                <thead><tr><th></th>%s%s</tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </section>
                """
                .formatted(
                        title(author),
                        author == Author.REJECT ? "<th>調査の結果<span lang=\"en\">what the study found</span></th>" : "",
                        Stream.of(Receiver.values()).map(this::head).collect(Collectors.joining()),
                        Stream.of(Scenario.values())
                                .map(scenario -> row(scenario, author))
                                .collect(Collectors.joining()));
    }

    private static String title(Author author) {
        return switch (author) {
            case REJECT -> "投稿者のドメインが p=reject <span lang=\"en\">The author's domain publishes p=reject</span>";
            case QUARANTINE -> "投稿者のドメインが p=quarantine"
                    + " <span lang=\"en\">The author's domain publishes p=quarantine</span>";
            case NONE -> "投稿者のドメインが p=none <span lang=\"en\">The author's domain publishes p=none</span>";
            case OWN -> "投稿者がリストと同じドメイン（p=quarantine）"
                    + " <span lang=\"en\">The author is of the list's own domain (p=quarantine)</span>";
        };
    }

    private String head(Receiver receiver) {
        return "<th>%s<span>%s</span><span lang=\"en\">%s</span></th>"
                .formatted(receiver.title(), receiver.japanese(), htmlEscaper().escape(receiver.english()));
    }

    private String row(Scenario scenario, Author author) {
        return "<tr><th><span class=\"letter\">%s</span><b>%s</b><span lang=\"en\">%s</span><code>%s</code></th>%s%s</tr>\n"
                .formatted(
                        scenario.letter(),
                        scenario.japanese(),
                        scenario.english(),
                        scenario.hops().stream().map(HtmlPage::configuration).collect(Collectors.joining(" → ")),
                        author == Author.REJECT ? told(Expectation.inTheStudy(scenario)) : "",
                        Stream.of(Receiver.values())
                                .map(receiver -> cell(new Cell(findings.of(scenario, author, receiver))))
                                .collect(Collectors.joining()));
    }

    private static String configuration(Hop hop) {
        return hop.sample()
                + hop.without().stream()
                        .map(mailet -> " − <s>" + mailet + "</s>")
                        .collect(Collectors.joining());
    }

    private static String told(Optional<Reply> reply) {
        return reply.map(told -> "<td class=\"told %s\"><div>%s</div></td>".formatted(told.word(), words(told, "")))
                .orElse("<td class=\"untold\"><div>試していない <span lang=\"en\">not tried</span></div></td>");
    }

    private static String cell(Cell cell) {
        Reply worst = Stream.of(Route.values())
                .flatMap(route -> cell.replies(route).stream())
                .max(Reply::compareTo)
                .orElseThrow();
        String replies = Stream.of(Route.values())
                .filter(route -> route == Route.STRAIGHT || !cell.isTheSameByEveryRoute())
                .flatMap(route -> cell.replies(route).stream()
                        .map(reply -> words(reply, cell.isTheSameByEveryRoute() ? "" : route(route))))
                .collect(Collectors.joining());
        return "<td class=\"%s\"><details name=\"cell\"><summary>%s</summary>%s</details></td>"
                .formatted(worst.word(), replies, new HtmlPanel(cell).text());
    }

    private static String route(Route route) {
        return "<small>%s <span lang=\"en\">%s</span></small>".formatted(route.japanese(), route.english());
    }

    private static String words(Reply reply, String route) {
        return "<div class=\"reply %s\"><b>%s %s</b><span lang=\"en\">%s</span>%s</div>"
                .formatted(reply.word(), reply.sign(), reply.japanese(), reply.word(), route);
    }
}
