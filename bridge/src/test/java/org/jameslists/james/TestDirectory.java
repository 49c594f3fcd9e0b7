package org.jameslists.james;

import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.lists.RewriteTableLists;

/** Lists in James' own RecipientRewriteTable, in memory. */
public final class TestDirectory {
    private final MemoryRecipientRewriteTable table = TestRewriteTable.create();

    /** Puts members on a list. */
    public TestDirectory list(String list, String... members) {
        for (String member : members) {
            add(list, Mapping.group(member));
        }
        return this;
    }

    /** Gives an address another name. */
    public TestDirectory alias(String alias, String address) {
        add(alias, Mapping.alias(address));
        return this;
    }

    private void add(String source, Mapping mapping) {
        table.addMapping(MappingSource.parse(source), mapping);
    }

    /** The table itself. */
    public MemoryRecipientRewriteTable table() {
        return table;
    }

    /** What the mailets ask. */
    public ListDirectory lists() {
        return new RewriteTableLists(table);
    }
}
