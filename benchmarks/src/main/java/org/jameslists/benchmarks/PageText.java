package org.jameslists.benchmarks;

import java.util.List;
import java.util.Locale;

/** A page in Markdown, as it grows. */
final class PageText {
    private final StringBuilder text = new StringBuilder();

    /** Adds a line, formatted in no language. */
    void add(String format, Object... values) {
        text.append(format(format, values)).append('\n');
    }

    /** Begins a part. */
    void heading(String title) {
        add("%n## %s%n", title);
    }

    /** Begins a table. */
    void columns(String... names) {
        row(List.of(names));
        row(List.of(names).stream().map(name -> "---").toList());
    }

    void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void row(String... cells) {
        row(List.of(cells));
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
