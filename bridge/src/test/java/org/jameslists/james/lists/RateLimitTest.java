package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import com.google.common.base.Ticker;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = new RateLimit(2, Duration.ofHours(1), new Ticker() {
        @Override
        public long read() {
            return now.get();
        }
    });

    @Test
    void shouldAllowSoManyOfEachKeyWithinAPeriod() {
        assertThat(limit.allows("jane")).isTrue();
        assertThat(limit.allows("jane")).isTrue();
        assertThat(limit.allows("jane")).isFalse();
        assertThat(limit.allows("john")).isTrue();
    }

    @Test
    void shouldAllowAsManyAgainWhenThePeriodIsOver() {
        limit.allows("jane");
        limit.allows("jane");
        now.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(limit.allows("jane")).isFalse();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(limit.allows("jane")).isTrue();
    }
}
