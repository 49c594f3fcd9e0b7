package org.jameslists.james.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.lists.KeyRotation.Phase;
import org.jameslists.james.lists.KeyRotation.Step;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.SelectorPattern;
import org.jameslists.mail.DomainName;

/** Says of the keys that take turns where each stands, and what to do. */
record RotationHealth(KeyRotation rotation, KeyHealth health) {
    /** The keys that a selector or a pattern names; never empty. */
    List<KeyState> of(DomainName domain, String selector, JamesDns dns) throws MessagingException {
        Optional<SelectorPattern> pattern = SelectorPattern.of(selector);
        if (pattern.isEmpty()) {
            return List.of(health.of(domain, selector, dns.forOneMail()));
        }
        List<Step> steps = rotation.steps(domain.ascii(), selector);
        if (steps.isEmpty()) {
            HealthFinding missing = new HealthFinding(
                    HealthLevel.UNHEALTHY,
                    selector + "._domainkey." + domain.ascii(),
                    "There is no usable private key.",
                    "Create one with 'listauth rotate --conf FOLDER --domain " + domain.ascii() + " --selector '"
                            + selector + "''.");
            return List.of(new KeyState(domain, selector, List.of(missing), Optional.empty()));
        }
        boolean signs = steps.stream().anyMatch(step -> step.phase() == Phase.SIGNS);
        List<KeyState> states = new ArrayList<>();
        for (Step step : steps) {
            states.add(
                    step.phase() == Phase.SIGNS || !signs
                            ? health.of(domain, step.selector(), dns.forOneMail())
                            : waiting(domain, step));
        }
        return states;
    }

    private KeyState waiting(DomainName domain, Step step) throws MessagingException {
        String name = step.selector() + "._domainkey." + domain.ascii();
        String record = rotation.keys()
                .identity(domain.ascii(), step.selector())
                .key()
                .publicRecord()
                .toString();
        return new KeyState(domain, step.selector(), List.of(finding(name, step, record)), Optional.of(record));
    }

    private static HealthFinding finding(String name, Step step, String record) {
        String until = step.until().map(Instant::toString).orElse("");
        return switch (step.phase()) {
            case SIGNS -> HealthFinding.healthy(name, "It signs.");
            case TO_PUBLISH -> new HealthFinding(
                    HealthLevel.HEALTHY,
                    name,
                    "The next key is ready and its record is not published; the key before it signs.",
                    "Publish this TXT record at " + name + ": " + record);
            case WAITS -> HealthFinding.healthy(name, "The next key is published. It signs from " + until + ".");
            case RETIRED -> new HealthFinding(
                    HealthLevel.HEALTHY,
                    name,
                    "A newer key signs.",
                    until.isEmpty()
                            ? "Keep the record until the last messages signed with it have arrived."
                            : "Keep the record until " + until + ": messages signed with it may be on their way.");
            case TO_REMOVE -> new HealthFinding(
                    HealthLevel.DEGRADED,
                    name,
                    "A newer key signs, and messages signed with this one have arrived.",
                    "Remove the record at " + name + " and then the key's file.");
        };
    }
}
