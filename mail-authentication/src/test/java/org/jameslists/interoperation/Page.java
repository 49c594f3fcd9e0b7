package org.jameslists.interoperation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jameslists.interoperation.Case.Section;

/** Writes docs/evidence/interoperation.md. It holds nothing that changes from run to run or with the versions of the peers. */
final class Page {
    private static final String INTRODUCTION =
            """
            # Interoperation

            Others must accept what this engine signs and seals, and it must accept what they sign and seal. In
            `InteroperationIT`, both sign the same messages and verify each other's signatures, and messages pass along chains
            of stations that seal in turn. The test compares all results with what the RFCs say, and writes this page; with
            `CI=true` it fails where the page differs. The peers are those of `judges/install`, and jDKIM as in James 3.8.1;
            [judges](../../judges/README.md) says how each is asked.

            - `pass`: all signatures of the message pass, or its chain does. `fail`: none of them, or the chain does not.
            - `RSA alone`: the message has an RSA and an Ed25519 signature, and the RSA one passes; the verifier does not know
              Ed25519, which does no harm.
            - `relaxed/simple` and the like are the canonicalizations of header and body (`c=`), relaxed/relaxed where a
              chain names none.
            - A footnote says where a peer differs from the RFCs. Where this engine refuses a peer's message, so do all other
              peers.
            - Each chain starts with a message that its author signed. "After an edit": the station changes Subject and body
              before it seals. "An edit": somebody does so without sealing, and the chain must fail, whoever seals it then.

            How many results are as expected:

            """;

    private final Map<Case, Map<Sample, String>> findings;
    private final List<Disagreement> footnotes = new ArrayList<>();

    Page(Map<Case, Map<Sample, String>> findings) {
        this.findings = findings;
    }

    /** The whole page. */
    String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION).append(summary());
        for (Section section : Section.values()) {
            page.append("\n## ").append(section.title()).append('\n');
            Stream.of(Party.values())
                    .filter(party -> !rows(section, party).isEmpty())
                    .forEach(party -> page.append(table(section, party)));
        }
        page.append('\n');
        for (int i = 0; i < footnotes.size(); i++) {
            page.append("[^%d]: %s\n".formatted(i + 1, footnotes.get(i).reason()));
        }
        return page.toString();
    }

    private List<Case> rows(Section section, Party party) {
        return findings.keySet().stream()
                .filter(row -> row.section() == section && row.party() == party)
                .toList();
    }

    private String summary() {
        return table(
                Stream.concat(Stream.of(""), Stream.of(Section.values()).map(Section::summary)),
                Stream.of(Party.values())
                        .map(party -> Stream.concat(
                                Stream.of(party.title()),
                                Stream.of(Section.values()).map(section -> count(rows(section, party))))));
    }

    /** How many cells are as they should be. */
    private String count(List<Case> rows) {
        long right = rows.stream()
                .flatMap(row -> findings.get(row).values().stream().filter(row.expected()::equals))
                .count();
        return rows.isEmpty() ? "" : right + " of " + rows.size() * Sample.values().length;
    }

    private String table(Section section, Party party) {
        return "\n### " + party.title() + "\n\n"
                + table(
                        Stream.concat(Stream.of(""), Stream.of(Sample.values()).map(Sample::title)),
                        rows(section, party).stream().map(this::cells));
    }

    private Stream<String> cells(Case row) {
        return Stream.concat(
                Stream.of(row.title()),
                findings.get(row).entrySet().stream().map(found -> found.getValue() + footnote(row, found.getKey())));
    }

    private String footnote(Case row, Sample sample) {
        Optional<Disagreement> known = Disagreement.of(row, sample);
        if (known.isEmpty()) {
            return "";
        }
        if (!footnotes.contains(known.get())) {
            footnotes.add(known.get());
        }
        return "[^" + (footnotes.indexOf(known.get()) + 1) + "]";
    }

    private static String table(Stream<String> head, Stream<Stream<String>> rows) {
        List<String> names = head.toList();
        return line(names.stream())
                + line(names.stream().map(name -> "---"))
                + rows.map(Page::line).collect(Collectors.joining());
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
