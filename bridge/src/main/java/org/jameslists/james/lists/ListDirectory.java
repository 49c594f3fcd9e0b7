package org.jameslists.james.lists;

import java.util.List;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;

import com.google.inject.ImplementedBy;

/**
 * Knows which addresses are lists, and who is on them. The default asks James' RecipientRewriteTable; if members are
 * kept elsewhere, bind another implementation. Implementations are safe for use by many threads.
 */
@ImplementedBy(RewriteTableLists.class)
public interface ListDirectory {
    /** Where mail for an address goes: to the address itself, or to its targets. */
    Destinations destinations(MailAddress address) throws MessagingException;

    /** Whether an address has members. */
    boolean isList(MailAddress address) throws MessagingException;

    /** All lists, sorted by their addresses. */
    List<MailAddress> lists() throws MessagingException;

    /** The members of a list, each once. If a list is a member, its members are included. */
    Set<MailAddress> members(MailAddress list) throws MessagingException;

    /**
     * Whether an address is on a list, or on another list that is a member of it. This is about the address as it was
     * entered, not about where its mail goes.
     */
    boolean isMember(MailAddress list, MailAddress address) throws MessagingException;
}
