package org.jameslists.dns;

import java.util.Optional;

/** Asks the DNS one question. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Dns {
    /**
     * Looks records up. Errors of the DNS or the network are answers, never exceptions.
     *
     * @param name an absolute domain name in A-labels, with or without a final dot; for other text, the answer is
     *     {@linkplain DnsAnswer.NoSuchName no such name}
     * @param type the type of record
     */
    DnsAnswer query(String name, RecordType type);

    /**
     * The answer, if it is known without a query. Returns at once.
     *
     * @param name as for {@link #query}
     */
    default Optional<DnsAnswer> known(String name, RecordType type) {
        return Optional.empty();
    }

    /**
     * Announces a question, so that its answer can be fetched meanwhile. Returns at once. By default it does nothing.
     */
    default void prefetch(String name, RecordType type) {}
}
