package org.jameslists.forecast;

import java.time.Duration;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** Counts nothing. */
final class NoMetrics implements MetricFactory {
    @Override
    public Metric generate(String name) {
        return new Metric() {
            @Override
            public void increment() {}

            @Override
            public void decrement() {}

            @Override
            public void add(int value) {}

            @Override
            public void remove(int value) {}

            @Override
            public long getCount() {
                return 0;
            }
        };
    }

    @Override
    public TimeMetric timer(String name) {
        return new NoTimer(name);
    }

    /** Measures nothing. */
    record NoTimer(String name) implements TimeMetric {
        @Override
        public ExecutionResult stopAndPublish() {
            return new NoTime();
        }

        /** The interface of James 3.9 has this method, that of James 3.8 does not. */
        public void record(Duration duration) {}
    }

    private static final class NoTime implements TimeMetric.ExecutionResult {
        @Override
        public Duration elasped() {
            return Duration.ZERO;
        }

        @Override
        @SuppressWarnings("deprecation")
        public TimeMetric.ExecutionResult logWhenExceedP99(Duration threshold) {
            return this;
        }
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
        return publisher;
    }

    @Override
    @SuppressWarnings("deprecation")
    public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(String name, Publisher<T> publisher) {
        return publisher;
    }
}
