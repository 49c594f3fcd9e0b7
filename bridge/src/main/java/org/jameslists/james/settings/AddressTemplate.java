package org.jameslists.james.settings;

import java.util.List;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.mail.TextTemplate;

/**
 * Makes an address from a list's address: {@code {list}-bounces@{domain}}, where {@code {list}} stands for the local
 * part of the list's address and {@code {domain}} for its domain.
 */
public final class AddressTemplate {
    private static final List<String> PLACEHOLDERS = List.of("list", "domain");

    private final TextTemplate template;

    private AddressTemplate(TextTemplate template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has an unknown placeholder, or makes no valid address from
     *     {@code list@example.org}
     */
    public static AddressTemplate parse(String text) {
        AddressTemplate template = new AddressTemplate(TextTemplate.parse(text, PLACEHOLDERS));
        try {
            template.of(new MailAddress("list@example.org"));
        } catch (AddressException e) {
            throw new IllegalArgumentException("makes no valid address: " + e.getMessage(), e);
        }
        return template;
    }

    /**
     * The address for a list.
     *
     * @throws AddressException if the result is not a valid address, as can happen if the list's local part is quoted
     */
    public MailAddress of(MailAddress list) throws AddressException {
        return new MailAddress(template.fill(name ->
                name.equals("list") ? list.getLocalPart() : list.getDomain().asString()));
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return template.toString();
    }
}
