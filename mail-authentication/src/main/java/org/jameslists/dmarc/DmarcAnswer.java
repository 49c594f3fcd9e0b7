package org.jameslists.dmarc;

import java.util.List;
import java.util.Optional;

import org.jameslists.dns.DnsQuestion;
import org.jameslists.mail.DomainName;

/** What was found about the policy of an author domain. */
public sealed interface DmarcAnswer {
    /** The author domain that was asked about. */
    DomainName author();

    /** The questions asked of the DNS, in order. */
    List<DnsQuestion> queries();

    /** Which tag of the record holds for the author domain (RFC 9989 §4.10.1). */
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
     * @param organizationalDomain the author domain's organizational domain; it may be unknown where the author domain
     *     has a record of its own
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
         * @param record the record it is in
         * @param domain the domain the record is published for: at this name below {@code _dmarc}
         * @param tag where in the record the policy stands
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

        /** The record the policy is in. */
        public DmarcRecord record() {
            return source.record();
        }

        /** The domain the record is published for: at this name below {@code _dmarc}. */
        public DomainName foundAt() {
            return source.domain();
        }

        /** Where in the record the policy stands. */
        public PolicyTag tag() {
            return source.tag();
        }

        /** The policy for the author domain as published. */
        public DmarcPolicy published() {
            return tag().of(record()).orElseThrow();
        }

        /** The policy for the author domain as it applies: one level lower while the domain is testing ({@code t=y}). */
        public DmarcPolicy applies() {
            return record().testing() ? published().lowered() : published();
        }
    }

    /**
     * There is no policy: DMARC does not apply (RFC 9989 §4.10.1).
     *
     * @param reason why, in words
     */
    record None(DomainName author, OrganizationalDomain organizationalDomain, String reason, List<DnsQuestion> queries)
            implements DmarcAnswer {
        /** Takes a copy of the list. */
        public None {
            queries = List.copyOf(queries);
        }
    }

    /**
     * The DNS did not answer: there may be a policy or not.
     *
     * @param reason what happened, in words
     */
    record TempError(DomainName author, String reason, List<DnsQuestion> queries) implements DmarcAnswer {
        /** Takes a copy of the list. */
        public TempError {
            queries = List.copyOf(queries);
        }
    }
}
