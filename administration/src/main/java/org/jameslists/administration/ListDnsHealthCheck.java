package org.jameslists.administration;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.HealthLevel;
import org.jameslists.james.health.ListHealth;

import com.google.inject.Inject;

/**
 * Whether the DNS answers: posts wait while it does not. Name it in {@code healthcheck.properties}:
 *
 * <pre>{@code
 * additional.healthchecks=org.jameslists.administration.ListDnsHealthCheck
 * }</pre>
 */
public final class ListDnsHealthCheck extends ListHealthCheck {
    private final ListHealth health;
    private final ListDomains domains;

    /** Looks at these lists' domains. */
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

    /** Where nothing is known here, nothing works. */
    @Override
    HealthLevel level(HealthLevel level) {
        return level == HealthLevel.UNKNOWN ? HealthLevel.UNHEALTHY : level;
    }
}
