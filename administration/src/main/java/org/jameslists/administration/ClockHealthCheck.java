package org.jameslists.administration;

import java.util.List;

import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.ListHealth;

import com.google.inject.Inject;

/**
 * Checks this server's clock against an NTP server: receivers refuse signatures from the future. Name it in
 * {@code healthcheck.properties}:
 *
 * <pre>{@code
 * additional.healthchecks=org.jameslists.administration.ClockHealthCheck
 * }</pre>
 */
public final class ClockHealthCheck extends ListHealthCheck {
    private final ListHealth health;

    /** Compares the clock with the NTP server from the settings. */
    @Inject
    ClockHealthCheck(ListHealth health) {
        super("List clock");
        this.health = health;
    }

    @Override
    List<HealthFinding> findings() {
        return List.of(health.clock());
    }
}
