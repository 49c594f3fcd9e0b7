package org.jameslists.james.lists;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.core.MailAddress;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.inject.Injector;

/**
 * Values in a table {@code list_state} of James' own Cassandra, one partition for a purpose and a list. Values are replaced
 * by lightweight transactions, and read so that one which was not confirmed is finished first.
 *
 * <p>No other class names one of the driver's: a James without Cassandra never loads this one.
 */
final class CassandraListState implements ListState {
    private static final String CREATE =
            "create table if not exists list_state (purpose text, list_address text, name text,"
                    + " content text, primary key ((purpose, list_address), name))";
    private static final Duration TO_CREATE = Duration.ofMinutes(1);
    private static final String OF_LIST = " where purpose = ? and list_address = ?";
    private static final String OF_KEY = OF_LIST + " and name = ?";

    private final CqlSession session;
    private final PreparedStatement read;
    private final PreparedStatement names;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement delete;

    private CassandraListState(CqlSession session) {
        this.session = session;
        session.execute(SimpleStatement.newInstance(CREATE).setTimeout(TO_CREATE));
        this.read = prepare("select content from list_state" + OF_KEY, ConsistencyLevel.SERIAL);
        this.names = prepare("select name from list_state" + OF_LIST, ConsistencyLevel.QUORUM);
        this.insert = prepare(
                "insert into list_state (content, purpose, list_address, name) values (?, ?, ?, ?) if not exists",
                ConsistencyLevel.QUORUM);
        this.update =
                prepare("update list_state set content = ?" + OF_KEY + " if content = ?", ConsistencyLevel.QUORUM);
        this.delete = prepare("delete from list_state" + OF_KEY + " if content = ?", ConsistencyLevel.QUORUM);
    }

    /** Makes the table in the keyspace of James' session, if there is none. */
    static ListState in(Injector james) {
        return new CassandraListState(james.getInstance(CqlSession.class));
    }

    /** The statement is sent once: after a timeout the driver must not repeat a condition. */
    private PreparedStatement prepare(String cql, ConsistencyLevel consistency) {
        return session.prepare(SimpleStatement.newInstance(cql)
                .setConsistencyLevel(consistency)
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setIdempotent(false));
    }

    @Override
    public Optional<String> read(Key key) throws IOException {
        return Optional.ofNullable(execute(read, key.purpose(), list(key.list()), key.name())
                        .one())
                .map(row -> row.getString(0));
    }

    @Override
    public boolean replace(Key key, Optional<String> expected, Optional<String> next) throws IOException {
        if (expected.isEmpty() && next.isEmpty()) {
            return read(key).isEmpty();
        }
        String list = list(key.list());
        ResultSet answer;
        if (expected.isEmpty()) {
            answer = execute(insert, next.orElseThrow(), key.purpose(), list, key.name());
        } else if (next.isEmpty()) {
            answer = execute(delete, key.purpose(), list, key.name(), expected.get());
        } else {
            answer = execute(update, next.get(), key.purpose(), list, key.name(), expected.get());
        }
        return answer.wasApplied();
    }

    @Override
    public List<String> names(String purpose, MailAddress list) throws IOException {
        return execute(names, purpose, list(list)).all().stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private ResultSet execute(PreparedStatement statement, Object... values) throws IOException {
        try {
            return session.execute(statement.bind(values));
        } catch (DriverException e) {
            throw new IOException("Cassandra: " + e.getMessage(), e);
        }
    }

    private static String list(MailAddress list) {
        return list.asString().toLowerCase(Locale.ROOT);
    }
}
