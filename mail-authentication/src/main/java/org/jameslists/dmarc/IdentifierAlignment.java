package org.jameslists.dmarc;

import org.jameslists.dmarc.DmarcRecord.Mode;
import org.jameslists.dns.Dns;
import org.jameslists.mail.DomainName;

/**
 * How an authenticated domain relates to the author domain (RFC 9989 §4.4).
 *
 * @param mechanism the mechanism that authenticated the domain
 * @param domain the authenticated domain
 * @param outcome whether it aligns
 * @param reason why
 */
public record IdentifierAlignment(Mechanism mechanism, DomainName domain, Outcome outcome, String reason) {
    /** What can authenticate a domain (RFC 9989 §4.3). */
    public enum Mechanism {
        /** A DKIM signature that passes; the domain is its {@code d=}. */
        DKIM,
        /** SPF of the MAIL FROM identity that passes. */
        SPF;

        private Mode mode(DmarcRecord record) {
            return this == DKIM ? record.adkim() : record.aspf();
        }
    }

    /** Whether a domain aligns. */
    public enum Outcome {
        /** It aligns. */
        ALIGNED,
        /** It does not align. */
        NOT_ALIGNED,
        /** The DNS did not answer. */
        UNKNOWN
    }

    /**
     * Compares an authenticated domain with the author domain of a policy, in the mode that the policy asks for (RFC
     * 9989 §4.10.2). The DNS is asked only if the two differ, the policy is relaxed, and the domain is within the
     * author's organizational domain: an organizational domain is always above or equal.
     */
    public static IdentifierAlignment of(DmarcAnswer.Found policy, Mechanism mechanism, DomainName domain, Dns dns) {
        if (domain.equals(policy.author())) {
            return aligned(mechanism, domain, "is the author domain");
        }
        if (mechanism.mode(policy.record()) == Mode.STRICT) {
            return new IdentifierAlignment(
                    mechanism, domain, Outcome.NOT_ALIGNED, "is not the author domain, as strict alignment asks");
        }
        if (policy.organizationalDomain() instanceof OrganizationalDomain.Unknown unknown) {
            return new IdentifierAlignment(mechanism, domain, Outcome.UNKNOWN, unknown.reason());
        }
        DomainName organization = ((OrganizationalDomain.Known) policy.organizationalDomain()).name();
        OrganizationalDomain other = domain.isWithin(organization)
                ? policy.discovery().organizationalDomain(domain, dns)
                : new OrganizationalDomain.Known(domain);
        if (other instanceof OrganizationalDomain.Unknown unknown) {
            return new IdentifierAlignment(mechanism, domain, Outcome.UNKNOWN, unknown.reason());
        }
        return other.equals(policy.organizationalDomain())
                ? aligned(mechanism, domain, "has the organizational domain " + organization)
                : new IdentifierAlignment(
                        mechanism, domain, Outcome.NOT_ALIGNED, "is outside the organizational domain " + organization);
    }

    private static IdentifierAlignment aligned(Mechanism mechanism, DomainName domain, String reason) {
        return new IdentifierAlignment(mechanism, domain, Outcome.ALIGNED, reason);
    }

    /** As in {@code DKIM example.org is the author domain}. */
    @Override
    public String toString() {
        return mechanism + " " + domain + " " + reason;
    }
}
