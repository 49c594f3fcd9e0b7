package org.jameslists.administration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.mailet.Mail;
import org.jameslists.james.lists.HeldPostDecisions;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.util.concurrent.Striped;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * The posts that James holds for lists, in the repositories that {@code held.repositories} names. Only one decision
 * about a post is carried out, even if several are made: within this James by a lock, and between servers and restarts
 * by {@link HeldPostDecisions}. A post leaves its repository only after it is in the queue.
 */
@Singleton
public final class HeldPosts {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeldPosts.class);
    private static final int LOCKS = 64;

    private final MailRepositoryStore store;
    private final HeldPostDecisions decisions;
    private final ListAuthenticationSettings settings;
    private final Striped<Lock> locks = Striped.lock(LOCKS);

    /** Reads the repositories from these settings. */
    @Inject
    public HeldPosts(MailRepositoryStore store, HeldPostDecisions decisions, ListAuthenticationSettings settings) {
        this.store = store;
        this.decisions = decisions;
        this.settings = settings;
    }

    /** Computes a value from a held post. */
    @FunctionalInterface
    interface Reading<T> {
        /** Reads a post, which is disposed of afterwards. */
        T read(HeldPost post) throws MessagingException, IOException;
    }

    /** A decision about a held post. */
    interface Decision {
        /** Why it must not be carried out; empty if it may. */
        Optional<String> objection(HeldPost post) throws MessagingException, IOException;

        /**
         * The decision to store before it is carried out; empty if the mailet that the post goes to stores it later.
         */
        Optional<String> word();

        /**
         * Carries it out. All mail to send must be in a queue when this returns, since the post is then removed.
         *
         * @return what was done, as a sentence
         */
        String carryOut(HeldPost post) throws MessagingException, IOException;
    }

    private record Place(String path, MailRepository repository, MailKey key) {}

    /** Reads each post that is held for a list. */
    <T> List<T> each(MailAddress list, Reading<T> reading) throws MessagingException, IOException {
        return all(Optional.of(list), reading);
    }

    /** Reads each post that is held for any list. */
    <T> List<T> each(Reading<T> reading) throws MessagingException, IOException {
        return all(Optional.empty(), reading);
    }

    private <T> List<T> all(Optional<MailAddress> list, Reading<T> reading) throws MessagingException, IOException {
        List<T> read = new ArrayList<>();
        for (Place place : places()) {
            Optional<T> one = with(place, list, reading);
            one.ifPresent(read::add);
        }
        return read;
    }

    /** Reads one post, if it is held for the list. */
    <T> Optional<T> one(MailAddress list, MailKey key, Reading<T> reading) throws MessagingException, IOException {
        for (String path : settings.heldRepositories()) {
            for (MailRepository repository : repositories(path)) {
                Optional<T> found = with(new Place(path, repository, key), Optional.of(list), reading);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Decides about a post, if it is held for the list. */
    HeldPostOutcome decide(MailAddress list, MailKey key, Decision decision) throws MessagingException, IOException {
        Lock lock = locks.get(key.asString());
        lock.lock();
        try {
            return this.<HeldPostOutcome>one(list, key, post -> decide(post, decision))
                    .orElseGet(HeldPostOutcome.NotHeld::new);
        } finally {
            lock.unlock();
        }
    }

    private HeldPostOutcome decide(HeldPost post, Decision decision) throws MessagingException, IOException {
        String name = post.key().asString();
        Optional<String> before = decisions.of(name);
        if (before.isPresent() && !before.equals(decision.word())) {
            return settled(post);
        }
        Optional<String> objection = decision.objection(post);
        if (objection.isPresent()) {
            return new HeldPostOutcome.Refused(objection.get());
        }
        Optional<String> word = decision.word();
        if (word.isPresent() && !decisions.decide(name, word.get())) {
            return settled(post);
        }
        String done = decision.carryOut(post);
        post.repository().remove(post.key());
        LOGGER.info("Held post {} of list {}: {}", name, post.list().asString(), done);
        return new HeldPostOutcome.Done(done);
    }

    /**
     * Removes a post that was decided about before, but is still there: James stopped in between, or another server was
     * faster.
     */
    private static HeldPostOutcome settled(HeldPost post) throws MessagingException {
        post.repository().remove(post.key());
        return new HeldPostOutcome.Refused("Somebody has already decided about this post, so it is no longer held.");
    }

    private List<Place> places() throws MessagingException {
        List<Place> places = new ArrayList<>();
        for (String path : settings.heldRepositories()) {
            for (MailRepository repository : repositories(path)) {
                for (Iterator<MailKey> keys = repository.list(); keys.hasNext(); ) {
                    places.add(new Place(path, repository, keys.next()));
                }
            }
        }
        return places;
    }

    private List<MailRepository> repositories(String path) throws MessagingException {
        try {
            return store.getByPath(MailRepositoryPath.from(path)).toList();
        } catch (MailRepositoryStoreException e) {
            throw new MessagingException("cannot open the mail repository " + path, e);
        }
    }

    private static <T> Optional<T> with(Place place, Optional<MailAddress> wanted, Reading<T> reading)
            throws MessagingException, IOException {
        Mail mail = place.repository().retrieve(place.key());
        if (mail == null) {
            return Optional.empty();
        }
        try {
            Optional<MailAddress> list = list(mail, wanted);
            return list.isPresent()
                    ? Optional.ofNullable(
                            reading.read(new HeldPost(list.get(), place.path(), place.repository(), place.key(), mail)))
                    : Optional.empty();
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /**
     * The list in the mail's attribute or, if there is none, a recipient that is a list; only the wanted list if one is
     * wanted.
     */
    private static Optional<MailAddress> list(Mail mail, Optional<MailAddress> wanted) throws MessagingException {
        Optional<MailAddress> noted = ListAttributes.list(mail);
        if (noted.isPresent()) {
            return noted.filter(list -> wanted.isEmpty() || wanted.get().equals(list));
        }
        return mail.getRecipients().stream()
                .filter(recipient -> wanted.isEmpty() || wanted.get().equals(recipient))
                .findFirst();
    }
}
