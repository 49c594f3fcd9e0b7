package org.jameslists.administration;

import java.util.Optional;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.task.json.dto.TaskDTO;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A {@link HeldPostsTask} as JSON, for the node that runs it.
 *
 * @param type the task's name
 * @param list the list's address
 * @param action the word of the action
 * @param wish how to release posts, and who decided it
 * @param notice the text for senders; empty for the default text
 */
record HeldPostsTaskDto(
        @JsonProperty("type") String type,
        @JsonProperty("list") String list,
        @JsonProperty("action") String action,
        @JsonProperty("wish") Wish wish,
        @JsonProperty("notice") String notice)
        implements TaskDTO {
    /**
     * A {@link ReleaseWish} for many posts, without an author.
     *
     * @param asItCame whether to send them unmunged and unsigned
     * @param by who decided it
     */
    record Wish(@JsonProperty("asItCame") boolean asItCame, @JsonProperty("by") String by) {}

    static HeldPostsTaskDto of(HeldPostsTask task, String type) {
        HeldPostAction.Order order = task.order();
        return new HeldPostsTaskDto(
                type,
                task.list().asString(),
                order.action().word(),
                new Wish(order.release().asItCame(), order.by()),
                order.notice());
    }

    HeldPostsTask task(HeldPosts posts, HeldPostAction.Decisions decisions) {
        HeldPostAction read = HeldPostAction.of(action)
                .orElseThrow(() -> new IllegalArgumentException("no action for held posts: " + action));
        try {
            return new HeldPostsTask(
                    posts,
                    decisions,
                    new MailAddress(list),
                    new HeldPostAction.Order(
                            read, new ReleaseWish(Optional.empty(), wish.asItCame(), wish.by()), notice));
        } catch (AddressException e) {
            throw new IllegalArgumentException("not an address: " + list, e);
        }
    }

    @Override
    public String getType() {
        return type;
    }
}
