package org.jameslists.james.lists;

import java.nio.file.Path;

import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    protected TestJames start() throws Exception {
        return SampleJames.in(folder);
    }

    @Override
    protected boolean forSeveralNodes() {
        return false;
    }
}
