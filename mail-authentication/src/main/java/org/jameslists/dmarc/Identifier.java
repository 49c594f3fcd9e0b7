package org.jameslists.dmarc;

import java.util.Optional;

import org.jameslists.dmarc.IdentifierAlignment.Mechanism;
import org.jameslists.mail.DomainName;
import org.jameslists.spf.SpfResult;

/**
 * A domain that a mechanism authenticated, or might have authenticated if the DNS had answered (RFC 9989 §4.3).
 *
 * @param mechanism the mechanism
 * @param domain {@code d=} of a DKIM signature, or the domain of SPF's MAIL FROM identity
 * @param unanswered why it is not known whether the domain is authenticated; empty if it is
 */
public record Identifier(Mechanism mechanism, DomainName domain, Optional<String> unanswered) {
    /** The domain of a DKIM signature that passes. */
    public static Identifier dkim(DomainName domain) {
        return new Identifier(Mechanism.DKIM, domain, Optional.empty());
    }

    /** The domain of a DKIM signature whose key could not be looked up. */
    public static Identifier dkimUnanswered(DomainName domain, String reason) {
        return new Identifier(Mechanism.DKIM, domain, Optional.of(reason));
    }

    /** SPF's MAIL FROM identity; empty unless it passes or got no answer. A HELO identity never counts. */
    public static Optional<Identifier> spf(SpfResult spf) {
        if (spf.identity() != SpfResult.Identity.MAIL_FROM) {
            return Optional.empty();
        }
        return switch (spf.code()) {
            case PASS -> spf.domain().map(domain -> new Identifier(Mechanism.SPF, domain, Optional.empty()));
            case TEMPERROR -> spf.domain()
                    .map(domain -> new Identifier(
                            Mechanism.SPF,
                            domain,
                            Optional.of("SPF: " + spf.reason().orElse("no answer"))));
            default -> Optional.empty();
        };
    }
}
