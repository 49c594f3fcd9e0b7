package org.jameslists.james.lists;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.james.core.MailAddress;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * Where mail for an address goes after all of James' mappings: aliases, forwards, domain aliases, regular expressions.
 *
 * @param lists the lists it leads to, without their members
 * @param mailboxes local users who forward their mail and keep a copy; another look-up would forward it again
 * @param others all other addresses, local and remote; no mapping leads on from them
 * @param problems addresses that lead nowhere, each with the reason as the end of a sentence, such as a mapping to an
 *     error or a loop
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

    /** All addresses except lists. Mail can be delivered to them without another look-up. */
    public Set<MailAddress> addresses() {
        Set<MailAddress> addresses = new LinkedHashSet<>(mailboxes);
        addresses.addAll(others);
        return addresses;
    }
}
