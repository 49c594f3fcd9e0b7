package org.jameslists.james.health;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jameslists.james.settings.ProcessorPlan;
import org.jameslists.james.settings.ProcessorPlan.Step;
import org.jameslists.mail.DomainName;

import com.google.common.base.Splitter;

/**
 * A key that the processors of James use.
 *
 * @param domain the domain it signs for
 * @param selector its selector
 * @param signs whether it makes DKIM signatures; if not, it only seals
 */
record Signer(DomainName domain, String selector, boolean signs) {
    private static final Splitter WORDS = Splitter.onPattern("[,\\s]+").omitEmptyStrings();

    /**
     * The keys that DkimResign and ArcSeal name.
     *
     * @param lists the domains of lists; mailets that name no domains sign for these
     */
    static Set<Signer> of(ProcessorPlan plan, Collection<DomainName> lists) {
        Set<Signer> signers = new LinkedHashSet<>();
        plan.processors()
                .values()
                .forEach(steps -> steps.forEach(step -> {
                    switch (step.mailet()) {
                        case "DkimResign" -> add(signers, step, "selectors", lists);
                        case "ArcSeal" -> add(signers, step, "selector", lists);
                        default -> {
                            // It has no key.
                        }
                    }
                }));
        return signers;
    }

    private static void add(Set<Signer> signers, Step step, String selectors, Collection<DomainName> lists) {
        Set<DomainName> domains = new LinkedHashSet<>(domains(step.parameters(), "domains"));
        if (domains.isEmpty()) {
            domains.addAll(lists);
        }
        domains.addAll(domains(step.parameters(), "authors"));
        for (DomainName domain : domains) {
            for (String selector : WORDS.split(step.parameters().getOrDefault(selectors, ""))) {
                signers.add(new Signer(domain, selector, step.mailet().equals("DkimResign")));
            }
        }
    }

    /** The domains that mailets name: those that sign, and those of the lists that ToList serves. */
    static Set<DomainName> namedDomains(ProcessorPlan plan) {
        Set<DomainName> named = new LinkedHashSet<>();
        of(plan, Set.of()).forEach(signer -> named.add(signer.domain()));
        plan.processors().values().forEach(steps -> steps.stream()
                .filter(step -> step.mailet().equals("ToList"))
                .forEach(step -> named.addAll(domains(step.parameters(), "lists"))));
        return named;
    }

    private static Collection<DomainName> domains(Map<String, String> parameters, String name) {
        Set<DomainName> domains = new LinkedHashSet<>();
        for (String word : WORDS.split(parameters.getOrDefault(name, ""))) {
            DomainName.parse(word.substring(word.indexOf('@') + 1)).ifPresent(domains::add);
        }
        return domains;
    }
}
