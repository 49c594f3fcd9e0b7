package org.jameslists.administration;

import java.util.List;

import javax.mail.MessagingException;

import org.jameslists.james.health.HealthFinding;
import org.jameslists.james.health.ListHealth;

import com.google.inject.Inject;

/**
 * Checks whether the lists' domains have what large receivers require: SPF, DMARC and an aligned DKIM signature. Name
 * it in {@code healthcheck.properties}:
 *
 * <pre>{@code
 * additional.healthchecks=org.jameslists.administration.ListDomainsHealthCheck
 * }</pre>
 */
public final class ListDomainsHealthCheck extends ListHealthCheck {
    private final ListHealth health;
    private final ListDomains domains;

    /** Checks the domains of these lists. */
    @Inject
    ListDomainsHealthCheck(ListHealth health, ListDomains domains) {
        super("List domains");
        this.health = health;
        this.domains = domains;
    }

    @Override
    List<HealthFinding> findings() throws MessagingException {
        return health.domains(domains.all());
    }
}
