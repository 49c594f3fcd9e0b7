package org.jameslists.james.lists;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.jameslists.james.settings.MemberSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Takes members out of a list and puts them on it, in the groups of James' RecipientRewriteTable.
 *
 * <p>Whoever leaves is known by the address that a post went to, which may be where an alias leads. Each entry of the group
 * that leads to this address alone is taken out. An address that still gets posts, by way of another list or of an address
 * that leads to others as well, is left out from then on, unless it is put on the list itself.
 */
@Singleton
public final class Memberships {
    private static final Logger LOGGER = LoggerFactory.getLogger(Memberships.class);

    private final RecipientRewriteTable table;
    private final ListDirectory directory;
    private final Departures departures;
    private final RecentState changes;
    private final InstantSource clock;

    /** Changes this table. */
    @Inject
    public Memberships(RecipientRewriteTable table, ListDirectory directory, ListState state) {
        this(table, directory, state, InstantSource.system());
    }

    /** As James makes one, with a clock. */
    public Memberships(RecipientRewriteTable table, ListDirectory directory, ListState state, InstantSource clock) {
        this.table = table;
        this.directory = directory;
        this.departures = new Departures(state);
        this.changes = new RecentState(state, "membership-changes", MemberSettings.LONGEST, clock);
        this.clock = clock;
    }

    /** Whether an address gets the posts of a list, or is in its group. */
    public boolean includes(MailAddress list, MailAddress address) throws MessagingException {
        return entries(list).stream().anyMatch(entry -> isOf(entry, address))
                || directory.members(list).contains(address);
    }

    /**
     * Whether somebody left or joined since a time: what was given to a member before proves nothing any more.
     *
     * @throws IOException if this cannot be found out
     */
    public boolean changedSince(Instant time, MailAddress list, MailAddress address) throws IOException {
        return changes.read(list, address)
                .filter(millis -> !Instant.ofEpochMilli(Long.parseLong(millis)).isBefore(time))
                .isPresent();
    }

    /**
     * Ends a membership.
     *
     * @return whether there was one
     * @throws IOException if it cannot be written down; then it may have ended or not, and can be ended again
     */
    public synchronized boolean leave(MailAddress list, MailAddress address) throws MessagingException, IOException {
        boolean left = false;
        List<Mapping> entries = entries(list);
        for (Mapping entry : entries) {
            if (isOf(entry, address) || leadsOnlyTo(entry, address)) {
                remove(list, entry);
                left = true;
            }
        }
        if (directory.members(list).contains(address)) {
            departures.add(list, address);
            left = true;
        }
        if (left) {
            note(list, address);
            if (!entries.isEmpty() && entries(list).isEmpty()) {
                LOGGER.warn(
                        "List {} has lost its last member: James knows no list without members. Put somebody on it, or"
                                + " posts to it are refused",
                        list.asString());
            }
        }
        return left;
    }

    /**
     * Makes an address a member.
     *
     * @return whether it was none before
     * @throws IllegalArgumentException if the address leads to a list: its members did not ask
     * @throws IOException if it cannot be written down; then it may be a member or not, and can be made one again
     */
    public synchronized boolean join(MailAddress list, MailAddress address) throws MessagingException, IOException {
        if (!directory.destinations(address).lists().isEmpty()) {
            throw new IllegalArgumentException(address.asString() + " is a list");
        }
        boolean joins = entries(list).stream().noneMatch(entry -> isOf(entry, address));
        if (joins) {
            try {
                table.addMapping(MappingSource.fromMailAddress(list), Mapping.group(address.asString()));
            } catch (RecipientRewriteTableException e) {
                throw new MessagingException("James does not take a member for " + list.asString(), e);
            }
            note(list, address);
        }
        departures.remove(list, address);
        return joins;
    }

    private void note(MailAddress list, MailAddress address) throws IOException {
        String now = Long.toString(clock.millis());
        changes.update(list, address, before -> now);
    }

    private boolean leadsOnlyTo(Mapping entry, MailAddress address) throws MessagingException {
        Optional<MailAddress> member = entry.asMailAddress();
        if (member.isEmpty()) {
            return false;
        }
        Destinations destinations = directory.destinations(member.get());
        return destinations.lists().isEmpty() && destinations.addresses().equals(Set.of(address));
    }

    private static boolean isOf(Mapping entry, MailAddress address) {
        return entry.asMailAddress().filter(address::equals).isPresent();
    }

    private List<Mapping> entries(MailAddress list) throws MessagingException {
        try {
            return table.getStoredMappings(MappingSource.fromMailAddress(list))
                    .select(Mapping.Type.Group)
                    .asStream()
                    .toList();
        } catch (RecipientRewriteTableException e) {
            throw new MessagingException("cannot look up the members of " + list.asString(), e);
        }
    }

    private void remove(MailAddress list, Mapping entry) throws MessagingException {
        try {
            table.removeMapping(MappingSource.fromMailAddress(list), entry);
        } catch (RecipientRewriteTableException e) {
            throw new MessagingException("James does not take a member out of " + list.asString(), e);
        }
    }
}
