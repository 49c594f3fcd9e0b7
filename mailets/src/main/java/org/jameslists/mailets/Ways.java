package org.jameslists.mailets;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.james.core.MailAddress;
import org.jameslists.james.lists.Destinations;

/** Where the recipients of one mail lead, if any of them leads to a list: each address once, and in one way. */
final class Ways {
    private final Predicate<MailAddress> served;
    private final Set<MailAddress> lists = new LinkedHashSet<>();
    private final Set<MailAddress> mailboxes = new LinkedHashSet<>();
    private final Set<MailAddress> others = new LinkedHashSet<>();
    private final Map<MailAddress, String> problems = new LinkedHashMap<>();
    private final Set<MailAddress> untouched = new LinkedHashSet<>();

    /** Who gets the mail by way of the recipients that are left to James. */
    private final Set<MailAddress> reached = new LinkedHashSet<>();

    /** Other lists than those served are left to James. */
    Ways(Predicate<MailAddress> served) {
        this.served = served;
    }

    /** Adds a recipient. */
    void add(MailAddress recipient, Destinations destinations) {
        Map<Boolean, List<MailAddress>> found =
                destinations.lists().stream().collect(Collectors.partitioningBy(served));
        if (found.get(true).isEmpty()) {
            untouched.add(recipient);
            reached.add(recipient);
            reached.addAll(destinations.addresses());
        } else {
            lists.addAll(found.get(true));
            mailboxes.addAll(destinations.mailboxes());
            others.addAll(destinations.others());
            others.addAll(found.get(false));
            problems.putAll(destinations.problems());
        }
    }

    /** The recipients that lead to no list, and whose mappings James follows itself. */
    Set<MailAddress> untouched() {
        return untouched;
    }

    /** The lists. */
    Set<MailAddress> lists() {
        return lists;
    }

    /** Users here who forward to a list and keep a copy, and get none by another recipient. */
    Set<MailAddress> mailboxes() {
        return without(mailboxes, reached);
    }

    /** Who else gets what leads to a list, and gets none by another recipient. */
    Set<MailAddress> others() {
        return without(without(others, reached), mailboxes);
    }

    /** The addresses that lead nowhere, with the reason. */
    Map<MailAddress, String> problems() {
        Map<MailAddress, String> left = new LinkedHashMap<>(problems);
        left.keySet().removeAll(lists);
        left.keySet().removeAll(mailboxes);
        left.keySet().removeAll(others);
        left.keySet().removeAll(reached);
        return left;
    }

    /**
     * All addresses but {@link #untouched}. Lists are last: a mail that fails half-way and is processed again has then sent
     * nothing to lists, and what is left leads to no address that has its copy.
     */
    Set<MailAddress> taken() {
        Set<MailAddress> taken = new LinkedHashSet<>(problems().keySet());
        taken.addAll(mailboxes());
        taken.addAll(others());
        taken.addAll(lists);
        return taken;
    }

    private static Set<MailAddress> without(Set<MailAddress> addresses, Set<MailAddress> some) {
        Set<MailAddress> left = new LinkedHashSet<>(addresses);
        left.removeAll(some);
        return left;
    }
}
