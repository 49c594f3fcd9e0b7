package org.jameslists.mailets;

import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.mail.TextTemplate;

/**
 * A text about a post, in any language, with placeholders: {@code {list}}, {@code {domain}} and {@code {list-address}}
 * for the list; {@code {author-domain}}, {@code {policy}} and {@code {reason}} for why the list acts on the post.
 */
final class PostTemplate {
    private static final List<String> PLACEHOLDERS =
            List.of("list", "domain", "list-address", "author-domain", "policy", "reason");

    private final TextTemplate template;

    private PostTemplate(TextTemplate template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has an unknown placeholder
     */
    static PostTemplate parse(String text) {
        return new PostTemplate(TextTemplate.parse(text, PLACEHOLDERS));
    }

    /** The text for a post. */
    String fill(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        return template.fill(name -> switch (name) {
            case "list" -> list.getLocalPart();
            case "domain" -> list.getDomain().asString();
            case "list-address" -> list.asString();
            case "author-domain" -> ListAttributes.get(mail, ListAttributes.DMARC_DOMAIN)
                    .orElse("?");
            case "policy" -> ListAttributes.get(mail, ListAttributes.DMARC_POLICY)
                    .orElse("?");
            default -> reason(mail).orElse("?");
        });
    }

    /** Why the list acts on a post: the reason for its refusal, or else its author's policy. */
    static Optional<String> reason(Mail mail) {
        return ListAttributes.get(mail, ListAttributes.REASON)
                .or(() -> ListAttributes.get(mail, ListAttributes.DMARC_REASON));
    }
}
