package org.jameslists.james.lists;

import java.nio.file.Path;

import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    protected TestJames start() throws Exception {
        return SampleJames.in(folder)
                .conf(
                        "list-authentication.properties",
                        """
                        authserv-id = ml.example.ac.jp
                        store = jdbc
                        store.url = jdbc:h2:mem:lists;DB_CLOSE_DELAY=-1
                        store.user = sa
                        """);
    }

    @Override
    protected boolean forSeveralNodes() {
        return true;
    }
}
