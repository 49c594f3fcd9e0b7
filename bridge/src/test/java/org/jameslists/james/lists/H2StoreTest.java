package org.jameslists.james.lists;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    protected TestJames start() throws Exception {
        return start("jdbc:h2:mem:lists;DB_CLOSE_DELAY=-1");
    }

    private TestJames start(String url) throws Exception {
        return SampleJames.in(folder)
                .conf(
                        "list-authentication.properties",
                        """
                        authserv-id = ml.example.ac.jp
                        store = jdbc
                        store.url = %s
                        store.user = sa
                        """
                                .formatted(url));
    }

    @Override
    protected boolean forSeveralNodes() {
        return true;
    }

    @Test
    void thePageMakesTheTableAndSetsWhereAListGoesOn() throws Exception {
        String url = "jdbc:h2:mem:by-hand;DB_CLOSE_DELAY=-1";
        try (Connection database = DriverManager.getConnection(url, "sa", "");
                Statement statement = database.createStatement()) {
            statement.execute(statementsOfThePage().get(0));
            statement.execute(statementsOfThePage().get(1));
        }

        requireTheNumberOfThePage(start(url));
    }
}
