package org.jameslists.james.lists;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;

/**
 * Decisions that several nodes share, in a {@link ListState}. A value is the time of the decision, a space, the decision. It
 * is deleted after {@value #KEPT_DAYS} days: longer than any mail waits in a queue.
 */
final class SharedHeldPostDecisions implements HeldPostDecisions {
    private static final String PURPOSE = "decisions";
    /** No two posts are held under one name, whichever lists they were for. */
    private static final MailAddress ALL_LISTS = address("held-posts@localhost");

    private static final int KEPT_DAYS = 90;
    private static final Duration BETWEEN_CLEANINGS = Duration.ofDays(1);

    private final ListState state;
    private final InstantSource clock;
    private Instant cleaned = Instant.EPOCH;

    SharedHeldPostDecisions(ListState state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Decided(Instant time, String decision) {
        static Decided parse(String text) throws IOException {
            try {
                int space = text.indexOf(' ');
                return new Decided(Instant.parse(text.substring(0, space)), text.substring(space + 1));
            } catch (IndexOutOfBoundsException | DateTimeParseException e) {
                throw new IOException("not a decision about a held post: " + text, e);
            }
        }

        String text() {
            return time + " " + decision;
        }
    }

    @Override
    public boolean decide(String held, String decision) throws IOException {
        clean();
        Decided now = new Decided(clock.instant(), decision);
        return Attempts.until("a decision about held post " + held, () -> {
            Optional<String> before = of(held);
            if (before.isPresent()) {
                return Optional.of(before.get().equals(decision));
            }
            return state.replace(key(held), Optional.empty(), Optional.of(now.text()))
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    @Override
    public Optional<String> of(String held) throws IOException {
        Optional<String> value = state.read(key(held));
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(Decided.parse(value.get()).decision());
    }

    private static ListState.Key key(String held) {
        return new ListState.Key(PURPOSE, ALL_LISTS, held);
    }

    private synchronized void clean() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(cleaned.plus(BETWEEN_CLEANINGS))) {
            return;
        }
        Instant oldest = now.minus(Duration.ofDays(KEPT_DAYS));
        for (String held : state.names(PURPOSE, ALL_LISTS)) {
            Optional<String> value = state.read(key(held));
            if (value.isPresent() && Decided.parse(value.get()).time().isBefore(oldest)) {
                state.replace(key(held), value, Optional.empty());
            }
        }
        cleaned = now;
    }
}
