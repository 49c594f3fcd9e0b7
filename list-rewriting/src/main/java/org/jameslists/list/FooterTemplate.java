package org.jameslists.list;

import java.io.IOException;
import java.util.List;

import org.jameslists.mail.Message;
import org.jameslists.mail.TextTemplate;

/**
 * The footer that a list adds to its posts: text with {@code {list}} for the list's name, {@code {list-address}} for
 * its address and {@code {domain}} for the domain of its address. White space around a line does not count; a line
 * {@code --} is written as the signature separator {@code "-- "} (RFC 3676 §4.3).
 */
public final class FooterTemplate {
    private static final List<String> PLACEHOLDERS = List.of("list", "list-address", "domain");

    private final TextTemplate template;

    private FooterTemplate(TextTemplate template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is empty, has an unknown placeholder, a control character, or a line too long
     *     for mail
     */
    public static FooterTemplate of(String template) {
        TextTemplate parsed = TextTemplate.parse(template, PLACEHOLDERS);
        FooterText.of(template).flaw().ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw);
        });
        return new FooterTemplate(parsed);
    }

    /**
     * Adds the footer to a post. Reads the body once, to find its parts. Each reading of the result then reads it
     * again.
     *
     * @throws IOException if the message cannot be read
     */
    public FooteredMessage addTo(Message message, ListIdentity list) throws IOException {
        String filled = template.fill(name -> switch (name) {
            case "list" -> list.name();
            case "list-address" -> list.address();
            default -> list.mailbox().domain();
        });
        return FooterAddition.add(message, FooterText.of(filled));
    }
}
