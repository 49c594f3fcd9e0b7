package org.jameslists.list;

import java.util.List;

import org.jameslists.mail.Mailbox;

/** Where replies to a list's posts go: Mailman's {@code reply_goes_to_list}. */
public sealed interface Replies {
    /** To the author. */
    record ToAuthor() implements Replies {}

    /** To the list. It is last in Reply-To, since some clients make it easy to delete the last address. */
    record ToList() implements Replies {}

    /**
     * To addresses that the list chooses. They are first in Reply-To.
     *
     * @param mailboxes at least one
     */
    record To(List<Mailbox> mailboxes) implements Replies {
        /** Takes a copy of the list. */
        public To {
            mailboxes = List.copyOf(mailboxes);
            if (mailboxes.isEmpty()) {
                throw new IllegalArgumentException("there is no address for replies");
            }
        }
    }
}
