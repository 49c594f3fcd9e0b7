package org.jameslists.administration;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.HealthLevel;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A health check of James made of findings. The worst one decides; each one that is not healthy is reported with
 * advice.
 */
abstract class ListHealthCheck implements HealthCheck {
    private final ComponentName name;

    ListHealthCheck(String name) {
        this.name = new ComponentName(name);
    }

    @Override
    public final ComponentName componentName() {
        return name;
    }

    /** Checks; may wait for the DNS. */
    abstract List<HealthFinding> findings() throws MessagingException, IOException;

    /** The level to report to James, which has no {@link HealthLevel#UNKNOWN}. */
    HealthLevel level(HealthLevel level) {
        return level == HealthLevel.UNKNOWN ? HealthLevel.DEGRADED : level;
    }

    @Override
    public final Publisher<Result> check() {
        return Mono.fromCallable(() -> result(findings()))
                .onErrorResume(e -> Mono.just(Result.unhealthy(name, "The check failed: " + e.getMessage(), e)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Result result(List<HealthFinding> findings) {
        String words = findings.stream()
                .filter(finding -> finding.level() != HealthLevel.HEALTHY)
                .map(HealthFinding::toString)
                .collect(Collectors.joining(" "));
        return switch (level(HealthFinding.worst(findings))) {
            case HEALTHY -> Result.healthy(name);
            case UNKNOWN, DEGRADED -> Result.degraded(name, words);
            case UNHEALTHY -> Result.unhealthy(name, words);
        };
    }

    /** The word for a level: {@code healthy}. */
    static String word(HealthLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
