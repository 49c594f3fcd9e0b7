package org.jameslists.james.lists;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.apache.james.core.MailAddress;

import com.google.common.escape.Escaper;
import com.google.common.hash.Hashing;
import com.google.common.net.PercentEscaper;

/**
 * Values in a table {@code list_state} of a database: PostgreSQL, MariaDB or H2. A row has a version, and is changed only where
 * it still has the version that was read: no transaction is open while this program thinks.
 *
 * <p>All text is in ASCII, so that neither the charset nor the collation of the database means anything: what is not, and a
 * percent sign, is percent-encoded.
 */
final class JdbcListState implements ListState {
    private static final String CREATE =
            """
            create table if not exists list_state (
              purpose varchar(64) not null,
              list_address varchar(640) not null,
              name_sha256 char(64) not null,
              version char(36) not null,
              name text not null,
              content text not null,
              primary key (purpose, list_address, name_sha256))""";
    private static final String PROBE = "select version from list_state where purpose = '-'";

    private static final String OF_LIST = " where purpose = ? and list_address = ?";
    private static final String OF_KEY = OF_LIST + " and name_sha256 = ?";
    private static final String READ = "select content, version from list_state" + OF_KEY;
    private static final String NAMES = "select name from list_state" + OF_LIST;
    private static final String INSERT =
            "insert into list_state (content, version, name, purpose, list_address, name_sha256) values (?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "update list_state set content = ?, version = ?" + OF_KEY + " and version = ?";
    private static final String DELETE = "delete from list_state" + OF_KEY + " and version = ?";

    /** SQLSTATE classes of ISO 9075-2: a constraint was violated; a transaction was rolled back, and may be tried again. */
    private static final String VIOLATED = "23";

    private static final String ROLLED_BACK = "40";
    private static final int MOST_TRIES = 10;

    /** All of ASCII that can be printed, and line breaks, but neither {@code %} nor {@code +}. */
    private static final Escaper ASCII = new PercentEscaper(" \n-_.~!*'();:@&=$,/?#[]<>{}|^\"\\`", false);

    private final JdbcConnections connections;

    /**
     * Makes the table if there is none.
     *
     * @throws IOException if the database cannot be reached, or has no table and lets none be made
     */
    JdbcListState(JdbcConnections connections) throws IOException {
        this.connections = connections;
        connections.use(JdbcListState::makeTable);
    }

    private record Row(String content, String version) {}

    /** Where two nodes start at once the second one may fail, and then finds the table. */
    private static Void makeTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        } catch (SQLException e) {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(PROBE).close();
            } catch (SQLException stillNone) {
                e.addSuppressed(stillNone);
                throw e;
            }
        }
        return null;
    }

    @Override
    public Optional<String> read(Key key) throws IOException {
        return connections.use(connection -> read(connection, key)).map(Row::content);
    }

    @Override
    public boolean replace(Key key, Optional<String> expected, Optional<String> next) throws IOException {
        return connections.use(connection -> {
            for (int tries = 1; ; tries++) {
                try {
                    return replace(connection, key, expected, next);
                } catch (SQLException e) {
                    if (!isOf(ROLLED_BACK, e) || tries == MOST_TRIES) {
                        throw e;
                    }
                }
            }
        });
    }

    private static boolean replace(Connection connection, Key key, Optional<String> expected, Optional<String> next)
            throws SQLException {
        Optional<Row> row = read(connection, key);
        if (!row.map(Row::content).equals(expected)) {
            return false;
        }
        if (row.isEmpty()) {
            return next.isEmpty() || insert(connection, key, next.get());
        }
        String version = row.get().version();
        return next.isEmpty()
                ? changed(connection, DELETE, key.purpose(), list(key.list()), hash(key), version)
                : changed(
                        connection,
                        UPDATE,
                        ASCII.escape(next.get()),
                        newVersion(),
                        key.purpose(),
                        list(key.list()),
                        hash(key),
                        version);
    }

    private static boolean insert(Connection connection, Key key, String content) throws SQLException {
        try {
            return changed(
                    connection,
                    INSERT,
                    ASCII.escape(content),
                    newVersion(),
                    ASCII.escape(key.name()),
                    key.purpose(),
                    list(key.list()),
                    hash(key));
        } catch (SQLException e) {
            if (isOf(VIOLATED, e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<String> names(String purpose, MailAddress list) throws IOException {
        return connections.use(connection -> {
            try (PreparedStatement statement = prepare(connection, NAMES, purpose, list(list));
                    ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(decoded(rows.getString(1)));
                }
                return names;
            }
        });
    }

    private static Optional<Row> read(Connection connection, Key key) throws SQLException {
        try (PreparedStatement statement = prepare(connection, READ, key.purpose(), list(key.list()), hash(key));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(new Row(decoded(rows.getString(1)), rows.getString(2))) : Optional.empty();
        }
    }

    private static boolean changed(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate() == 1;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    private static boolean isOf(String sqlStateClass, SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(sqlStateClass);
    }

    private static String newVersion() {
        return UUID.randomUUID().toString();
    }

    private static String list(MailAddress list) {
        return ASCII.escape(list.asString().toLowerCase(Locale.ROOT));
    }

    private static String hash(Key key) {
        return Hashing.sha256().hashString(key.name(), StandardCharsets.UTF_8).toString();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
