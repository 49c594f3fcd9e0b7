package org.jameslists.authentication;

import java.util.Optional;

import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.IdentifierAlignment;
import org.jameslists.dmarc.IdentifierAlignment.Outcome;

/** The decision about a message's author, from DMARC's result for the identifiers that count. */
final class StandingDecision {
    private StandingDecision() {}

    /**
     * Decides the author's standing.
     *
     * @param authors the authors in From
     * @param dmarc the result, from SPF and from signatures that cover the whole message
     * @param vouching a trusted sealer that vouches for a failed message
     */
    static AuthorStanding of(AuthorDomains authors, DmarcResult dmarc, Optional<Vouching> vouching) {
        if (authors.fields() != 1) {
            // RFC 5322 §3.6: with several From fields, or none, readers may see another author than DMARC does
            return new AuthorStanding.Forged(
                    "the post has " + authors.fields() + " From fields, where RFC 5322 §3.6 requires one");
        }
        if (authors.domains().isEmpty()) {
            return new AuthorStanding.Forged("no author's domain can be read in From");
        }
        return switch (dmarc.code()) {
            case PASS -> passed(authors, dmarc);
            case FAIL -> failed(dmarc, vouching);
            case NONE -> unprotected(authors, dmarc);
            case TEMPERROR -> new AuthorStanding.Unknown("DMARC cannot be evaluated now: " + dmarc.reason());
            case PERMERROR -> new AuthorStanding.Forged("DMARC cannot tell whose post it is: " + dmarc.reason());
        };
    }

    private static AuthorStanding passed(AuthorDomains authors, DmarcResult dmarc) {
        return isOneDomain(authors)
                ? new AuthorStanding.Authenticated("the post passes DMARC: " + dmarc.reason())
                : new AuthorStanding.Unauthenticated("DMARC passes for one of the authors in From, not for all");
    }

    /**
     * Whether From has a single domain. A pass for one domain says nothing about another, nor about an unreadable
     * address.
     */
    private static boolean isOneDomain(AuthorDomains authors) {
        return authors.domains().size() == 1 && authors.unreadable().isEmpty();
    }

    private static AuthorStanding failed(DmarcResult dmarc, Optional<Vouching> vouching) {
        DmarcPolicy policy = dmarc.policy().orElse(DmarcPolicy.REJECT);
        String reason = "the post fails DMARC of "
                + dmarc.headerFrom().map(Object::toString).orElse("its author's domain") + ", p=" + policy.word() + ": "
                + dmarc.reason();
        if (vouching.isPresent()) {
            return new AuthorStanding.Vouched(reason + "; " + vouching.get().words());
        }
        return policy.isAtLeast(DmarcPolicy.QUARANTINE)
                ? new AuthorStanding.Forged(reason)
                : new AuthorStanding.Unauthenticated(reason);
    }

    /** Without a record the domain asks for nothing, but its signature still authenticates the author. */
    private static AuthorStanding unprotected(AuthorDomains authors, DmarcResult dmarc) {
        Optional<IdentifierAlignment> aligned = first(dmarc, Outcome.ALIGNED);
        Optional<IdentifierAlignment> open = first(dmarc, Outcome.UNKNOWN);
        if (aligned.isEmpty() && open.isPresent()) {
            return new AuthorStanding.Unknown(
                    "it is not known who wrote the post: " + open.get().reason());
        }
        return isOneDomain(authors) && aligned.isPresent()
                ? new AuthorStanding.Authenticated(
                        "the post is authenticated, without a DMARC policy: " + aligned.get())
                : new AuthorStanding.Unauthenticated("nothing authenticates the post: " + dmarc.reason());
    }

    private static Optional<IdentifierAlignment> first(DmarcResult dmarc, Outcome outcome) {
        return dmarc.alignments().stream()
                .filter(alignment -> alignment.outcome() == outcome)
                .findFirst();
    }
}
