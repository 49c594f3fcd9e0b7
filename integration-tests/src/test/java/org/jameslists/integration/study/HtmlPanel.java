package org.jameslists.integration.study;

import static com.google.common.html.HtmlEscapers.htmlEscaper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.integration.study.Findings.Finding;
import org.jameslists.mail.Message;

import com.google.common.io.ByteSource;

/** What a cell of the page opens to: the receiver's own output, all its judgements, the fields before and after. */
final class HtmlPanel {
    private final Cell cell;

    HtmlPanel(Cell cell) {
        this.cell = cell;
    }

    String text() {
        Finding first = cell.first();
        Delivery delivery = first.delivery();
        return """
                <div class="panel">
                <h2>%s %s <span lang="en">%s</span></h2>
                <p>%s %s</p>
                <h3>判定の全文 <span lang="en">The receiver's own output</span></h3>
                <div class="outputs">%s</div>
                <h3>メールの前と後 <span lang="en">The message before and after the list</span></h3>
                %s
                <h3>十二の判定 <span lang="en">All twelve judgements</span></h3>
                %s
                </div>
                """
                .formatted(
                        delivery.scenario().letter(),
                        delivery.scenario().japanese(),
                        delivery.scenario().english(),
                        first.receiver().title(),
                        escape(first.opinion().version()),
                        cell.findings().stream()
                                .filter(finding -> finding.delivery().equals(delivery))
                                .map(HtmlPanel::output)
                                .collect(Collectors.joining()),
                        fields(delivery),
                        judgements());
    }

    private static String output(Finding finding) {
        return "<div><p>%s <span lang=\"en\">%s</span></p><pre>%s</pre></div>"
                .formatted(
                        finding.route().japanese(),
                        finding.route().english(),
                        escape(finding.opinion().output().strip()));
    }

    private static String fields(Delivery delivery) {
        Map<String, List<String>> before = fields(delivery.before());
        Map<String, List<String>> after = fields(received(delivery));
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        return names.stream()
                .map(name -> field(name, before.getOrDefault(name, List.of()), after.getOrDefault(name, List.of())))
                .collect(Collectors.joining(
                        "",
                        "<table class=\"fields\"><thead><tr><th></th><th>前 <span lang=\"en\">before</span></th>"
                                + "<th>後 <span lang=\"en\">after</span></th></tr></thead><tbody>",
                        "</tbody></table>"));
    }

    private static String field(String name, List<String> before, List<String> after) {
        return "<tr%s><th>%s</th><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        before.equals(after) ? "" : " class=\"changed\"",
                        name,
                        escape(String.join("\n", before)),
                        escape(String.join("\n", after)));
    }

    private static Map<String, List<String>> fields(Message message) {
        return ShownField.of(message.header()).stream()
                .collect(Collectors.groupingBy(
                        ShownField::name,
                        LinkedHashMap::new,
                        Collectors.mapping(ShownField::text, Collectors.toList())));
    }

    private static Message received(Delivery delivery) {
        try {
            return Message.read(ByteSource.wrap(delivery.after().bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String judgements() {
        return cell.findings().stream()
                .map(finding -> Stream.of(
                                finding.delivery().post().kind().title(),
                                finding.delivery().post().canonicalizations().toString(),
                                finding.route().english(),
                                finding.opinion().reply().word(),
                                finding.opinion().words())
                        .map(HtmlPanel::escape)
                        .collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n")))
                .collect(Collectors.joining("", "<table><tbody lang=\"en\">", "</tbody></table>"));
    }

    private static String escape(String text) {
        return htmlEscaper().escape(text);
    }
}
