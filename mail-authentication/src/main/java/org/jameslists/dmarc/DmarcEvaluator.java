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

import com.google.common.collect.Ordering;

/**
 * Decides whether SPF or DKIM authenticates the author domain of a message (RFC 9989 §5.3).
 *
 * @param discovery how to find policies
 * @param maxAuthorDomains how many author domains of one message to look up (RFC 9989 §11.5)
 */
public record DmarcEvaluator(DmarcDiscovery discovery, int maxAuthorDomains) {
    /** The tree walk, and ten author domains. */
    public static final DmarcEvaluator DEFAULT = new DmarcEvaluator(DmarcDiscovery.TREE_WALK, 10);

    /** If there are several author domains, the first result in this order is the message's (RFC 9989 §11.5). */
    private static final Comparator<DmarcResult> DECISIVE_FIRST = Comparator.comparing((DmarcResult result) ->
                    List.of(Code.FAIL, Code.TEMPERROR, Code.PASS, Code.NONE).indexOf(result.code()))
            .thenComparing(result -> result.policy().orElse(DmarcPolicy.NONE), Comparator.reverseOrder());

    /** DKIM first: it survives a path through other hosts. */
    private static final Ordering<Identifier> DKIM_FIRST =
            Ordering.from(Comparator.comparing(identifier -> identifier.mechanism() != Mechanism.DKIM));

    /** Requires the number of author domains to be positive. */
    public DmarcEvaluator {
        if (maxAuthorDomains < 1) {
            throw new IllegalArgumentException("at least one author domain must be looked up: " + maxAuthorDomains);
        }
    }

    /**
     * Evaluates a message. If there are several author domains, each is evaluated, and the strictest policy among the
     * failures counts.
     *
     * @param authors the author domains of the message
     * @param identifiers the domains that SPF and DKIM authenticated, and those for which the DNS did not answer
     */
    public DmarcResult evaluate(AuthorDomains authors, List<Identifier> identifiers, Dns dns) {
        if (authors.fields() > 1) {
            // RFC 9989 §4.4: with a repeated From field it is not clear whose policy applies
            return without(Code.PERMERROR, authors.fields() + " From fields, where one is allowed (RFC 5322 §3.6)");
        }
        if (authors.domains().isEmpty()) {
            return without(Code.NONE, "no author domain");
        }
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

    private DmarcResult evaluate(DomainName author, List<Identifier> identifiers, Dns dns) {
        DmarcAnswer answer = discovery.find(author, dns);
        if (answer instanceof DmarcAnswer.Found found) {
            return evaluate(found, identifiers, dns);
        } else if (answer instanceof DmarcAnswer.None none) {
            return result(Code.NONE, answer, Optional.empty(), withoutPolicy(author, identifiers), none.reason());
        }
        return result(Code.TEMPERROR, answer, Optional.empty(), List.of(), ((DmarcAnswer.TempError) answer).reason());
    }

    /** Without a record, only the author domain itself aligns. */
    private static List<IdentifierAlignment> withoutPolicy(DomainName author, List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.domain().equals(author))
                .map(identifier -> new IdentifierAlignment(
                        identifier.mechanism(),
                        author,
                        identifier.unanswered().isEmpty() ? Outcome.ALIGNED : Outcome.UNKNOWN,
                        identifier.unanswered().orElse("is the author domain")))
                .toList();
    }

    private static DmarcResult evaluate(DmarcAnswer.Found found, List<Identifier> identifiers, Dns dns) {
        Optional<DmarcPolicy> policy = Optional.of(found.applies());
        List<IdentifierAlignment> alignments = new ArrayList<>();
        Optional<String> passing = Optional.empty();
        Optional<String> open = Optional.empty();
        for (Identifier identifier : DKIM_FIRST.sortedCopy(identifiers)) {
            IdentifierAlignment alignment =
                    IdentifierAlignment.of(found, identifier.mechanism(), identifier.domain(), dns);
            alignments.add(alignment);
            boolean passes = alignment.outcome() == Outcome.ALIGNED
                    && identifier.unanswered().isEmpty();
            passing = passing.or(() -> passes ? Optional.of(alignment.toString()) : Optional.empty());
            open = open.or(() -> openQuestion(identifier, alignment));
        }
        if (passing.isPresent()) {
            return result(Code.PASS, found, policy, alignments, passing.get());
        }
        return open.isPresent()
                ? result(Code.TEMPERROR, found, policy, alignments, open.get())
                : result(Code.FAIL, found, policy, alignments, "no authenticated domain aligns with " + found.author());
    }

    /**
     * RFC 9989 §5.3.6: with an open question, the message neither passes nor fails. Questions whose answer could not
     * make the message pass do not count.
     */
    private static Optional<String> openQuestion(Identifier identifier, IdentifierAlignment alignment) {
        return switch (alignment.outcome()) {
            case ALIGNED -> identifier.unanswered();
            case UNKNOWN -> Optional.of(alignment.reason());
            case NOT_ALIGNED -> Optional.empty();
        };
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
