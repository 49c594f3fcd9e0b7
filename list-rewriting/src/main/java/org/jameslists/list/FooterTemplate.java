package org.jameslists.list;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import org.jameslists.mail.Message;
import org.jameslists.mail.TextTemplate;

/**
 * The footer that a list adds to its posts: text with {@code {list}} for the list's name, {@code {list-address}} for
 * its address, {@code {domain}} for the domain of its address, and {@code {unsubscribe}} for a link by which its reader
 * leaves. White space around a line does not count; a line {@code --} is written as the signature separator
 * {@code "-- "} (RFC 3676 §4.3).
 */
public final class FooterTemplate {
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final List<String> PLACEHOLDERS = List.of("list", "list-address", "domain", UNSUBSCRIBE);

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

    /** Whether each reader has a text of their own. */
    public boolean isPerMember() {
        return template.has(UNSUBSCRIBE);
    }

    /**
     * Adds the footer to a post. Reads the body once, to find its parts. Each reading of the result then reads it
     * again.
     *
     * @param unsubscribe the link for the post's one reader; asked for only if the text {@linkplain #isPerMember has one}
     * @throws IOException if the message cannot be read
     */
    public FooteredMessage addTo(Message message, ListIdentity list, Supplier<String> unsubscribe) throws IOException {
        String filled = template.fill(name -> switch (name) {
            case "list" -> list.name();
            case "list-address" -> list.address();
            case UNSUBSCRIBE -> unsubscribe.get();
            default -> list.mailbox().domain();
        });
        return FooterAddition.add(message, FooterText.of(filled));
    }
}
