package org.jameslists.list;

import java.util.List;
import java.util.Map;

import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Phrase;
import org.jameslists.mail.SafeText;
import org.jameslists.mail.TextTemplate;

/**
 * The text before the list's address in a rewritten From field: text with {@code {name}} for the author's name,
 * {@code {email}} and {@code {localpart}} for the author's address, {@code {list}} for the list's name and
 * {@code {list-address}} for its address. An empty template gives the bare address.
 *
 * <p>These templates have names: {@code mailman} ({@code {name} via {list}}), {@code japanese} ({@code {name} ({list}
 * 経由)}), {@code google} ({@code '{name}' via {list}}), {@code fml4} (the bare address), and Sympa's
 * {@code display_name}, {@code name_and_email}, {@code name_via_list}, {@code name_email_via_list},
 * {@code list_for_name} and {@code list_for_email}. Sympa writes the words in parentheses as a comment. Here they are
 * part of the phrase, since clients drop comments.
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

    private static final List<String> PLACEHOLDERS = List.of("name", "email", "localpart", "list", "list-address");

    private final TextTemplate template;

    private PhraseTemplate(TextTemplate template) {
        this.template = template;
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
            throw new IllegalArgumentException("the template contains control characters");
        }
        return new PhraseTemplate(TextTemplate.parseStrictly(text, PLACEHOLDERS));
    }

    /**
     * The phrase for a post.
     *
     * @param authors at least one, each with a name
     */
    Phrase fill(List<Mailbox> authors, ListIdentity list) {
        Phrase phrase = new Phrase();
        for (TextTemplate.Piece piece : template.pieces()) {
            if (piece instanceof TextTemplate.Literal literal) {
                phrase.text(literal.text());
            } else {
                fill(phrase, ((TextTemplate.Placeholder) piece).name(), authors, list);
            }
        }
        return phrase;
    }

    private static void fill(Phrase phrase, String placeholder, List<Mailbox> authors, ListIdentity list) {
        switch (placeholder) {
            case "list" -> phrase.text(list.name());
            case "list-address" -> phrase.text(list.address());
            default -> {
                String separator = "";
                for (Mailbox author : authors) {
                    phrase.text(separator);
                    separator = ", ";
                    switch (placeholder) {
                        case "email" -> phrase.text(SafeText.line(author.address()));
                        case "localpart" -> phrase.text(SafeText.name(author.localPart()));
                        default -> phrase.name(author.name());
                    }
                }
            }
        }
    }

    /** The template; instead of a name, its text. */
    @Override
    public String toString() {
        return template.toString();
    }
}
