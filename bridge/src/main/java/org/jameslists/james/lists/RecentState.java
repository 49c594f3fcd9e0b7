package org.jameslists.james.lists;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.james.core.MailAddress;

/**
 * Values about people that count for a while only, and are forgotten afterwards: a value in {@link ListState} with the time
 * at which it was written.
 */
public final class RecentState {
    /** Two clicks at once are likely, a hundred of one member are not. */
    private static final int MOST_TRIES = 100;

    private static final Duration BETWEEN_PRUNINGS = Duration.ofDays(1);

    private final ListState state;
    private final String purpose;
    private final Duration kept;
    private final InstantSource clock;
    private final Map<MailAddress, Instant> pruned = new ConcurrentHashMap<>();

    /**
     * Values of one purpose.
     *
     * @param purpose as in {@link ListState.Key}
     * @param kept how long a value counts
     */
    public RecentState(ListState state, String purpose, Duration kept, InstantSource clock) {
        this.state = state;
        this.purpose = purpose;
        this.kept = kept;
        this.clock = clock;
    }

    /** The value for a person, unless it is too old. */
    public Optional<String> read(MailAddress list, MailAddress person) throws IOException {
        return current(state.read(key(list, person)));
    }

    /**
     * Replaces the value for a person.
     *
     * @param change makes the new value of the one there is; it is asked again if somebody else was faster
     * @return the new value
     */
    public String update(MailAddress list, MailAddress person, Function<Optional<String>, String> change)
            throws IOException {
        prune(list);
        ListState.Key key = key(list, person);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<String> before = state.read(key);
            String next = change.apply(current(before));
            if (state.replace(key, before, Optional.of(clock.millis() + " " + next))) {
                return next;
            }
        }
        throw new IOException("others kept changing the value " + purpose + " of a member of " + list.asString());
    }

    private Optional<String> current(Optional<String> stored) {
        return stored.filter(value -> !isOld(value)).map(value -> value.substring(value.indexOf(' ') + 1));
    }

    private boolean isOld(String value) {
        Instant written = Instant.ofEpochMilli(Long.parseLong(value.substring(0, value.indexOf(' '))));
        return written.plus(kept).isBefore(clock.instant());
    }

    /** Once a day for each list. */
    private void prune(MailAddress list) throws IOException {
        Instant now = clock.instant();
        Instant last = pruned.put(list, now);
        if (last != null && last.plus(BETWEEN_PRUNINGS).isAfter(now)) {
            pruned.put(list, last);
            return;
        }
        for (String name : state.names(purpose, list)) {
            ListState.Key key = new ListState.Key(purpose, list, name);
            Optional<String> value = state.read(key);
            if (value.filter(this::isOld).isPresent()) {
                state.replace(key, value, Optional.empty());
            }
        }
    }

    private ListState.Key key(MailAddress list, MailAddress person) {
        return new ListState.Key(purpose, list, person.asString().toLowerCase(Locale.ROOT));
    }
}
