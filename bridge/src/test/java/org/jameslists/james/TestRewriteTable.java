package org.jameslists.james;

import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;

/** James' own RecipientRewriteTable, in memory. */
public final class TestRewriteTable {
    private TestRewriteTable() {}

    /** An empty table with James' default settings. */
    public static MemoryRecipientRewriteTable create() {
        MemoryRecipientRewriteTable table = new MemoryRecipientRewriteTable();
        table.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
        return table;
    }
}
