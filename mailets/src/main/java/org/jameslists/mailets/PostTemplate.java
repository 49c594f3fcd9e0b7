package org.jameslists.mailets;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;

/**
 * A text about a post, in whatever language, with placeholders: {@code {list}}, {@code {domain}} and
 * {@code {list-address}} for the list, {@code {author-domain}}, {@code {policy}} and {@code {reason}} for what stands
 * against the post.
 */
final class PostTemplate {
    private final String text;

    private PostTemplate(String text) {
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has an unknown placeholder
     */
    static PostTemplate parse(String text) {
        String rest = text;
        for (String placeholder :
                new String[] {"list", "domain", "list-address", "author-domain", "policy", "reason"}) {
            rest = rest.replace("{" + placeholder + "}", "");
        }
        if (rest.matches("(?s).*\\{[^{}\\s]*}.*")) {
            throw new IllegalArgumentException("unknown placeholder: known are {list}, {domain}, {list-address},"
                    + " {author-domain}, {policy} and {reason}");
        }
        return new PostTemplate(text);
    }

    /** The text for a post. */
    String fill(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Map<String, String> values = new TreeMap<>();
        values.put("list", list.getLocalPart());
        values.put("domain", list.getDomain().asString());
        values.put("list-address", list.asString());
        values.put(
                "author-domain",
                ListAttributes.get(mail, ListAttributes.DMARC_DOMAIN).orElse("?"));
        values.put(
                "policy", ListAttributes.get(mail, ListAttributes.DMARC_POLICY).orElse("?"));
        values.put("reason", reason(mail).orElse("?"));
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /** What stands against a post: why it was turned away, else its author's policy. */
    static Optional<String> reason(Mail mail) {
        return ListAttributes.get(mail, ListAttributes.REASON)
                .or(() -> ListAttributes.get(mail, ListAttributes.DMARC_REASON));
    }
}
