package org.jameslists.james.lists;

import java.util.List;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;

import com.google.inject.ImplementedBy;

/**
 * Which addresses are lists, and who is on them. The default asks James' RecipientRewriteTable; bind another one where
 * members are kept elsewhere. Implementations are safe for use by many threads.
 */
@ImplementedBy(RewriteTableLists.class)
public interface ListDirectory {
    /** Where mail for an address goes: to the address itself, or to what it leads to. */
    Destinations destinations(MailAddress address) throws MessagingException;

    /** Whether the directory knows members of an address. */
    boolean isList(MailAddress address) throws MessagingException;

    /** All lists, sorted by their addresses. */
    List<MailAddress> lists() throws MessagingException;

    /** The members of a list, those of lists that are members among them, each once. */
    Set<MailAddress> members(MailAddress list) throws MessagingException;

    /**
     * Whether an address is on a list, or on one that is a member of it: the address under which somebody was put there,
     * wherever mail for it goes on to.
     */
    boolean isMember(MailAddress list, MailAddress address) throws MessagingException;
}
