package org.jameslists.james.lists;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.james.core.MailAddress;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * Where mail for an address goes, by all of James' mappings: aliases, forwards, domain aliases, regular expressions.
 *
 * @param lists the lists it leads to; their members are not among the others
 * @param mailboxes users here who forward their mail and keep a copy: to look these up again would forward it again
 * @param others all other addresses, of this server and elsewhere; nothing leads on from them
 * @param problems addresses that lead nowhere, and why, as the rest of a sentence: mapped to an error, or back
 */
public record Destinations(
        Set<MailAddress> lists,
        Set<MailAddress> mailboxes,
        Set<MailAddress> others,
        Map<MailAddress, String> problems) {
    /** Keeps copies. */
    public Destinations {
        lists = ImmutableSet.copyOf(lists);
        mailboxes = ImmutableSet.copyOf(mailboxes);
        others = ImmutableSet.copyOf(others);
        problems = ImmutableMap.copyOf(problems);
    }

    /** All addresses but lists: mail can be delivered to them as they are. */
    public Set<MailAddress> addresses() {
        Set<MailAddress> addresses = new LinkedHashSet<>(mailboxes);
        addresses.addAll(others);
        return addresses;
    }
}
