package org.jameslists.james.lists;

import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;

import com.google.inject.Inject;

/**
 * Who owns lists: whom an owner's address leads to, which may be a group. What the server itself writes to owners goes to them
 * at once: as mail to a group it would be a post.
 */
public final class ListOwners {
    private final ListDirectory directory;

    /** Asks this directory. */
    @Inject
    public ListOwners(ListDirectory directory) {
        this.directory = directory;
    }

    /**
     * Whom an owner's address leads to.
     *
     * @param owner the owner's address, such as {@code example-owner@ml.example.ac.jp}
     * @return at least one address: that of the owner if it leads to nobody else
     */
    public Set<MailAddress> of(MailAddress owner) throws MessagingException {
        Set<MailAddress> members = directory.members(owner);
        return members.isEmpty() ? Set.of(owner) : members;
    }
}
