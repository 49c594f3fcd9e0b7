package org.jameslists.administration;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.ListHealth;

import com.google.inject.Inject;

/**
 * Checks whether the DNS publishes the keys that lists sign with, and whether the keys are strong enough. Name it in
 * {@code healthcheck.properties}:
 *
 * <pre>{@code
 * additional.healthchecks=org.jameslists.administration.ListKeysHealthCheck
 * }</pre>
 */
public final class ListKeysHealthCheck extends ListHealthCheck {
    private final ListHealth health;
    private final ListDomains domains;

    /** Checks the domains of these lists. */
    @Inject
    ListKeysHealthCheck(ListHealth health, ListDomains domains) {
        super("List keys");
        this.health = health;
        this.domains = domains;
    }

    @Override
    List<HealthFinding> findings() throws MessagingException {
        return health.keys(domains.all()).stream()
                .flatMap(key -> key.findings().stream())
                .toList();
    }
}
