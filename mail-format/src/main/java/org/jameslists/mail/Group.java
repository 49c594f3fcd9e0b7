package org.jameslists.mail;

import java.util.List;

/**
 * A group (RFC 5322 §3.4), such as {@code Undisclosed recipients:;}.
 *
 * @param name its name
 * @param members mailboxes and malformed addresses, but no groups; may be empty
 */
public record Group(DisplayName name, List<Address> members) implements Address {
    /** Takes a copy of the list. */
    public Group {
        members = List.copyOf(members);
    }
}
