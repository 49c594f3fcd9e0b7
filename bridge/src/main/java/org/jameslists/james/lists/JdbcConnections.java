package org.jameslists.james.lists;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jameslists.james.settings.StoreSettings;

/** Connections to one database, a few of which are kept for the next use. Each statement is a transaction of its own. */
final class JdbcConnections {
    private static final int KEPT = 4;
    private static final int SECONDS_TO_ANSWER = 5;
    private static final int LONGEST_SILENCE_MILLISECONDS = 30_000;

    private final Driver driver;
    private final StoreSettings settings;
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(KEPT);

    private JdbcConnections(Driver driver, StoreSettings settings) {
        this.driver = driver;
        this.settings = settings;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T with(Connection connection) throws SQLException;
    }

    /**
     * Connections to the database that the settings name. The driver may lie in {@code extensions-jars}, where
     * {@link java.sql.DriverManager} would not find it.
     *
     * @throws SQLException if there is no driver for it
     */
    static JdbcConnections to(StoreSettings settings) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, JdbcConnections.class.getClassLoader())) {
            if (driver.acceptsURL(settings.url())) {
                return new JdbcConnections(driver, settings);
            }
        }
        throw new SQLException(
                "no driver for it is on the class path: put the driver's jar into James' extensions-jars/");
    }

    /**
     * Does something with a connection.
     *
     * @throws IOException if the database does not do it; whether it did part of it is not known
     */
    <T> T use(Work<T> work) throws IOException {
        try {
            Connection connection = take();
            boolean usable = false;
            try {
                T done = work.with(connection);
                usable = true;
                return done;
            } finally {
                if (!usable || !idle.offer(connection)) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw new IOException("the database of store.url: " + e.getMessage(), e);
        }
    }

    private Connection take() throws SQLException {
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.isValid(SECONDS_TO_ANSWER)) {
                return kept;
            }
            kept.close();
        }
        Connection connection = driver.connect(settings.url(), login());
        connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLISECONDS);
        return connection;
    }

    private Properties login() {
        Properties login = new Properties();
        settings.user().ifPresent(user -> login.setProperty("user", user));
        settings.password().ifPresent(password -> login.setProperty("password", password));
        return login;
    }
}
