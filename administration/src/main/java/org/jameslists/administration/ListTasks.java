package org.jameslists.administration;

import java.util.Set;

import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;

import com.google.inject.Inject;

/**
 * Teaches James how to store this pack's tasks as JSON. Name it in {@code extensions.properties}:
 *
 * <pre>{@code
 * guice.extension.task=org.jameslists.administration.ListTasks
 * }</pre>
 */
public final class ListTasks implements TaskExtensionModule {
    private final HeldPosts posts;
    private final HeldPostAction.Decisions decisions;

    /** Tasks that this node takes over decide about these posts. */
    @Inject
    ListTasks(HeldPosts posts, HeldPostAction.Decisions decisions) {
        this.posts = posts;
        this.decisions = decisions;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(new TaskDTOModule<>(
                HeldPostsTaskDto::of,
                dto -> dto.task(posts, decisions),
                HeldPostsTask.class,
                HeldPostsTaskDto.class,
                HeldPostsTask.TYPE.asString()));
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(new AdditionalInformationDTOModule<>(
                HeldPostsProgressDto::of,
                HeldPostsProgressDto::progress,
                HeldPostsTask.Progress.class,
                HeldPostsProgressDto.class,
                HeldPostsTask.TYPE.asString()));
    }
}
