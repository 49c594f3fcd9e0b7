package org.jameslists.administration;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.HealthLevel;
import org.jameslists.james.health.ListHealth;

import com.google.inject.Inject;

/**
 * Checks whether the DNS answers: while it does not, posts wait. Name it in {@code healthcheck.properties}:
 *
 * <pre>{@code
 * additional.healthchecks=org.jameslists.administration.ListDnsHealthCheck
 * }</pre>
 */
public final class ListDnsHealthCheck extends ListHealthCheck {
    private final ListHealth health;
    private final ListDomains domains;

    /** Checks the domains of these lists. */
    @Inject
    ListDnsHealthCheck(ListHealth health, ListDomains domains) {
        super("List DNS");
        this.health = health;
        this.domains = domains;
    }

    @Override
    List<HealthFinding> findings() throws MessagingException {
        return health.dns(domains.all());
    }

    /** If the DNS does not answer, nothing works. */
    @Override
    HealthLevel level(HealthLevel level) {
        return level == HealthLevel.UNKNOWN ? HealthLevel.UNHEALTHY : level;
    }
}
