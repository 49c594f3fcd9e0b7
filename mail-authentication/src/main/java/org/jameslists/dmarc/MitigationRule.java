package org.jameslists.dmarc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jameslists.dns.Dns;
import org.jameslists.mail.DomainName;

/**
 * Decides whether the policy of an author domain makes a list mitigate.
 *
 * @param from the weakest policy that does. With {@link DmarcPolicy#NONE}, any DMARC record does
 * @param reading whether the published policy counts or the one that applies
 * @param discoveries how to find policies; if there are several, the strictest answer counts, since receivers of all
 *     kinds exist
 * @param maxAuthorDomains how many author domains of one message to look up (RFC 9989 §11.5)
 */
public record MitigationRule(DmarcPolicy from, Reading reading, Set<DmarcDiscovery> discoveries, int maxAuthorDomains) {

    /** Which policy counts while a domain is testing ({@code t=y}). */
    public enum Reading {
        /**
         * The published one. Receivers of RFC 7489 do not know {@code t}, and RFC 9989 §A.6 names the rewriting of From
         * by lists as something that a domain may test.
         */
        PUBLISHED,
        /** The one that applies, one level lower (RFC 9989 §4.7). */
        APPLIES;

        private DmarcPolicy of(DmarcAnswer.Found found) {
            return this == PUBLISHED ? found.published() : found.applies();
        }
    }

    /** Quarantine or reject, as published, by all discoveries, ten author domains. */
    public static final MitigationRule DEFAULT =
            new MitigationRule(DmarcPolicy.QUARANTINE, Reading.PUBLISHED, EnumSet.allOf(DmarcDiscovery.class), 10);

    /** Takes a copy of the set; requires a discovery and a positive number of author domains. */
    public MitigationRule {
        discoveries = Set.copyOf(discoveries);
        if (discoveries.isEmpty()) {
            throw new IllegalArgumentException("a discovery is needed");
        }
        if (maxAuthorDomains < 1) {
            throw new IllegalArgumentException("at least one author domain must be looked up: " + maxAuthorDomains);
        }
    }

    /** Decides for a message, from the author domains in all its From fields. */
    public MitigationAnswer ask(AuthorDomains authors, Dns dns) {
        List<DmarcAnswer> answers = new ArrayList<>();
        List<DomainName> looked =
                authors.domains().stream().limit(maxAuthorDomains).toList();
        for (DomainName author : looked) {
            discoveries.stream().sorted().forEach(discovery -> answers.add(discovery.find(author, dns)));
        }
        Optional<DmarcAnswer.Found> strictest = answers.stream()
                .filter(DmarcAnswer.Found.class::isInstance)
                .map(DmarcAnswer.Found.class::cast)
                .filter(found -> reading.of(found).isAtLeast(from))
                .max(Comparator.comparing(reading::of));
        if (strictest.isPresent()) {
            DmarcAnswer.Found found = strictest.get();
            return new MitigationAnswer.Mitigate(found.author(), reading.of(found), reason(found), answers);
        }
        Optional<String> unknown = unknown(authors, answers);
        return unknown.isPresent()
                ? new MitigationAnswer.Unknown(unknown.get(), answers)
                : new MitigationAnswer.NoNeed(noNeed(looked), answers);
    }

    private String reason(DmarcAnswer.Found found) {
        return found.author() + " has the DMARC policy " + reading.of(found).word() + " (" + found.tag()
                + " of the record at " + PolicyLookup.nameFor(found.foundAt()) + ")";
    }

    private String noNeed(List<DomainName> authors) {
        return authors.isEmpty()
                ? "no author domain"
                : "no DMARC policy of at least " + from.word() + " for " + authors;
    }

    private Optional<String> unknown(AuthorDomains authors, List<DmarcAnswer> answers) {
        Optional<String> failure = answers.stream()
                .filter(DmarcAnswer.TempError.class::isInstance)
                .map(answer -> ((DmarcAnswer.TempError) answer).reason())
                .findFirst();
        if (failure.isPresent()) {
            return failure;
        }
        if (authors.domains().size() > maxAuthorDomains) {
            return Optional.of("more than " + maxAuthorDomains + " author domains");
        }
        // next to a readable address, this is usually a comma in a name without quotes
        return authors.domains().isEmpty()
                ? authors.unreadable().stream().findFirst().map(text -> "From cannot be read: " + text)
                : Optional.empty();
    }
}
