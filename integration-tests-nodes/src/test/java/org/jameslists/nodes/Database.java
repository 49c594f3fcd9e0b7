package org.jameslists.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.h2.tools.Server;

/**
 * A database server, with a database for lists and a user who may do everything in it.
 *
 * @param url where it is, as {@code store.url} names it
 * @param stop stops it
 */
record Database(String url, Runnable stop) implements AutoCloseable {
    /** The user. */
    static final String USER = "lists";
    /** The user's password. */
    static final String PASSWORD = "not a secret";

    /** Debian's PostgreSQL. */
    static Database postgresql() throws IOException, InterruptedException {
        Path program = Programs.find("/usr/lib/postgresql/*/bin/postgres", "postgresql");
        ServerProcess server = ServerProcess.of("postgres").endingBy("INT");
        int port = ServerProcess.freePort();
        String data = server.folder().resolve("data").toString();
        Path password = server.write("password", PASSWORD);
        server.run(
                List.of(
                        program.resolveSibling("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--locale=C",
                        "--encoding=SQL_ASCII",
                        "--no-sync"),
                Map.of());
        server.start(
                List.of(
                        program.toString(),
                        "-D",
                        data,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        server.folder().toString(),
                        "-F"),
                Map.of());
        return ready(server, "jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    }

    /** Debian's MariaDB, with a charset and a collation in which much is equal that is not the same. */
    static Database mariadb() throws IOException, InterruptedException {
        Path program = Programs.find("/usr/sbin/mariadbd", "mariadb-server");
        ServerProcess server = ServerProcess.of("mysql");
        int port = ServerProcess.freePort();
        String data = "--datadir=" + server.folder().resolve("data");
        server.run(
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        data,
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal"),
                Map.of());
        Path users = server.write(
                "users.sql",
                """
                create database lists character set latin1 collate latin1_swedish_ci;
                create user '%1$s'@'%%' identified by '%2$s';
                grant all on lists.* to '%1$s'@'%%';
                """
                        .formatted(USER, PASSWORD));
        List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults", data));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + server.folder().resolve("socket"),
                "--pid-file=" + server.folder().resolve("pid"),
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=2",
                "--init-file=" + users));
        server.start(command, Map.of());
        return ready(server, "jdbc:mariadb://127.0.0.1:" + port + "/lists");
    }

    private static Database ready(ServerProcess server, String url) throws IOException, InterruptedException {
        server.await(() -> {
            try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD)) {
                return connection.isValid(1);
            }
        });
        return new Database(url, server::close);
    }

    /** H2's server, in this process. */
    static Database h2() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        return new Database(
                "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:lists;DB_CLOSE_DELAY=-1", server::stop);
    }

    /** The settings with which a node uses it. */
    String settings() {
        return """
                authserv-id = ml.example.ac.jp
                store = jdbc
                store.url = %s
                store.user = %s
                store.password = %s
                """
                .formatted(url, USER, PASSWORD);
    }

    @Override
    public void close() {
        stop.run();
    }
}
