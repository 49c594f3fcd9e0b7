package org.jameslists.dns;

import java.util.List;

/** What the DNS says to a question. */
public sealed interface DnsAnswer {
    /**
     * There are records.
     *
     * @param values the values as {@link RecordType} shapes them; at least one
     */
    record Records(List<String> values) implements DnsAnswer {
        /** Takes a copy of the list. */
        public Records {
            values = List.copyOf(values);
        }
    }

    /** The name exists and has no record of the type (NODATA, RFC 2308 §2.2). */
    record NoData() implements DnsAnswer {}

    /** The name does not exist (NXDOMAIN, RFC 2308 §2.1). */
    record NoSuchName() implements DnsAnswer {}

    /**
     * There is no answer: a time-out, SERVFAIL, a refusal or an answer that cannot be read. Another try may succeed.
     *
     * @param reason what happened, in words, for logs and results
     */
    record Failure(String reason) implements DnsAnswer {}
}
