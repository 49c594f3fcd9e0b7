package org.jameslists.list;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.mail.Message;

/**
 * Lines that a list puts under its posts: text with {@code {list}} for the list's name, {@code {list-address}} for its
 * address and {@code {domain}} for the domain of that. White space around a line does not count; a line {@code --} is
 * written as the signature separator {@code "-- "} (RFC 3676 §4.3).
 */
public final class FooterTemplate {
    private static final Set<String> PLACEHOLDERS = Set.of("list", "list-address", "domain");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\s]*)}");

    private final String template;

    private FooterTemplate(String template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is empty, has an unknown placeholder, a control character, or a line too long
     *     for mail
     */
    public static FooterTemplate of(String template) {
        PLACEHOLDER.matcher(template).results().map(found -> found.group(1)).forEach(name -> {
            if (!PLACEHOLDERS.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown placeholder {" + name + "}: known are {list}, {list-address} and {domain}");
            }
        });
        FooterText.of(template).flaw().ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw);
        });
        return new FooterTemplate(template);
    }

    /**
     * Puts the lines under a post. Its body is read once here, for its parts, and written each time the result is read.
     *
     * @throws IOException if the message cannot be read
     */
    public FooteredMessage addTo(Message message, ListIdentity list) throws IOException {
        String filled = PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "list" -> list.name();
                            case "list-address" -> list.address();
                            default -> list.mailbox().domain();
                        }));
        return FooterAddition.add(message, FooterText.of(filled));
    }
}
