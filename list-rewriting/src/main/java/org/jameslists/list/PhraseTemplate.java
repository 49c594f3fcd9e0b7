package org.jameslists.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Phrase;
import org.jameslists.mail.SafeText;

/**
 * The text before the list's address in a rewritten From field: text with {@code {name}} for the author's name,
 * {@code {email}} and {@code {localpart}} for the author's address, {@code {list}} for the list's name and
 * {@code {list-address}} for its address. An empty template gives the bare address.
 *
 * <p>Known by a name: {@code mailman} ({@code {name} via {list}}), {@code japanese} ({@code {name} ({list} 経由)}),
 * {@code google} ({@code '{name}' via {list}}), {@code fml4} (the bare address), and Sympa's {@code display_name},
 * {@code name_and_email}, {@code name_via_list}, {@code name_email_via_list}, {@code list_for_name} and
 * {@code list_for_email}. Sympa writes the words in parentheses as a comment; here the whole is one phrase, since clients
 * drop comments.
 */
public final class PhraseTemplate {
    private static final Map<String, String> NAMED = Map.of(
            "mailman", "{name} via {list}",
            "japanese", "{name} ({list} 経由)",
            "google", "'{name}' via {list}",
            "fml4", "",
            "display_name", "{name}",
            "name_and_email", "{name} ({email})",
            "name_via_list", "{name} (via {list})",
            "name_email_via_list", "{name} ({email} via {list})",
            "list_for_name", "{list} (on behalf of {name})",
            "list_for_email", "{list} (on behalf of {email})");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

    /** A piece of a template. */
    private sealed interface Piece {}

    private record Literal(String text) implements Piece {}

    private enum Placeholder implements Piece {
        NAME,
        EMAIL,
        LOCALPART,
        LIST,
        LIST_ADDRESS
    }

    private final String template;
    private final List<Piece> pieces;

    private PhraseTemplate(String template, List<Piece> pieces) {
        this.template = template;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads a template.
     *
     * @param template one of the names above, or a template
     * @throws IllegalArgumentException if it has an unknown placeholder, or controls
     */
    public static PhraseTemplate of(String template) {
        String text = NAMED.getOrDefault(template, template);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the template holds control characters");
        }
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            pieces.add(new Literal(text.substring(end, matcher.start())));
            pieces.add(placeholder(matcher.group(1)));
            end = matcher.end();
        }
        pieces.add(new Literal(text.substring(end)));
        return new PhraseTemplate(text, pieces);
    }

    private static Placeholder placeholder(String name) {
        for (Placeholder placeholder : Placeholder.values()) {
            if (placeholder.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return placeholder;
            }
        }
        throw new IllegalArgumentException("unknown placeholder {" + name
                + "}: known are {name}, {email}, {localpart}, {list} and {list-address}");
    }

    /**
     * The phrase for a post.
     *
     * @param authors at least one, each with a name
     */
    Phrase fill(List<Mailbox> authors, ListIdentity list) {
        Phrase phrase = new Phrase();
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) {
                phrase.text(literal.text());
            } else {
                fill(phrase, (Placeholder) piece, authors, list);
            }
        }
        return phrase;
    }

    private static void fill(Phrase phrase, Placeholder placeholder, List<Mailbox> authors, ListIdentity list) {
        switch (placeholder) {
            case LIST -> phrase.text(list.name());
            case LIST_ADDRESS -> phrase.text(list.address());
            default -> {
                String separator = "";
                for (Mailbox author : authors) {
                    phrase.text(separator);
                    separator = ", ";
                    switch (placeholder) {
                        case EMAIL -> phrase.text(SafeText.line(author.address()));
                        case LOCALPART -> phrase.text(SafeText.name(author.localPart()));
                        default -> phrase.name(author.name());
                    }
                }
            }
        }
    }

    /** The template, a known name replaced by its text. */
    @Override
    public String toString() {
        return template;
    }
}
