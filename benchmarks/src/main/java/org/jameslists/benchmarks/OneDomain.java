package org.jameslists.benchmarks;

import java.util.List;

import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;

/**
 * The domains of a server that has one.
 *
 * @param domain the one
 */
record OneDomain(Domain domain) implements DomainList {
    @Override
    public List<Domain> getDomains() {
        return List.of(domain);
    }

    @Override
    public boolean containsDomain(Domain other) {
        return domain.equals(other);
    }

    @Override
    public void addDomain(Domain other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeDomain(Domain other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Domain getDefaultDomain() {
        return domain;
    }
}
