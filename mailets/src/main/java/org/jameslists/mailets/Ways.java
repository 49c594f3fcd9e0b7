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

/** Where the recipients of one mail lead, if one of them leads to a list. Each address appears once, in one group. */
final class Ways {
    private final Predicate<MailAddress> served;
    private final Set<MailAddress> lists = new LinkedHashSet<>();
    private final Set<MailAddress> mailboxes = new LinkedHashSet<>();
    private final Set<MailAddress> others = new LinkedHashSet<>();
    private final Map<MailAddress, String> problems = new LinkedHashMap<>();
    private final Set<MailAddress> untouched = new LinkedHashSet<>();

    /** Addresses that get the mail through the recipients that are left to James. */
    private final Set<MailAddress> reached = new LinkedHashSet<>();

    /** Leaves lists that are not served to James. */
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

    /** The recipients that lead to no list. James follows their mappings itself. */
    Set<MailAddress> untouched() {
        return untouched;
    }

    /** The lists. */
    Set<MailAddress> lists() {
        return lists;
    }

    /** Local users who forward to a list and keep a copy, unless they get one through another recipient. */
    Set<MailAddress> mailboxes() {
        return without(mailboxes, reached);
    }

    /** Other addresses to which recipients lead besides a list, unless they get a copy through another recipient. */
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
     * All addresses but {@link #untouched}. Lists come last: a mail that fails half-way has then sent nothing to lists,
     * and when it is processed again, the remaining recipients lead to no address that already has its copy.
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
