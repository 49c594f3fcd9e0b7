package org.jameslists.administration;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.annotation.PreDestroy;
import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.utils.UserDefinedStartable;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.settings.DigestSettings;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/**
 * Tells the owners of lists which posts are held, at most as often as {@code held.digest} says, and once a day as long as some
 * are. Several servers that share {@link ListState} send one digest between them. Name it in {@code extensions.properties}:
 *
 * <pre>{@code
 * guice.extension.startable=org.jameslists.administration.HeldPostDigests
 * }</pre>
 */
@Singleton
public final class HeldPostDigests implements UserDefinedStartable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeldPostDigests.class);
    private static final String PURPOSE = "held-digests";
    private static final String SENT = "sent";
    private static final Duration REMINDER = Duration.ofDays(1);

    /** A new post is seen within a twelfth of the interval. */
    private static final int LOOKS = 12;

    private final HeldPosts posts;
    private final Desk desk;
    private final DigestSettings settings;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setDaemon(true)
                    .setNameFormat("held-digests")
                    .build());

    private ScheduledFuture<?> looking;

    /** Who is told, and what was told. */
    static final class Desk {
        private final ListDirectory directory;
        private final ListState state;
        private final AnswerAddresses answers;
        private final OwnerMail mail;

        @Inject
        Desk(ListDirectory directory, ListState state, AnswerAddresses answers, OwnerMail mail) {
            this.directory = directory;
            this.state = state;
            this.answers = answers;
            this.mail = mail;
        }
    }

    /** Looks at these posts. */
    @Inject
    HeldPostDigests(HeldPosts posts, Desk desk, ListAuthenticationSettings settings) {
        this.posts = posts;
        this.desk = desk;
        this.settings = settings.heldDigest();
    }

    @Override
    public void start() {
        long pause = Math.max(1, settings.interval().toSeconds() / LOOKS);
        looking = scheduler.scheduleWithFixedDelay(this::lookAgain, pause, pause, TimeUnit.SECONDS);
    }

    /** Ends what is under way. */
    @PreDestroy
    void stop() {
        if (looking != null) {
            looking.cancel(true);
        }
        scheduler.shutdownNow();
    }

    private void lookAgain() {
        try {
            look(Instant.now());
        } catch (MessagingException | IOException | RuntimeException e) {
            LOGGER.error("The digests of held posts could not be made; they are tried again", e);
        }
    }

    private record Held(MailAddress list, HeldPostSummary post) {}

    /** Sends the digests that are due. */
    void look(Instant now) throws MessagingException, IOException {
        Map<MailAddress, List<HeldPostSummary>> held =
                posts.each(post -> new Held(post.list(), HeldPostSummary.of(post))).stream()
                        .collect(
                                Collectors.groupingBy(Held::list, Collectors.mapping(Held::post, Collectors.toList())));
        for (Map.Entry<MailAddress, List<HeldPostSummary>> list : held.entrySet()) {
            if (desk.directory.isList(list.getKey())) {
                tell(list.getKey(), list.getValue(), now);
            }
        }
    }

    /** When a digest was sent, and since when the newest post in it was held. */
    private record Told(Instant sent, Instant newest) {
        static Told parse(String text) {
            int space = text.indexOf(' ');
            return new Told(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, space))),
                    Instant.ofEpochMilli(Long.parseLong(text.substring(space + 1))));
        }

        String text() {
            return sent.toEpochMilli() + " " + newest.toEpochMilli();
        }
    }

    private void tell(MailAddress list, List<HeldPostSummary> held, Instant now)
            throws MessagingException, IOException {
        ListState.Key key = new ListState.Key(PURPOSE, list, SENT);
        Instant newest = held.stream()
                .map(HeldPostSummary::heldSince)
                .max(Instant::compareTo)
                .orElseThrow();
        Optional<String> before = desk.state.read(key);
        Optional<String> next = Optional.of(new Told(now, newest).text());
        // Of several servers one replaces the value: that one sends.
        if (isDue(before.map(Told::parse), newest, now) && desk.state.replace(key, before, next)) {
            try {
                send(list, held);
            } catch (MessagingException e) {
                desk.state.replace(key, next, before);
                throw e;
            }
        }
    }

    private boolean isDue(Optional<Told> told, Instant newest, Instant now) {
        if (told.isEmpty()) {
            return true;
        }
        Duration since = Duration.between(told.get().sent(), now);
        boolean isNew = newest.toEpochMilli() > told.get().newest().toEpochMilli();
        return since.compareTo(isNew ? settings.interval() : REMINDER) >= 0;
    }

    private void send(MailAddress list, List<HeldPostSummary> held) throws MessagingException {
        Optional<MailAddress> answers = desk.answers.of(list);
        HeldPostDigest digest = new HeldPostDigest(list, held, settings.language(), answers);
        desk.mail.send(list, answers, digest.subject(), digest.text());
        LOGGER.info("List {}: its owner is told of {} held posts", list.asString(), held.size());
    }
}
