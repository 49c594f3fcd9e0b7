package org.jameslists.james.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import javax.mail.MessagingException;

import org.jameslists.james.lists.KeyPublication.Answer;
import org.jameslists.james.lists.KeyPublication.Publication;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SelectorPattern;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.signature.SigningIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Which key signs. A selector names one key. Of the keys that a {@link SelectorPattern} names, the newest one signs whose record
 * the DNS has published for {@code keys.wait}: long enough that every name server has it. A key whose record is not
 * published never signs. The DNS is asked once a minute, so a new key comes into use without a restart.
 *
 * <p>For use by many threads.
 */
@Singleton
public final class KeyRotation {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyRotation.class);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final KeyPublication publication;
    private final Duration waiting;
    private final Duration keeping;
    private final Map<Names, Turn> turns = new ConcurrentHashMap<>();

    private record Names(String domain, String pattern) {}

    private record Choice(Optional<SigningIdentity> signer, String trouble, Instant lookAgain) {}

    private static final class Turn {
        private final ReentrantLock looking = new ReentrantLock();
        private volatile Optional<Choice> choice = Optional.empty();
    }

    private record Candidate(SigningIdentity key, Publication publication) {}

    /** Where a key stands in its rotation. */
    public enum Phase {
        /** It signs. */
        SIGNS,
        /** Its record is not published. */
        TO_PUBLISH,
        /** Its record is published; it signs after a wait. */
        WAITS,
        /** A newer key signs; its record must stay while its last messages are on their way. */
        RETIRED,
        /** A newer key signs, and its last messages have arrived: record and file can go. */
        TO_REMOVE
    }

    /**
     * A key of a rotation.
     *
     * @param selector its selector
     * @param phase where it stands
     * @param until when a phase ends that ends by itself, if that is known
     */
    public record Step(String selector, Phase phase, Optional<Instant> until) {}

    /** Takes turns with these keys, by what is known of their records and what these settings say. */
    @Inject
    public KeyRotation(SigningKeys keys, KeyPublication publication, ListAuthenticationSettings settings) {
        this.keys = keys;
        this.publication = publication;
        this.waiting = settings.keyWait();
        this.keeping = settings.keyKeep();
    }

    /** The keys, whichever signs. */
    public SigningKeys keys() {
        return keys;
    }

    /**
     * Who signs for a domain now.
     *
     * @param selector a selector, or a pattern of selectors
     * @throws MessagingException if there is no key that can be used; the message says why
     */
    public SigningIdentity identity(String domain, String selector) throws MessagingException {
        Optional<SelectorPattern> pattern = SelectorPattern.of(selector);
        if (pattern.isEmpty()) {
            return keys.identity(domain, selector);
        }
        Choice choice = choice(domain, pattern.get());
        return choice.signer().orElseThrow(() -> new MessagingException(choice.trouble()));
    }

    /**
     * All keys that a selector or a pattern names, the newest first.
     *
     * @throws MessagingException if there is none, or one cannot be used
     */
    public List<SigningIdentity> all(String domain, String selector) throws MessagingException {
        Optional<SelectorPattern> pattern = SelectorPattern.of(selector);
        if (pattern.isEmpty()) {
            return List.of(keys.identity(domain, selector));
        }
        List<SigningIdentity> all = new ArrayList<>();
        for (String each : selectors(domain, pattern.get())) {
            all.add(keys.identity(domain, each));
        }
        if (all.isEmpty()) {
            throw new MessagingException(noKey(domain, pattern.get()));
        }
        return all;
    }

    private static String noKey(String domain, SelectorPattern pattern) {
        return "no key for " + domain + " has a selector " + pattern + ", where * stands for a number";
    }

    private List<String> selectors(String domain, SelectorPattern pattern) throws MessagingException {
        return keys.selectors(domain, pattern).stream()
                .sorted(pattern.newestFirst())
                .toList();
    }

    /** One thread looks; others go on with the last choice meanwhile, unless there is none yet. */
    private Choice choice(String domain, SelectorPattern pattern) throws MessagingException {
        Turn turn = turns.computeIfAbsent(new Names(domain, pattern.toString()), names -> new Turn());
        Optional<Choice> known = turn.choice;
        if (known.filter(choice -> publication.now().isBefore(choice.lookAgain()))
                .isPresent()) {
            return known.get();
        }
        if (known.isEmpty()) {
            turn.looking.lock();
        } else if (!turn.looking.tryLock()) {
            return known.get();
        }
        try {
            Optional<Choice> meanwhile = turn.choice;
            if (meanwhile
                    .filter(choice -> publication.now().isBefore(choice.lookAgain()))
                    .isPresent()) {
                return meanwhile.get();
            }
            Choice chosen = choose(domain, pattern, meanwhile.flatMap(Choice::signer));
            turn.choice = Optional.of(chosen);
            return chosen;
        } finally {
            turn.looking.unlock();
        }
    }

    private Choice choose(String domain, SelectorPattern pattern, Optional<SigningIdentity> before)
            throws MessagingException {
        List<Candidate> candidates = candidates(domain, pattern);
        Optional<SigningIdentity> signer =
                signer(candidates, before.map(SigningIdentity::selector)).map(Candidate::key);
        signer.filter(key -> before.filter(old -> old.selector().equals(key.selector()))
                        .isEmpty())
                .ifPresent(key -> LOGGER.info(
                        "The key {} signs for {} from now on{}",
                        key.selector(),
                        domain,
                        before.map(old -> ", in place of " + old.selector() + ", whose record must stay for " + keeping)
                                .orElse("")));
        return new Choice(
                signer, trouble(domain, pattern, candidates), publication.now().plus(LOOK_AGAIN));
    }

    private List<Candidate> candidates(String domain, SelectorPattern pattern) throws MessagingException {
        List<Candidate> candidates = new ArrayList<>();
        for (String selector : selectors(domain, pattern)) {
            try {
                SigningIdentity key = keys.identity(domain, selector);
                candidates.add(new Candidate(key, publication.of(key)));
            } catch (MessagingException e) {
                LOGGER.error("The key {} of {} cannot be used: {}", selector, domain, e.getMessage());
            }
        }
        return candidates;
    }

    /**
     * The newest key that has been published long enough. If none has, the one that signed before, or else the oldest that is
     * published: it is the least likely to be new. If nobody can say whether any is, the oldest: as with one selector, a
     * DNS that does not answer stops no mail.
     */
    private Optional<Candidate> signer(List<Candidate> candidates, Optional<String> before) {
        List<Candidate> usable = candidates.stream()
                .filter(candidate -> candidate.publication().isUsable())
                .toList();
        return usable.stream()
                .filter(this::hasWaited)
                .findFirst()
                .or(() -> usable.stream()
                        .filter(candidate ->
                                before.equals(Optional.of(candidate.key().selector())))
                        .findFirst())
                .or(() -> oldest(usable))
                .or(() -> oldest(candidates.stream()
                        .filter(candidate -> candidate.publication().answer() == Answer.UNKNOWN)
                        .toList()));
    }

    private static Optional<Candidate> oldest(List<Candidate> newestFirst) {
        return newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.get(newestFirst.size() - 1));
    }

    private boolean hasWaited(Candidate candidate) {
        return !usableFrom(candidate).isAfter(publication.now());
    }

    private Instant usableFrom(Candidate candidate) {
        return candidate.publication().since().map(since -> since.plus(waiting)).orElse(Instant.MIN);
    }

    private static String trouble(String domain, SelectorPattern pattern, List<Candidate> candidates) {
        List<String> reasons = candidates.stream()
                .map(candidate -> candidate.key().selector() + ": "
                        + candidate.publication().reason())
                .toList();
        return reasons.isEmpty()
                ? noKey(domain, pattern)
                : "the DNS publishes none of the keys " + pattern + " of " + domain + ": " + String.join("; ", reasons);
    }

    /**
     * Where each key of a rotation stands now; the DNS is asked.
     *
     * @return the newest first; nothing for a selector that names one key
     * @throws MessagingException if the keys cannot be listed
     */
    public List<Step> steps(String domain, String selector) throws MessagingException {
        Optional<SelectorPattern> pattern = SelectorPattern.of(selector);
        if (pattern.isEmpty()) {
            return List.of();
        }
        Optional<String> before = Optional.ofNullable(turns.get(new Names(domain, selector)))
                .flatMap(turn -> turn.choice)
                .flatMap(Choice::signer)
                .map(SigningIdentity::selector);
        List<Candidate> candidates = candidates(domain, pattern.get());
        Optional<Candidate> signer = signer(candidates, before);
        List<Step> steps = new ArrayList<>();
        boolean isOlder = false;
        for (Candidate candidate : candidates) {
            steps.add(step(candidate, signer, isOlder));
            isOlder |= signer.equals(Optional.of(candidate));
        }
        return steps;
    }

    private Step step(Candidate candidate, Optional<Candidate> signer, boolean isOlder) {
        String selector = candidate.key().selector();
        if (signer.equals(Optional.of(candidate))) {
            return new Step(selector, Phase.SIGNS, Optional.empty());
        }
        if (!isOlder) {
            return candidate.publication().isUsable()
                    ? new Step(selector, Phase.WAITS, Optional.of(usableFrom(candidate)))
                    : new Step(selector, Phase.TO_PUBLISH, Optional.empty());
        }
        Optional<Instant> gone = signer.orElseThrow().publication().since().map(since -> since.plus(waiting)
                .plus(keeping));
        boolean isOver = gone.filter(end -> !end.isAfter(publication.now())).isPresent();
        return new Step(selector, isOver ? Phase.TO_REMOVE : Phase.RETIRED, gone);
    }
}
