package org.jameslists.dmarc;

import java.util.List;
import java.util.Optional;

import org.jameslists.dns.DnsQuestion;
import org.jameslists.mail.DomainName;

/** The result of looking for an author domain's policy. */
public sealed interface DmarcAnswer {
    /** The author domain. */
    DomainName author();

    /** The questions asked of the DNS, in order. */
    List<DnsQuestion> queries();

    /** The tag of the record that applies to the author domain (RFC 9989 §4.10.1). */
    enum PolicyTag {
        /** The record is the author domain's own, or has no other policy. */
        P,
        /** The record is inherited, and the author domain exists. */
        SP,
        /** The record is inherited, and the author domain does not exist. */
        NP;

        Optional<DmarcPolicy> of(DmarcRecord record) {
            return switch (this) {
                case P -> record.p();
                case SP -> record.sp();
                case NP -> record.np();
            };
        }
    }

    /**
     * There is a policy.
     *
     * @param discovery how it was found
     * @param source where it is published
     * @param organizationalDomain the author domain's organizational domain; it may be unknown if the author domain has
     *     its own record
     */
    record Found(
            DomainName author,
            DmarcDiscovery discovery,
            Source source,
            OrganizationalDomain organizationalDomain,
            List<DnsQuestion> queries)
            implements DmarcAnswer {
        /**
         * Where a policy is published.
         *
         * @param record the record that contains it
         * @param domain the domain for which the record is published, at {@code _dmarc.} and this name
         * @param tag the tag of the record with the policy
         */
        public record Source(DmarcRecord record, DomainName domain, PolicyTag tag) {
            /** Requires the record to have the tag. */
            public Source {
                if (tag.of(record).isEmpty()) {
                    throw new IllegalArgumentException("no " + tag + " in " + record);
                }
            }
        }

        /** Takes a copy of the list. */
        public Found {
            queries = List.copyOf(queries);
        }

        /** The record that contains the policy. */
        public DmarcRecord record() {
            return source.record();
        }

        /** The domain for which the record is published, at {@code _dmarc.} and this name. */
        public DomainName foundAt() {
            return source.domain();
        }

        /** The tag of the record with the policy. */
        public PolicyTag tag() {
            return source.tag();
        }

        /** The published policy for the author domain. */
        public DmarcPolicy published() {
            return tag().of(record()).orElseThrow();
        }

        /** The policy that applies to the author domain: one level lower while the domain is testing ({@code t=y}). */
        public DmarcPolicy applies() {
            return record().testing() ? published().lowered() : published();
        }
    }

    /**
     * There is no policy: DMARC does not apply (RFC 9989 §4.10.1).
     *
     * @param reason why
     */
    record None(DomainName author, OrganizationalDomain organizationalDomain, String reason, List<DnsQuestion> queries)
            implements DmarcAnswer {
        /** Takes a copy of the list. */
        public None {
            queries = List.copyOf(queries);
        }
    }

    /**
     * The DNS did not answer, so it is unknown whether there is a policy.
     *
     * @param reason what happened
     */
    record TempError(DomainName author, String reason, List<DnsQuestion> queries) implements DmarcAnswer {
        /** Takes a copy of the list. */
        public TempError {
            queries = List.copyOf(queries);
        }
    }
}
