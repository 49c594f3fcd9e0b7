package org.jameslists.nodes;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

import org.jameslists.james.TestJames;
import org.jameslists.james.lists.SerialNumbers;
import org.jameslists.james.lists.StoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every store keeps to, in databases that operators have. */
class DatabaseStoreIT {
    /** Starts a database. */
    private interface Start {
        Database database() throws Exception;
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class InDatabase extends StoreContract {
        private final Start start;
        private Database database;

        @TempDir
        Path folder;

        InDatabase(Start start) {
            this.start = start;
        }

        @BeforeAll
        void startDatabase() throws Exception {
            database = start.database();
        }

        @AfterAll
        void stopDatabase() {
            if (database != null) {
                database.close();
            }
        }

        @Override
        protected TestJames start() throws Exception {
            return new TestJames(folder).conf("list-authentication.properties", database.settings());
        }

        @Test
        void thePageSetsWhereAListGoesOn() throws Exception {
            TestJames james = start();
            james.instance(SerialNumbers.class);
            try (Connection connection = DriverManager.getConnection(database.url(), Database.USER, Database.PASSWORD);
                    Statement statement = connection.createStatement()) {
                statement.execute(statementsOfThePage().get(1));
            }

            requireTheNumberOfThePage(james);
        }

        @Override
        protected boolean forSeveralNodes() {
            return true;
        }
    }

    @Nested
    class PostgreSql extends InDatabase {
        PostgreSql() {
            super(Database::postgresql);
        }
    }

    @Nested
    class MariaDb extends InDatabase {
        MariaDb() {
            super(Database::mariadb);
        }
    }

    @Nested
    class H2 extends InDatabase {
        H2() {
            super(Database::h2);
        }
    }
}
