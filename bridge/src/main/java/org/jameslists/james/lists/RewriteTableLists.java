package org.jameslists.james.lists;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTable.ErrorMappingException;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Lists as groups of James' RecipientRewriteTable ({@code PUT /address/groups/LIST/MEMBER} over WebAdmin). A member's
 * own aliases and forwards are followed, as James follows them.
 */
@Singleton
public final class RewriteTableLists implements ListDirectory {
    private static final Logger LOGGER = LoggerFactory.getLogger(RewriteTableLists.class);

    /**
     * What gives an address another name. Forwards are left out: James keeps a forward with the mailbox it belongs to,
     * and the stock RecipientRewriteTable mailet follows it.
     */
    private static final EnumSet<Mapping.Type> ALIASES = EnumSet.of(
            Mapping.Type.Alias,
            Mapping.Type.Domain,
            Mapping.Type.DomainAlias,
            Mapping.Type.Address,
            Mapping.Type.Regex);

    private final RecipientRewriteTable table;

    /** Asks this table. */
    @Inject
    public RewriteTableLists(RecipientRewriteTable table) {
        this.table = table;
    }

    @Override
    public Set<MailAddress> aliasesResolved(MailAddress address) throws MessagingException {
        try {
            return resolve(address, ALIASES);
        } catch (ErrorMappingException e) {
            return Set.of(address);
        }
    }

    @Override
    public boolean isList(MailAddress address) throws MessagingException {
        return !groupMembers(address).isEmpty();
    }

    @Override
    public Set<MailAddress> members(MailAddress list) throws MessagingException {
        Set<MailAddress> members = new LinkedHashSet<>();
        collect(list, new HashSet<>(), members);
        return members;
    }

    @Override
    public boolean isMember(MailAddress list, MailAddress address) throws MessagingException {
        return isMember(list, address, new HashSet<>());
    }

    private boolean isMember(MailAddress group, MailAddress address, Set<MailAddress> seen) throws MessagingException {
        if (!seen.add(group)) {
            return false;
        }
        List<MailAddress> members = groupMembers(group);
        if (members.contains(address)) {
            return true;
        }
        for (MailAddress member : members) {
            if (isMember(member, address, seen)) {
                return true;
            }
        }
        return false;
    }

    private void collect(MailAddress group, Set<MailAddress> seen, Set<MailAddress> members) throws MessagingException {
        if (!seen.add(group)) {
            return;
        }
        for (MailAddress member : groupMembers(group)) {
            try {
                members.addAll(resolve(member, EnumSet.allOf(Mapping.Type.class)));
            } catch (ErrorMappingException e) {
                collectDespite(e, member, seen, members);
            }
        }
    }

    /** One address that is mapped to an error, or round in a circle, must not keep the post from all others. */
    private void collectDespite(
            ErrorMappingException error, MailAddress member, Set<MailAddress> seen, Set<MailAddress> members)
            throws MessagingException {
        boolean isGroup = false;
        for (MailAddress address : aliasesResolved(member)) {
            if (isList(address)) {
                isGroup = true;
                collect(address, seen, members);
            }
        }
        if (!isGroup) {
            LOGGER.warn(
                    "Member {} is left out: the RecipientRewriteTable says {}", member.asString(), error.getMessage());
        }
    }

    private List<MailAddress> groupMembers(MailAddress address) throws MessagingException {
        try {
            return table.getStoredMappings(MappingSource.fromMailAddress(address))
                    .select(Mapping.Type.Group)
                    .asStream()
                    .map(Mapping::asMailAddress)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (RecipientRewriteTableException e) {
            throw unknown(address, e);
        }
    }

    private Set<MailAddress> resolve(MailAddress address, EnumSet<Mapping.Type> types)
            throws MessagingException, ErrorMappingException {
        try {
            Set<MailAddress> resolved = new LinkedHashSet<>();
            table.getResolvedMappings(address.getLocalPart(), address.getDomain(), types)
                    .asStream()
                    .map(Mapping::asMailAddress)
                    .flatMap(Optional::stream)
                    .forEach(resolved::add);
            return resolved.isEmpty() ? Set.of(address) : resolved;
        } catch (RecipientRewriteTableException e) {
            throw unknown(address, e);
        }
    }

    private static MessagingException unknown(MailAddress address, RecipientRewriteTableException cause) {
        return new MessagingException("cannot look up " + address.asString() + " in the RecipientRewriteTable", cause);
    }
}
