package org.jameslists.james.lists;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.apache.james.core.MailAddress;

/**
 * Who left a list without being taken out of its group: whoever is there by way of another list, or of an address that leads
 * to others as well. To take that out would take out people who did not ask.
 */
final class Departures {
    private static final String PURPOSE = "departures";
    private static final Optional<String> LEFT = Optional.of("left");

    private final ListState state;

    Departures(ListState state) {
        this.state = state;
    }

    /** All who left, in small letters. */
    Set<String> of(MailAddress list) throws IOException {
        return new HashSet<>(state.names(PURPOSE, list));
    }

    void add(MailAddress list, MailAddress member) throws IOException {
        state.replace(key(list, member), Optional.empty(), LEFT);
    }

    void remove(MailAddress list, MailAddress member) throws IOException {
        state.replace(key(list, member), LEFT, Optional.empty());
    }

    static String name(MailAddress member) {
        return member.asString().toLowerCase(Locale.ROOT);
    }

    private static ListState.Key key(MailAddress list, MailAddress member) {
        return new ListState.Key(PURPOSE, list, name(member));
    }
}
