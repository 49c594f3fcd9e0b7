package org.jameslists.dns;

import java.util.Optional;

/** Asks the DNS one question. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Dns {
    /**
     * Looks records up; never throws for what the DNS or the network does.
     *
     * @param name a domain name in A-labels, always taken as absolute, with or without a final dot; a text that is no
     *     domain name has {@linkplain DnsAnswer.NoSuchName no such name}
     * @param type what to ask for
     */
    DnsAnswer query(String name, RecordType type);

    /**
     * The answer, if it is known without asking anybody. Returns at once.
     *
     * @param name as for {@link #query}
     */
    default Optional<DnsAnswer> known(String name, RecordType type) {
        return Optional.empty();
    }

    /**
     * Says that a question will be asked soon, so that its answer can be fetched meanwhile. Returns at once. An
     * implementation that cannot ask ahead does nothing.
     */
    default void prefetch(String name, RecordType type) {}
}
