package org.jameslists.list;

import java.util.Optional;

import org.jameslists.mail.DisplayName;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Mailbox;

/**
 * Addresses in a domain of the list's server, one for each author, that lead back to the author.
 *
 * @param form how the local part contains the author
 * @param domain the part after the {@code @}
 */
public record ReversibleAddresses(ReversibleForm form, DomainName domain) {
    /** The address for an author, if there is one in this form. */
    Optional<Mailbox> of(Mailbox author) {
        return form.localPart(author.address())
                .map(localPart -> new Mailbox(DisplayName.NONE, localPart, domain.ascii()));
    }
}
