package org.jameslists.james;

import org.apache.james.core.Domain;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.ListState;
import org.jameslists.james.lists.RewriteTableLists;

/** Lists in James' own RecipientRewriteTable, in memory. */
public final class TestDirectory {
    private final MemoryRecipientRewriteTable table = TestRewriteTable.create();
    private final TestDomains domains = new TestDomains();
    private final ListState state = new TestListState();

    /** Puts members on a list. */
    public TestDirectory list(String list, String... members) {
        for (String member : members) {
            add(list, Mapping.group(member));
        }
        return this;
    }

    /** Gives an address another name. */
    public TestDirectory alias(String alias, String address) {
        return add(alias, Mapping.alias(address));
    }

    /** Makes a mapping of any type. The source's domain is then one of this server's. */
    public TestDirectory add(String source, Mapping mapping) {
        domains.addDomain(Domain.of(source.substring(source.indexOf('@') + 1)));
        table.addMapping(MappingSource.parse(source), mapping);
        return this;
    }

    /** The domains of this server. */
    public TestDomains domains() {
        return domains;
    }

    /** The table itself. */
    public MemoryRecipientRewriteTable table() {
        return table;
    }

    /** What is known of the lists besides. */
    public ListState state() {
        return state;
    }

    /** What the mailets ask. */
    public ListDirectory lists() {
        return new RewriteTableLists(table, domains, state);
    }
}
