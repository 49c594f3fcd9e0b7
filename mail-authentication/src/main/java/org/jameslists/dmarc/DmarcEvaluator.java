package org.jameslists.dmarc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.dmarc.IdentifierAlignment.Mechanism;
import org.jameslists.dmarc.IdentifierAlignment.Outcome;
import org.jameslists.dns.Dns;
import org.jameslists.mail.DomainName;
import org.jameslists.spf.SpfResult;

/**
 * Says whether SPF or DKIM vouch for the author domain of a message (RFC 9989 §5.3).
 *
 * @param discovery how policies are found
 * @param maxAuthorDomains how many author domains of one message are looked up (RFC 9989 §11.5)
 */
public record DmarcEvaluator(DmarcDiscovery discovery, int maxAuthorDomains) {
    /** The tree walk, and ten author domains. */
    public static final DmarcEvaluator DEFAULT = new DmarcEvaluator(DmarcDiscovery.TREE_WALK, 10);

    /** Of the results for several author domains the first in this order stands for the message (RFC 9989 §11.5). */
    private static final Comparator<DmarcResult> DECISIVE_FIRST = Comparator.comparing((DmarcResult result) ->
                    List.of(Code.FAIL, Code.TEMPERROR, Code.PASS, Code.NONE).indexOf(result.code()))
            .thenComparing(result -> result.policy().orElse(DmarcPolicy.NONE), Comparator.reverseOrder());

    /** Requires the number of author domains to be positive. */
    public DmarcEvaluator {
        if (maxAuthorDomains < 1) {
            throw new IllegalArgumentException("one author domain or more must be looked up: " + maxAuthorDomains);
        }
    }

    /**
     * Evaluates a message. With several author domains each is evaluated, and the strictest policy among those that fail
     * counts.
     *
     * @param authors the author domains of the message
     * @param spf what SPF says of the MAIL FROM identity, if it was checked; a result for HELO does not count
     * @param dkimDomains the {@code d=} of the DKIM signatures that pass
     */
    public DmarcResult evaluate(AuthorDomains authors, Optional<SpfResult> spf, List<DomainName> dkimDomains, Dns dns) {
        if (authors.fields() > 1) {
            // RFC 9989 §4.4: with a repeated From field nobody can say whose policy it is
            return without(Code.PERMERROR, authors.fields() + " From fields, where one is allowed (RFC 5322 §3.6)");
        }
        if (authors.domains().isEmpty()) {
            return without(Code.NONE, "no author domain");
        }
        List<Identifier> identifiers = identifiers(spf, dkimDomains);
        List<DmarcResult> results = authors.domains().stream()
                .limit(maxAuthorDomains)
                .map(author -> evaluate(author, identifiers, dns))
                .sorted(DECISIVE_FIRST)
                .toList();
        List<DmarcAnswer> answers =
                results.stream().flatMap(result -> result.answers().stream()).toList();
        DmarcResult decisive = results.get(0);
        if (decisive.code() != Code.FAIL && authors.domains().size() > maxAuthorDomains) {
            return new DmarcResult(
                    Code.PERMERROR,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    "more than " + maxAuthorDomains + " author domains",
                    answers);
        }
        return new DmarcResult(
                decisive.code(),
                decisive.headerFrom(),
                decisive.policy(),
                decisive.alignments(),
                decisive.reason(),
                answers);
    }

    private record Identifier(Mechanism mechanism, DomainName domain) {}

    /** RFC 9989 §4.3: what passes, and nothing else. DKIM first: it is what survives a way through other hosts. */
    private static List<Identifier> identifiers(Optional<SpfResult> spf, List<DomainName> dkimDomains) {
        List<Identifier> identifiers = new ArrayList<>();
        dkimDomains.stream().distinct().forEach(domain -> identifiers.add(new Identifier(Mechanism.DKIM, domain)));
        spf.filter(result -> result.code() == SpfResult.Code.PASS)
                .filter(result -> result.identity() == SpfResult.Identity.MAIL_FROM)
                .flatMap(SpfResult::domain)
                .ifPresent(domain -> identifiers.add(new Identifier(Mechanism.SPF, domain)));
        return identifiers;
    }

    private DmarcResult evaluate(DomainName author, List<Identifier> identifiers, Dns dns) {
        DmarcAnswer answer = discovery.find(author, dns);
        if (answer instanceof DmarcAnswer.Found found) {
            return evaluate(found, identifiers, dns);
        } else if (answer instanceof DmarcAnswer.None none) {
            return result(Code.NONE, answer, Optional.empty(), List.of(), none.reason());
        }
        return result(Code.TEMPERROR, answer, Optional.empty(), List.of(), ((DmarcAnswer.TempError) answer).reason());
    }

    private static DmarcResult evaluate(DmarcAnswer.Found found, List<Identifier> identifiers, Dns dns) {
        Optional<DmarcPolicy> policy = Optional.of(found.applies());
        List<IdentifierAlignment> alignments = new ArrayList<>();
        for (Identifier identifier : identifiers) {
            IdentifierAlignment alignment =
                    IdentifierAlignment.of(found, identifier.mechanism(), identifier.domain(), dns);
            alignments.add(alignment);
            if (alignment.outcome() == Outcome.ALIGNED) {
                return result(Code.PASS, found, policy, alignments, alignment.toString());
            }
        }
        Optional<IdentifierAlignment> unknown = alignments.stream()
                .filter(alignment -> alignment.outcome() == Outcome.UNKNOWN)
                .findFirst();
        // RFC 9989 §5.3.6: with a question unanswered the message neither passes nor fails
        return unknown.isPresent()
                ? result(
                        Code.TEMPERROR, found, policy, alignments, unknown.get().reason())
                : result(Code.FAIL, found, policy, alignments, "no authenticated domain aligns with " + found.author());
    }

    private static DmarcResult result(
            Code code,
            DmarcAnswer answer,
            Optional<DmarcPolicy> policy,
            List<IdentifierAlignment> alignments,
            String reason) {
        return new DmarcResult(code, Optional.of(answer.author()), policy, alignments, reason, List.of(answer));
    }

    private static DmarcResult without(Code code, String reason) {
        return new DmarcResult(code, Optional.empty(), Optional.empty(), List.of(), reason, List.of());
    }
}
