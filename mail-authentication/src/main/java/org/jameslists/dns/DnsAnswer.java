package org.jameslists.dns;

import java.util.List;

/** The answer of the DNS to a question. */
public sealed interface DnsAnswer {
    /**
     * There are records.
     *
     * @param values the values in the form that {@link RecordType} describes; at least one
     */
    record Records(List<String> values) implements DnsAnswer {
        /** Takes a copy of the list. */
        public Records {
            values = List.copyOf(values);
        }
    }

    /** The name exists, but has no record of the type (NODATA, RFC 2308 §2.2). */
    record NoData() implements DnsAnswer {}

    /** The name does not exist (NXDOMAIN, RFC 2308 §2.1). */
    record NoSuchName() implements DnsAnswer {}

    /**
     * There is no answer: a time-out, SERVFAIL, a refusal or an unreadable answer. A retry may succeed.
     *
     * @param reason what happened, for logs and results
     */
    record Failure(String reason) implements DnsAnswer {}
}
