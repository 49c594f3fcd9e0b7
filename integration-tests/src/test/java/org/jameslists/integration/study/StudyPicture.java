package org.jameslists.integration.study;

import static com.google.common.html.HtmlEscapers.htmlEscaper;

import java.util.List;
import java.util.stream.Stream;

/**
 * Draws the table of the authors with {@code p=reject} as SVG, in one language: what the study found, what independent
 * receivers say, and, set apart, what James with this project says.
 */
final class StudyPicture {
    private static final int MARGIN = 24;
    private static final int LABEL = 430;
    private static final int COLUMN = 106;
    private static final int GAP = 4;

    /** Between groups of columns. */
    private static final int SPACE = 24;

    private static final int HEAD = 172;
    private static final int ROW = 50;

    private static final List<Scenario> ROWS = List.of(Scenario.values());
    private static final List<Receiver> COLUMNS = List.of(Receiver.values());

    private final Findings findings;
    private final Language language;

    StudyPicture(Findings findings, Language language) {
        this.findings = findings;
        this.language = language;
    }

    /** Whose words the picture has. */
    enum Language {
        ENGLISH(
                "Does a mailing list's mail arrive under DMARC?",
                "The author's domain publishes p=reject. Real receivers judge what Apache James sends to a member.",
                List.of("field study", "independent receivers", "this project"),
                "not tried"),
        JAPANESE(
                "メーリングリストのメールは DMARC の下で届くか",
                "投稿者のドメインは p=reject を公開。Apache James がメンバーに送るメールを、本物の受信側が判定します。",
                List.of("実地の調査", "外部の受信側", "本プロジェクト"),
                "未確認");

        private final String title;
        private final String subtitle;

        @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable one
        private final List<String> groups;

        private final String untried;

        Language(String title, String subtitle, List<String> groups, String untried) {
            this.title = title;
            this.subtitle = subtitle;
            this.groups = groups;
            this.untried = untried;
        }

        private String of(Scenario scenario) {
            return this == ENGLISH ? scenario.english() : scenario.japanese();
        }

        private String of(Reply reply) {
            return reply.sign() + " " + (this == ENGLISH ? reply.word() : reply.japanese());
        }
    }

    String svg() {
        int width = x(Receiver.JAMES) + COLUMN + MARGIN;
        int height = HEAD + ROWS.size() * (ROW + GAP) + MARGIN;
        StringBuilder svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                font-family="system-ui, 'Noto Sans', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', sans-serif" \
                fill="#17212b">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#f5f7f8"/>
                """
                        .formatted(width, height, width, height, language.title));
        svg.append(text(MARGIN, 46, 26, "font-weight=\"700\"", language.title))
                .append(text(MARGIN, 76, 15, "fill=\"#5a6875\"", language.subtitle));
        group(svg, language.groups.get(0), study(), study());
        group(svg, language.groups.get(1), x(Receiver.RSPAMD), x(Receiver.MAIL_DMARC));
        group(svg, language.groups.get(2), x(Receiver.JAMES), x(Receiver.JAMES));
        for (Receiver receiver : COLUMNS) {
            svg.append(centred(x(receiver), HEAD - 14, 14, "font-weight=\"700\"", receiver.title()));
        }
        for (Scenario scenario : ROWS) {
            row(svg, scenario, HEAD + ROWS.indexOf(scenario) * (ROW + GAP));
        }
        return svg.append("</svg>\n").toString();
    }

    private static int study() {
        return MARGIN + LABEL + GAP;
    }

    private static int x(Receiver receiver) {
        int column = study() + COLUMN + SPACE + COLUMNS.indexOf(receiver) * (COLUMN + GAP);
        return receiver == Receiver.JAMES ? column + SPACE - GAP : column;
    }

    /** The name of a group over its columns, and a line that joins them. */
    private static void group(StringBuilder svg, String name, int first, int last) {
        int middle = (first + last + COLUMN) / 2;
        svg.append(text(middle, HEAD - 48, 14, "text-anchor=\"middle\" fill=\"#5a6875\"", name))
                .append("<path d=\"M%d %dH%d\" stroke=\"#98a4af\" stroke-width=\"2\"/>\n"
                        .formatted(first, HEAD - 38, last + COLUMN));
    }

    private void row(StringBuilder svg, Scenario scenario, int y) {
        svg.append(box(MARGIN, y, LABEL, "#fff"))
                .append(text(MARGIN + 14, y + 32, 18, "font-weight=\"700\" fill=\"#2c4a63\"", scenario.letter()))
                .append(text(MARGIN + 56, y + 31, 15, "", language.of(scenario)));
        Expectation.inTheStudy(scenario)
                .ifPresentOrElse(
                        reply -> cell(svg, study(), y, reply, language.of(reply)),
                        () -> svg.append(centred(study(), y + 31, 14, "fill=\"#5a6875\"", language.untried)));
        for (Receiver receiver : COLUMNS) {
            Cell cell = new Cell(findings.of(scenario, Author.REJECT, receiver));
            Reply worst = Stream.of(Route.values())
                    .flatMap(route -> cell.replies(route).stream())
                    .max(Reply::compareTo)
                    .orElseThrow();
            cell(svg, x(receiver), y, worst, language.of(worst));
        }
    }

    private static void cell(StringBuilder svg, int x, int y, Reply reply, String words) {
        String style = "font-weight=\"700\" fill=\"%s\"".formatted(ink(reply));
        svg.append(box(x, y, COLUMN, ground(reply))).append(centred(x, y + 31, 15, style, words));
    }

    private static String ink(Reply reply) {
        return switch (reply) {
            case ACCEPT -> "#0f6b3a";
            case SPAM -> "#7a4a00";
            case REJECT -> "#a3160f";
        };
    }

    private static String ground(Reply reply) {
        return switch (reply) {
            case ACCEPT -> "#dcf2e3";
            case SPAM -> "#ffecc2";
            case REJECT -> "#fcd9d5";
        };
    }

    private static String box(int x, int y, int width, String fill) {
        return "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>\n"
                .formatted(x, y, width, ROW, fill);
    }

    private static String centred(int column, int y, int size, String style, String words) {
        return text(column + COLUMN / 2, y, size, "text-anchor=\"middle\" " + style, words);
    }

    private static String text(int x, int y, int size, String style, String words) {
        return "<text x=\"%d\" y=\"%d\" font-size=\"%d\" %s>%s</text>\n"
                .formatted(x, y, size, style, htmlEscaper().escape(words));
    }
}
