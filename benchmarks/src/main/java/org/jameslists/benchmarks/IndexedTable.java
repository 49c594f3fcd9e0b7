package org.jameslists.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.james.core.Domain;
import org.apache.james.rrt.lib.AbstractRecipientRewriteTable;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.rrt.lib.MappingsImpl;

/**
 * A RecipientRewriteTable that finds an address by key, as those in databases do. James' table in memory goes through
 * all it holds for each address, so that a look-up of each member would cost the square of their number.
 */
final class IndexedTable extends AbstractRecipientRewriteTable {
    private final Map<MappingSource, Mappings> mappings = new LinkedHashMap<>();

    void put(MappingSource source, Mappings targets) {
        mappings.put(source, targets);
    }

    @Override
    public void addMapping(MappingSource source, Mapping mapping) {
        mappings.merge(source, MappingsImpl.fromMappings(mapping), Mappings::union);
    }

    @Override
    public void removeMapping(MappingSource source, Mapping mapping) {
        mappings.computeIfPresent(source, (key, targets) -> targets.remove(mapping));
    }

    @Override
    public Mappings getStoredMappings(MappingSource source) {
        return mappings.getOrDefault(source, MappingsImpl.empty());
    }

    @Override
    public Map<MappingSource, Mappings> getAllMappings() {
        return Map.copyOf(mappings);
    }

    @Override
    protected Mappings mapAddress(String user, Domain domain) {
        Mappings own = getStoredMappings(MappingSource.fromUser(user, domain));
        return own.isEmpty() ? getStoredMappings(MappingSource.fromDomain(domain)) : own;
    }
}
