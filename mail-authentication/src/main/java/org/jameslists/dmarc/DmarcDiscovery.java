package org.jameslists.dmarc;

import java.util.Optional;

import org.jameslists.dmarc.DmarcAnswer.PolicyTag;
import org.jameslists.dmarc.TreeWalk.Published;
import org.jameslists.dns.Dns;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;

/**
 * How to find the policy of a domain. The two ways look in different places, and can find different organizational
 * domains. Both read the record as RFC 9989 says.
 */
public enum DmarcDiscovery {
    /** RFC 9989 §4.10: the DNS itself shows where an administration ends. */
    TREE_WALK {
        @Override
        public DmarcAnswer find(DomainName author, Dns dns) {
            PolicyLookup lookup = new PolicyLookup(dns);
            TreeWalk walk = TreeWalk.from(author, lookup);
            OrganizationalDomain organization = walk.organizationalDomain();
            // RFC 9989 §4.10.1: the author domain's record, else the organizational domain's, else the public suffix's
            Optional<Published> own = walk.at(author);
            if (own.isEmpty() && organization instanceof OrganizationalDomain.Unknown unknown) {
                return new DmarcAnswer.TempError(author, unknown.reason(), lookup.questions());
            }
            Optional<Published> inherited = organization instanceof OrganizationalDomain.Known known
                    ? walk.at(known.name()).or(walk::publicSuffix)
                    : Optional.empty();
            return answer(author, own.or(() -> inherited), organization, lookup);
        }

        @Override
        public OrganizationalDomain organizationalDomain(DomainName name, Dns dns) {
            return TreeWalk.from(name, new PolicyLookup(dns)).organizationalDomain();
        }

        @Override
        public void prefetch(DomainName author, Dns dns) {
            TreeWalk.targets(author).forEach(target -> dns.prefetch(PolicyLookup.nameFor(target), RecordType.TXT));
        }
    },

    /** RFC 7489 §6.6.3: the author domain, and the organizational domain by the public suffix list. */
    PUBLIC_SUFFIX_LIST {
        @Override
        public DmarcAnswer find(DomainName author, Dns dns) {
            PolicyLookup lookup = new PolicyLookup(dns);
            DomainName organization = PublicSuffixes.organizationalDomain(author);
            try {
                Optional<Published> found = published(author, lookup);
                if (found.isEmpty() && !organization.equals(author)) {
                    found = published(organization, lookup);
                }
                return answer(author, found, new OrganizationalDomain.Known(organization), lookup);
            } catch (DnsFailureException e) {
                return new DmarcAnswer.TempError(author, e.getMessage(), lookup.questions());
            }
        }

        @Override
        public OrganizationalDomain organizationalDomain(DomainName name, Dns dns) {
            return new OrganizationalDomain.Known(PublicSuffixes.organizationalDomain(name));
        }

        @Override
        public void prefetch(DomainName author, Dns dns) {
            dns.prefetch(PolicyLookup.nameFor(author), RecordType.TXT);
            dns.prefetch(PolicyLookup.nameFor(PublicSuffixes.organizationalDomain(author)), RecordType.TXT);
        }
    };

    /** Finds the policy for mail from an author domain. */
    public abstract DmarcAnswer find(DomainName author, Dns dns);

    /** The organizational domain of a name. */
    public abstract OrganizationalDomain organizationalDomain(DomainName name, Dns dns);

    /** Lets the DNS fetch ahead what {@link #find} may ask. */
    public abstract void prefetch(DomainName author, Dns dns);

    private static Optional<Published> published(DomainName domain, PolicyLookup lookup) throws DnsFailureException {
        return lookup.recordOf(domain).map(record -> new Published(domain, record));
    }

    final DmarcAnswer answer(
            DomainName author, Optional<Published> found, OrganizationalDomain organization, PolicyLookup lookup) {
        if (found.isEmpty()) {
            return new DmarcAnswer.None(author, organization, "no DMARC record", lookup.questions());
        }
        DmarcRecord record = found.get().record();
        DomainName foundAt = found.get().domain();
        if (record.p().isEmpty()) {
            String reason = "no valid policy in the record at " + PolicyLookup.nameFor(foundAt);
            return new DmarcAnswer.None(author, organization, reason, lookup.questions());
        }
        try {
            PolicyTag tag = foundAt.equals(author) ? PolicyTag.P : inheritedTag(record, author, lookup);
            return new DmarcAnswer.Found(
                    author, this, new DmarcAnswer.Found.Source(record, foundAt, tag), organization, lookup.questions());
        } catch (DnsFailureException e) {
            return new DmarcAnswer.TempError(author, e.getMessage(), lookup.questions());
        }
    }

    /**
     * RFC 9989 §4.10.1: "np" if the author domain does not exist, "sp" if it does, falling back from "np" to "sp" to
     * "p". The DNS is asked whether it exists only if that makes a difference.
     */
    private static PolicyTag inheritedTag(DmarcRecord record, DomainName author, PolicyLookup lookup)
            throws DnsFailureException {
        PolicyTag existing = record.sp().isPresent() ? PolicyTag.SP : PolicyTag.P;
        boolean differs = record.np().isPresent() && !record.np().equals(existing.of(record));
        return differs && !lookup.exists(author) ? PolicyTag.NP : existing;
    }
}
