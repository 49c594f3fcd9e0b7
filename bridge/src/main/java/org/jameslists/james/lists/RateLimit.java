package org.jameslists.james.lists;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;

/** How often something may happen within a period, which begins when it first does. Kept in memory; safe for threads. */
public final class RateLimit {
    /** What is counted for more is forgotten: memory stays bounded. */
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

    /** Counts once more, and says whether that is still allowed. */
    public boolean allows(String key) {
        return counts.getUnchecked(key).incrementAndGet() <= most;
    }
}
