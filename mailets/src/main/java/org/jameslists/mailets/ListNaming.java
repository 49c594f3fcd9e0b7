package org.jameslists.mailets;

import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.ListIdentity;
import org.jameslists.mail.TextTemplate;

/** What readers call a list: the parameter {@code listName}, by default the local part of the list's address. */
final class ListNaming {
    private static final List<String> PLACEHOLDERS = List.of("list", "domain");

    private final TextTemplate template;

    private ListNaming(TextTemplate template) {
        this.template = template;
    }

    /** Reads {@code listName}, a text with {@code {list}} for the local part and {@code {domain}} for the domain. */
    static ListNaming configure(Parameters parameters) throws MessagingException {
        return new ListNaming(parameters
                .optional("listName", text -> TextTemplate.parse(text, PLACEHOLDERS))
                .orElse(TextTemplate.parse("{list}", PLACEHOLDERS)));
    }

    /** How posts show the list. */
    ListIdentity identity(MailAddress list) throws MessagingException {
        String name = template.fill(placeholder -> placeholder.equals("list")
                ? list.getLocalPart()
                : list.getDomain().asString());
        try {
            return ListIdentity.of(name, list.asString());
        } catch (IllegalArgumentException e) {
            throw new MessagingException(
                    "list " + list.asString() + ": its address cannot be written in a From field", e);
        }
    }
}
