package org.jameslists.administration;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.HealthLevel;
import org.jameslists.james.settings.ListAuthenticationSettings;

import com.google.inject.Inject;

/**
 * Checks whether a post is held longer than {@code held.longest}: then its author waits for an answer. Name it in
 * {@code healthcheck.properties}:
 *
 * <pre>{@code
 * additional.healthchecks=org.jameslists.administration.HeldPostsHealthCheck
 * }</pre>
 */
public final class HeldPostsHealthCheck extends ListHealthCheck {
    private final HeldPosts posts;
    private final ListAuthenticationSettings settings;

    /** Checks these posts. */
    @Inject
    HeldPostsHealthCheck(HeldPosts posts, ListAuthenticationSettings settings) {
        super("List held posts");
        this.posts = posts;
        this.settings = settings;
    }

    private record Held(String list, Instant since) {}

    @Override
    List<HealthFinding> findings() throws MessagingException, IOException {
        Instant latest = Instant.now().minus(settings.heldLongest());
        List<HealthFinding> findings = posts
                .each(post -> new Held(
                        post.list().asString(), post.mail().getLastUpdated().toInstant()))
                .stream()
                .filter(held -> held.since().isBefore(latest))
                .collect(Collectors.groupingBy(Held::list, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(list -> overdue(list.getKey(), list.getValue()))
                .toList();
        return findings;
    }

    private HealthFinding overdue(String list, long count) {
        return new HealthFinding(
                HealthLevel.DEGRADED,
                list,
                count + (count == 1 ? " post is" : " posts are") + " held longer than " + words(settings.heldLongest())
                        + ".",
                "Look at GET /lists/" + list + "/held.");
    }

    private static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return count(duration.toDays(), "day");
        }
        return duration.toHours() > 0 ? count(duration.toHours(), "hour") : count(duration.toSeconds(), "second");
    }

    private static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
