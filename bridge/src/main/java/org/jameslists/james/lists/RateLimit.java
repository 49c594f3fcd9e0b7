package org.jameslists.james.lists;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;

/**
 * Limits how often something may happen within a period, which begins with the first time. Kept in memory; safe for use
 * by many threads.
 */
public final class RateLimit {
    /** Beyond this many keys, counts are dropped to bound memory. */
    private static final int MOST_KEYS = 100_000;

    private final int most;
    private final LoadingCache<String, AtomicInteger> counts;

    /**
     * A limit.
     *
     * @param most how often within a period
     */
    public RateLimit(int most, Duration period, Ticker clock) {
        this.most = most;
        this.counts = CacheBuilder.newBuilder()
                .ticker(clock)
                .expireAfterWrite(period)
                .maximumSize(MOST_KEYS)
                .build(CacheLoader.from(key -> new AtomicInteger()));
    }

    /** Counts one more, and returns whether it is still allowed. */
    public boolean allows(String key) {
        return counts.getUnchecked(key).incrementAndGet() <= most;
    }
}
