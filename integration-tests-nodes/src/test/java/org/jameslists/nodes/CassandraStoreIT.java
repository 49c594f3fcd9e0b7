package org.jameslists.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jameslists.james.TestJames;
import org.jameslists.james.lists.SerialNumbers;
import org.jameslists.james.lists.StoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.datastax.oss.driver.api.core.CqlSession;

/** What every store keeps to, in Cassandra. */
class CassandraStoreIT extends StoreContract {
    private static final String KEYSPACE = "stores";

    @TempDir
    Path folder;

    private static final List<CqlSession> SESSIONS = new ArrayList<>();
    private int starts;

    @BeforeAll
    static void openSessions() throws Exception {
        Cassandra.shared().keyspace(KEYSPACE);
        SESSIONS.add(Cassandra.shared().session(KEYSPACE));
        SESSIONS.add(Cassandra.shared().session(KEYSPACE));
    }

    @AfterAll
    static void closeSessions() {
        SESSIONS.forEach(CqlSession::close);
    }

    /** Nodes have sessions of their own, in turn. */
    @Override
    protected TestJames start() throws Exception {
        CqlSession session = SESSIONS.get(starts++ % SESSIONS.size());
        return new TestJames(folder, binder -> binder.bind(CqlSession.class).toInstance(session))
                .conf("list-authentication.properties", "authserv-id = ml.example.ac.jp\nstore = cassandra\n");
    }

    @Test
    void thePageSetsWhereAListGoesOn() throws Exception {
        TestJames james = start();
        james.instance(SerialNumbers.class);
        SESSIONS.get(0).execute(statementsOfThePage().get(2));

        requireTheNumberOfThePage(james);
    }

    @Override
    protected boolean forSeveralNodes() {
        return true;
    }
}
