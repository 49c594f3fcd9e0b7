package org.jameslists.dns;

import java.time.Duration;

/**
 * How {@link DnsjavaDns} asks the servers that it is given.
 *
 * @param timeout how long each try waits for an answer
 * @param retries how often to ask each server again if it does not answer
 * @param cachedNames the maximum number of names in the cache
 */
public record DnsSettings(Duration timeout, int retries, int cachedNames) {
    /** Three seconds, one retry, 10,000 names. */
    public static final DnsSettings DEFAULT = new DnsSettings(Duration.ofSeconds(3), 1, 10_000);

    /** Requires a positive timeout and cache size, and no negative number of retries. */
    public DnsSettings {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the DNS timeout must be positive: " + timeout);
        }
        if (retries < 0) {
            throw new IllegalArgumentException("the number of DNS retries must not be negative: " + retries);
        }
        if (cachedNames < 1) {
            throw new IllegalArgumentException("the DNS cache must hold a name or more: " + cachedNames);
        }
    }
}
