package org.jameslists.administration;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;

/**
 * Releases, rejects or discards all posts that are held for a list. Posts for which that is not allowed stay held, and
 * are counted.
 */
public final class HeldPostsTask implements Task {
    /** The task's name in James' task manager. */
    public static final TaskType TYPE = TaskType.of("org.jameslists.held-posts");

    private final HeldPosts posts;
    private final HeldPostAction.Decisions decisions;
    private final MailAddress list;
    private final HeldPostAction.Order order;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    HeldPostsTask(HeldPosts posts, HeldPostAction.Decisions decisions, MailAddress list, HeldPostAction.Order order) {
        this.posts = posts;
        this.decisions = decisions;
        this.list = list;
        this.order = order;
    }

    /**
     * The progress of a task.
     *
     * @param list the list
     * @param action {@code release}, {@code reject} or {@code discard}
     * @param done for how many posts the action was carried out
     * @param refused for how many it is not allowed; they are still held
     * @param failed for how many it failed; they are still held
     * @param timestamp the time of these counts
     */
    public record Progress(String list, String action, long done, long refused, long failed, Instant timestamp)
            implements TaskExecutionDetails.AdditionalInformation {}

    @Override
    public Result run() {
        List<MailKey> keys;
        try {
            keys = posts.each(list, HeldPost::key);
        } catch (MessagingException | IOException e) {
            LOGGER.error("Cannot list the posts held for {}", list.asString(), e);
            return Result.PARTIAL;
        }
        for (MailKey key : keys) {
            decide(key);
        }
        return failed.get() == 0 ? Result.COMPLETED : Result.PARTIAL;
    }

    private void decide(MailKey key) {
        try {
            HeldPostOutcome outcome = posts.decide(list, key, decisions.of(order));
            if (outcome instanceof HeldPostOutcome.Done) {
                done.incrementAndGet();
            } else if (outcome instanceof HeldPostOutcome.Refused) {
                refused.incrementAndGet();
            }
        } catch (MessagingException | IOException e) {
            LOGGER.error("Cannot carry out the decision about held post {} of {}", key.asString(), list.asString(), e);
            failed.incrementAndGet();
        }
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new Progress(
                list.asString(),
                order.action().word(),
                done.get(),
                refused.get(),
                failed.get(),
                Clock.systemUTC().instant()));
    }

    MailAddress list() {
        return list;
    }

    HeldPostAction.Order order() {
        return order;
    }
}
