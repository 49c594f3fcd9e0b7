package org.jameslists.mailets;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.jameslists.james.settings.ProcessorPlan;
import org.jameslists.james.settings.ProcessorPlan.Step;
import org.jameslists.mail.DomainName;

import com.google.common.base.Splitter;
import com.google.inject.Inject;

/**
 * Stops James at start-up if the order of mailets would break signatures. On every path through the processors, edits
 * come first, then {@link DkimResign}, {@link ArcSeal} and {@link Freeze}. It also stops James if {@code DkimResign}
 * may not sign for the lists that {@link ToList} names, or for the From that {@link MungeFrom} makes.
 */
final class MailetOrder {
    private static final Splitter WORDS = Splitter.onPattern("[,\\s]+").omitEmptyStrings();

    /** What was done to a mail, in the required order. */
    private enum Stage {
        EDITED("an edit would break the signature; put edits before DkimResign"),
        SIGNED("a new signature would break the seal; put DkimResign before ArcSeal"),
        SEALED("a frozen mail cannot change; put ArcSeal before Freeze"),
        FROZEN("");

        private final String rule;

        Stage(String rule) {
            this.rule = rule;
        }
    }

    private static final Map<String, Stage> STAGES = Map.of(
            "SubjectPrefix", Stage.EDITED,
            "ListFooter", Stage.EDITED,
            "ListHeaders", Stage.EDITED,
            "MungeFrom", Stage.EDITED,
            "WrapMessage", Stage.EDITED,
            "OldSignatures", Stage.EDITED,
            "ReportOnly", Stage.EDITED,
            "DkimResign", Stage.SIGNED,
            "ArcSeal", Stage.SEALED,
            "Freeze", Stage.FROZEN);

    /**
     * A mail on its path through the processors.
     *
     * @param stage what was done to it last
     * @param by the mailet that did it, with its processor
     * @param froms the known domains that From may have
     */
    private record Journey(Stage stage, String by, Set<DomainName> froms) {
        static final Journey BEGUN = new Journey(Stage.EDITED, "", Set.of());

        Journey reaches(Stage next, String mailet) {
            return next == stage ? this : new Journey(next, mailet, froms);
        }

        Journey with(Set<DomainName> more) {
            Set<DomainName> all = new HashSet<>(froms);
            all.addAll(more);
            return new Journey(stage, by, Set.copyOf(all));
        }

        /** After a matcher, nobody knows which lists' mail this is. */
        Journey ofSome() {
            return new Journey(stage, by, Set.of());
        }
    }

    private record Visit(String processor, Journey journey) {}

    private final FileSystem fileSystem;
    private final Set<Visit> visited = new HashSet<>();

    @Inject
    MailetOrder(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /**
     * Follows every path.
     *
     * @throws MessagingException naming the mailet in the wrong place
     */
    void check() throws MessagingException {
        Optional<ProcessorPlan> plan = ProcessorPlan.read(fileSystem);
        if (plan.isPresent()) {
            visited.clear();
            for (String processor : plan.get().processors().keySet()) {
                follow(plan.get(), processor, Journey.BEGUN);
            }
        }
    }

    private void follow(ProcessorPlan plan, String processor, Journey from) throws MessagingException {
        if (!visited.add(new Visit(processor, from))) {
            return;
        }
        Journey journey = from;
        for (Step step : plan.processors().getOrDefault(processor, List.of())) {
            journey = through(step, processor, journey);
            Optional<String> next = next(step);
            if (next.isPresent()) {
                follow(plan, next.get(), step.takesAll() ? journey : journey.ofSome());
                if (step.takesAll()
                        && !step.mailet().equals("ToList")
                        && !step.mailet().equals("ReleasePost")
                        && !step.mailet().equals("RestoreAuthor")) {
                    return;
                }
            }
        }
    }

    /** The processor to which a mailet normally sends mail on; not the one for errors and refusals. */
    private static Optional<String> next(Step step) {
        return switch (step.mailet()) {
            case "ToProcessor", "RestoreAuthor", "Verp" -> Optional.ofNullable(
                    step.parameters().get("processor"));
            case "ToList", "ReleasePost" -> Optional.of(step.parameters().getOrDefault("processor", "list"));
            case "DkimResign" -> Optional.ofNullable(step.parameters().get("copiesProcessor"))
                    .or(() -> Optional.ofNullable(step.parameters().get("copies")));
            default -> Optional.empty();
        };
    }

    private static Journey through(Step step, String processor, Journey journey) throws MessagingException {
        String place = step.mailet() + " in processor \"" + processor + "\"";
        Stage stage = STAGES.get(step.mailet());
        if (stage != null && stage.compareTo(journey.stage()) < 0) {
            throw wrong(place + " comes after " + journey.by() + ": " + stage.rule);
        }
        return switch (step.mailet()) {
            case "ToList" -> step.takesAll() ? journey.with(domains(step, "lists")) : journey;
            case "MungeFrom", "WrapMessage" -> journey.with(domains(step, "reversibleDomain"));
            case "DkimResign" -> {
                if (step.takesAll()) {
                    requireAligned(place, domains(step, "domains"), journey.froms());
                }
                yield journey.reaches(Stage.SIGNED, place);
            }
            default -> stage == null ? journey : journey.reaches(stage, place);
        };
    }

    /** Without {@code domains}, each list's own domain signs. */
    private static void requireAligned(String place, Set<DomainName> signing, Set<DomainName> froms)
            throws MessagingException {
        for (DomainName from : froms) {
            if (!signing.isEmpty() && signing.stream().noneMatch(from::isWithin)) {
                throw wrong(place + ": parameter \"domains\" names no domain that may sign for " + from
                        + ", the From domain of mail that arrives there (RFC 9989 §4.4)");
            }
        }
    }

    /** The domains in a parameter, also those of addresses. The mailet itself refuses invalid ones. */
    private static Set<DomainName> domains(Step step, String parameter) {
        Set<DomainName> domains = new HashSet<>();
        for (String word : WORDS.split(step.parameters().getOrDefault(parameter, ""))) {
            DomainName.parse(word.substring(word.indexOf('@') + 1)).ifPresent(domains::add);
        }
        return domains;
    }

    private static MessagingException wrong(String what) {
        return new MessagingException(ProcessorPlan.FILE + ": " + what);
    }
}
