package org.jameslists.list;

import java.util.Optional;

import org.jameslists.mail.DisplayName;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Mailbox;

/**
 * Addresses of a domain of ours, one for each author, that lead back to the author.
 *
 * @param form how the local part names the author
 * @param domain the part after the {@code @}
 */
public record ReversibleAddresses(ReversibleForm form, DomainName domain) {
    /** The address for an author, if there is one in this form. */
    Optional<Mailbox> of(Mailbox author) {
        return form.localPart(author.address())
                .map(localPart -> new Mailbox(DisplayName.NONE, localPart, domain.ascii()));
    }
}
