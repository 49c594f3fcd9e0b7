package org.jameslists.james.lists;

import org.apache.james.core.MailAddress;

/**
 * An address beside a list's own, such as {@code example-leave@ml.example.ac.jp}.
 *
 * @param list the list
 * @param role what the address is for
 * @param detail what stands after a {@code +}, such as a token; empty if nothing does
 */
public record RoleAddress(MailAddress list, Role role, String detail) {
    /** What is read at a list, besides posts. The word is that of RFC 2142 §6 where it has one. */
    public enum Role {
        /** Whoever writes here leaves. */
        LEAVE,
        /** Whoever writes here joins. */
        JOIN,
        /** Confirms one of these; needs a detail. */
        CONFIRM,
        /** Whoever writes here gets help. */
        REQUEST,
        /** Leads to the list's owners. */
        OWNER,
        /** Where bounces come to. */
        BOUNCES
    }
}
