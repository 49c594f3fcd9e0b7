package org.jameslists.james;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;

/** The domains of a server, in memory. */
public final class TestDomains implements DomainList {
    private final Set<Domain> domains = ConcurrentHashMap.newKeySet();

    @Override
    public List<Domain> getDomains() {
        return List.copyOf(domains);
    }

    @Override
    public boolean containsDomain(Domain domain) {
        return domains.contains(domain);
    }

    @Override
    public void addDomain(Domain domain) {
        domains.add(domain);
    }

    @Override
    public void removeDomain(Domain domain) {
        domains.remove(domain);
    }

    @Override
    public Domain getDefaultDomain() {
        return Domain.LOCALHOST;
    }
}
