package org.jameslists.administration;

import java.time.Instant;

import org.apache.james.server.task.json.dto.AdditionalInformationDTO;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A {@link HeldPostsTask.Progress} as JSON.
 *
 * @param type the task's name
 * @param list the list's address
 * @param action the word of the action
 * @param count how many posts were processed
 * @param timestamp the time of these counts
 */
record HeldPostsProgressDto(
        @JsonProperty("type") String type,
        @JsonProperty("list") String list,
        @JsonProperty("action") String action,
        @JsonProperty("count") Count count,
        @JsonProperty("timestamp") Instant timestamp)
        implements AdditionalInformationDTO {
    /**
     * How many posts were processed.
     *
     * @param done for how many the action was carried out
     * @param refused for how many it is not allowed; they are still held
     * @param failed for how many it failed; they are still held
     */
    record Count(
            @JsonProperty("done") long done,
            @JsonProperty("refused") long refused,
            @JsonProperty("failed") long failed) {}

    static HeldPostsProgressDto of(HeldPostsTask.Progress progress, String type) {
        return new HeldPostsProgressDto(
                type,
                progress.list(),
                progress.action(),
                new Count(progress.done(), progress.refused(), progress.failed()),
                progress.timestamp());
    }

    HeldPostsTask.Progress progress() {
        return new HeldPostsTask.Progress(list, action, count.done(), count.refused(), count.failed(), timestamp);
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }
}
