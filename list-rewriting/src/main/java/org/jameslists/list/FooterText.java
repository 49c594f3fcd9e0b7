package org.jameslists.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The lines of a footer, in the forms for different types of text.
 *
 * @param lines without white space around them, except in the separator {@code "-- "}
 */
record FooterText(List<String> lines) {
    /** RFC 5322 §2.1.1, less what a tag or a changed set around a line may take. */
    private static final int MAX_LINE = 980;

    FooterText {
        lines = List.copyOf(lines);
    }

    static FooterText of(String text) {
        return new FooterText(text.strip()
                .lines()
                .map(String::strip)
                .map(line -> line.equals("--") ? "-- " : line)
                .toList());
    }

    /** Why these lines cannot be a footer. A line is longest in HTML, where each character may become a reference. */
    Optional<String> flaw() {
        if (lines.isEmpty()) {
            return Optional.of("the footer has no text");
        }
        if (lines.stream().flatMapToInt(String::chars).anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            return Optional.of("the footer has control characters");
        }
        return lines.stream().anyMatch(line -> html(line).length() > MAX_LINE)
                ? Optional.of("a line of the footer is too long")
                : Optional.empty();
    }

    /** As plain text; each line ends in CRLF. */
    String plain() {
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    /**
     * As plain text in which no line flows into the next one (RFC 3676). Only the separator, which does not flow
     * (§4.3), ends in a space. Lines that would look like a quotation or an mbox line are space-stuffed (§4.4).
     */
    String flowed() {
        return new FooterText(lines.stream()
                        .map(line -> line.startsWith(">") || line.startsWith("From ") ? " " + line : line)
                        .toList())
                .plain();
    }

    /**
     * As an HTML paragraph in ASCII, which is part of every charset that mail uses. All other characters become
     * references.
     */
    String html() {
        return lines.stream().map(FooterText::html).collect(Collectors.joining("<br>\r\n", "<p>", "</p>\r\n"));
    }

    private static String html(String line) {
        StringBuilder escaped = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (c >= 0x7f || "<>&\"".indexOf(c) >= 0) {
                escaped.append("&#").append(c).append(';');
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
