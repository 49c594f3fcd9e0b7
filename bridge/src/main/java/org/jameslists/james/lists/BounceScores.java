package org.jameslists.james.lists;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.core.MailAddress;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * How often mail of a list came back from each member: one point for each day on which it did, as Mailman counts. A member
 * from whom nothing came back for some days starts anew. Kept in {@link ListState}, as the points and their last day.
 */
@Singleton
public final class BounceScores {
    private static final String PURPOSE = "bounces";

    private final ListState state;

    /** Keeps the points here. */
    @Inject
    public BounceScores(ListState state) {
        this.state = state;
    }

    /**
     * What a bounce did.
     *
     * @param points how many the member has now
     * @param isNew whether it counted: the first one of its day does
     */
    public record Counted(int points, boolean isNew) {}

    private record Score(int points, LocalDate last) {
        static Score parse(String text) throws IOException {
            int space = text.indexOf(' ');
            try {
                return new Score(
                        Integer.parseInt(text.substring(0, space)), LocalDate.parse(text.substring(space + 1)));
            } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException e) {
                throw new IOException("not the points of a member: " + text, e);
            }
        }

        String text() {
            return points + " " + last;
        }
    }

    /**
     * Counts a bounce.
     *
     * @param today the day in UTC
     * @param forgetAfter after how many days without a bounce earlier ones do not count any more
     * @throws IOException if the points cannot be kept: then the bounce may count when it comes again
     */
    public Counted count(MailAddress list, MailAddress member, LocalDate today, int forgetAfter) throws IOException {
        ListState.Key key = key(list, member);
        while (true) {
            Optional<String> before = state.read(key);
            Optional<Score> known = before.isPresent() ? Optional.of(Score.parse(before.get())) : Optional.empty();
            Optional<Score> fresh =
                    known.filter(score -> !score.last().plusDays(forgetAfter).isBefore(today));
            if (fresh.isPresent() && !fresh.get().last().isBefore(today)) {
                return new Counted(fresh.get().points(), false);
            }
            Score next = new Score(fresh.map(Score::points).orElse(0) + 1, today);
            if (state.replace(key, before, Optional.of(next.text()))) {
                return new Counted(next.points(), true);
            }
        }
    }

    /** The points a member has, whenever they were counted. */
    public int points(MailAddress list, MailAddress member) throws IOException {
        Optional<String> text = state.read(key(list, member));
        return text.isPresent() ? Score.parse(text.get()).points() : 0;
    }

    /** Forgets a member's points: the address has left the list. */
    public void forget(MailAddress list, MailAddress member) throws IOException {
        ListState.Key key = key(list, member);
        boolean gone = false;
        while (!gone) {
            Optional<String> before = state.read(key);
            gone = before.isEmpty() || state.replace(key, before, Optional.empty());
        }
    }

    private static ListState.Key key(MailAddress list, MailAddress member) {
        return new ListState.Key(PURPOSE, list, member.asString().toLowerCase(Locale.ROOT));
    }
}
