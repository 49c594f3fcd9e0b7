package org.jameslists.james.settings;

import java.util.Map;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;

import com.google.inject.Inject;

/**
 * Finds out, when James starts, whether the processors exist to which a mailet may send mail. James itself finds out when the
 * first mail goes there, and keeps that mail in {@code error}.
 */
public final class ProcessorNames {
    private final FileSystem fileSystem;

    /** Reads James' file from here. */
    @Inject
    public ProcessorNames(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /**
     * Requires that all {@linkplain Parameters#processors processors} of these parameters exist.
     *
     * @throws MessagingException naming the parameter and the processor that is missing
     */
    public void require(Parameters parameters) throws MessagingException {
        Optional<ProcessorPlan> plan =
                parameters.processors().isEmpty() ? Optional.empty() : ProcessorPlan.read(fileSystem);
        if (plan.isEmpty()) {
            return;
        }
        for (Map.Entry<String, String> processor : parameters.processors().entrySet()) {
            if (!plan.get().processors().containsKey(processor.getValue())) {
                throw parameters.wrong(
                        processor.getKey(),
                        processor.getValue(),
                        "no such processor in " + ProcessorPlan.FILE + ": add it, or name another");
            }
        }
    }
}
