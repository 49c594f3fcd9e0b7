package org.jameslists.james.lists;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Lists as groups of James' RecipientRewriteTable ({@code PUT /address/groups/LIST/MEMBER} over WebAdmin). It follows a
 * member's own aliases and forwards, as James does. It asks the table each time, so a new list works at once. Addresses
 * outside this server's domains cost no look-up.
 */
@Singleton
public final class RewriteTableLists implements ListDirectory {
    private static final Logger LOGGER = LoggerFactory.getLogger(RewriteTableLists.class);

    private final RecipientRewriteTable table;
    private final DomainList domains;
    private final Departures departures;

    /** Asks this table about addresses of these domains, and this state who left. */
    @Inject
    public RewriteTableLists(RecipientRewriteTable table, DomainList domains, ListState state) {
        this.table = table;
        this.domains = domains;
        this.departures = new Departures(state);
    }

    @Override
    public Destinations destinations(MailAddress address) throws MessagingException {
        return MappingWalk.from(address, table, domains);
    }

    @Override
    public boolean isList(MailAddress address) throws MessagingException {
        return !groupMembers(address).isEmpty();
    }

    @Override
    public List<MailAddress> lists() throws MessagingException {
        try (Stream<MappingSource> sources = table.getSourcesForType(Mapping.Type.Group)) {
            return sources.flatMap(source -> source.asMailAddress().stream())
                    .sorted(Comparator.comparing(MailAddress::asString))
                    .toList();
        } catch (RecipientRewriteTableException e) {
            throw new MessagingException("cannot look up the lists in the RecipientRewriteTable", e);
        }
    }

    @Override
    public Set<MailAddress> members(MailAddress list) throws MessagingException {
        Set<MailAddress> members = new LinkedHashSet<>();
        collect(list, new HashSet<>(), members);
        leaveOut(list, members);
        return members;
    }

    /** Whoever is on the list itself was put there again since. */
    private void leaveOut(MailAddress list, Set<MailAddress> members) throws MessagingException {
        try {
            Set<String> left = departures.of(list);
            if (!left.isEmpty()) {
                Set<MailAddress> direct = new HashSet<>(groupMembers(list));
                members.removeIf(member -> left.contains(Departures.name(member)) && !direct.contains(member));
            }
        } catch (IOException e) {
            throw new MessagingException("cannot look up who left " + list.asString(), e);
        }
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
            Destinations destinations = destinations(member);
            members.addAll(destinations.addresses());
            for (MailAddress list : destinations.lists()) {
                collect(list, seen, members);
            }
            if (!destinations.problems().isEmpty()) {
                LOGGER.warn(
                        "List {}: posts do not reach every address that member {} leads to: {}",
                        group.asString(),
                        member.asString(),
                        destinations.problems());
            }
        }
    }

    private List<MailAddress> groupMembers(MailAddress address) throws MessagingException {
        try {
            if (!domains.containsDomain(address.getDomain())) {
                return List.of();
            }
            return table.getStoredMappings(MappingSource.fromMailAddress(address))
                    .select(Mapping.Type.Group)
                    .asStream()
                    .map(Mapping::asMailAddress)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (RecipientRewriteTableException | DomainListException e) {
            throw new MessagingException("cannot look up the members of " + address.asString(), e);
        }
    }
}
