package org.jameslists.james.lists;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTable.ErrorMappingException;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;

/**
 * Follows the mappings of one address as James' own RecipientRewriteTable mailet does, with three differences. It stops
 * at lists. It looks up only addresses of this server's domains. And if one target is mapped to an error or is part of
 * a loop, only that target is a problem, where James would give up on all of them.
 */
final class MappingWalk {
    private final RecipientRewriteTable table;
    private final DomainList domains;
    private final Set<MailAddress> seen = new LinkedHashSet<>();
    private final Set<MailAddress> lists = new LinkedHashSet<>();
    private final Set<MailAddress> mailboxes = new LinkedHashSet<>();
    private final Set<MailAddress> others = new LinkedHashSet<>();
    private final Map<MailAddress, String> problems = new LinkedHashMap<>();

    /** The addresses on the way to the current one. */
    private final Set<MailAddress> way = new LinkedHashSet<>();

    private MappingWalk(RecipientRewriteTable table, DomainList domains) {
        this.table = table;
        this.domains = domains;
    }

    /**
     * Follows an address.
     *
     * @throws MessagingException if James cannot look it up
     */
    static Destinations from(MailAddress address, RecipientRewriteTable table, DomainList domains)
            throws MessagingException {
        MappingWalk walk = new MappingWalk(table, domains);
        try {
            walk.visit(address);
        } catch (RecipientRewriteTableException | DomainListException e) {
            throw new MessagingException(
                    "cannot look up " + address.asString() + " in the RecipientRewriteTable: " + e.getMessage(), e);
        }
        return new Destinations(walk.lists, walk.mailboxes, walk.others, walk.problems);
    }

    private void visit(MailAddress address) throws RecipientRewriteTableException, DomainListException {
        if (seen.add(address)) {
            if (way.size() >= steps()) {
                problems.put(address, "is more than " + (steps() - 1) + " mappings away");
            } else if (domains.containsDomain(address.getDomain())) {
                follow(address);
            } else {
                others.add(address);
            }
        }
    }

    /** James' limit counts the address itself. Without recursion, one mapping is followed. */
    private int steps() {
        return table.getConfiguration().isRecursive() ? table.getConfiguration().getMappingLimit() : 2;
    }

    private void follow(MailAddress address) throws RecipientRewriteTableException, DomainListException {
        Mappings mappings = table.getStoredMappings(MappingSource.fromMailAddress(address));
        boolean list = mappings.contains(Mapping.Type.Group);
        if (list) {
            lists.add(asTheTableHasIt(address));
        } else if (mappings.isEmpty()) {
            mappings = table.getStoredMappings(MappingSource.fromDomain(address.getDomain()));
        }
        Optional<Set<MailAddress>> targets = targets(address, mappings.exclude(Mapping.Type.Group));
        if (targets.isPresent() && targets.get().isEmpty() && !list) {
            others.add(address);
        }
        way.add(address);
        for (MailAddress target : targets.orElse(Set.of())) {
            if (target.equals(address)) {
                mailboxes.add(address);
            } else if (way.contains(target)) {
                problems.put(address, "leads back to " + target.asString());
            } else {
                visit(target);
            }
        }
        way.remove(address);
    }

    /** A list has one name, whether an author writes it in upper or lower case. */
    private static MailAddress asTheTableHasIt(MailAddress address) {
        try {
            return Username.fromMailAddress(address).asMailAddress();
        } catch (AddressException e) {
            throw new IllegalStateException(address + " is no address once in lower case", e);
        }
    }

    /** The targets of an address; empty if the address is mapped to an error. */
    private Optional<Set<MailAddress>> targets(MailAddress address, Mappings mappings) {
        Username user = Username.fromMailAddress(address);
        Set<MailAddress> targets = new LinkedHashSet<>();
        try {
            for (Mapping mapping : mappings) {
                Optional<Username> rewritten = mapping.rewriteUser(user);
                if (rewritten.isPresent()) {
                    MailAddress target =
                            rewritten.get().withDefaultDomainFromUser(user).asMailAddress();
                    if (target.equals(address) && mapping.getType() != Mapping.Type.Forward) {
                        // Only a forward may name its own source. Any other type makes James ignore all mappings.
                        return Optional.of(Set.of());
                    }
                    targets.add(target);
                }
            }
        } catch (ErrorMappingException | AddressException e) {
            problems.put(address, "is mapped to an error: " + e.getMessage());
            return Optional.empty();
        }
        return Optional.of(targets);
    }
}
