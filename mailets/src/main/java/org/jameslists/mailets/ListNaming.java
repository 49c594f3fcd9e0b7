package org.jameslists.mailets;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.jameslists.james.settings.Parameters;
import org.jameslists.list.ListIdentity;

/** What readers call a list: the parameter {@code listName}, by default the local part of the list's address. */
final class ListNaming {
    private final String template;

    private ListNaming(String template) {
        this.template = template;
    }

    /** Reads {@code listName}, a text with {@code {list}} for the local part and {@code {domain}} for the domain. */
    static ListNaming configure(Parameters parameters) {
        return new ListNaming(parameters.optional("listName", "{list}"));
    }

    /** The list as its posts show it. */
    ListIdentity identity(MailAddress list) throws MessagingException {
        String name = template.replace("{list}", list.getLocalPart())
                .replace("{domain}", list.getDomain().asString());
        try {
            return ListIdentity.of(name, list.asString());
        } catch (IllegalArgumentException e) {
            throw new MessagingException("list " + list.asString() + " cannot stand in a From field", e);
        }
    }
}
