package org.jameslists.nodes;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Debian's RabbitMQ with its management plugin, on loopback, with a daemon of its own for the names of Erlang's nodes. */
final class RabbitMq implements AutoCloseable {
    private static final String USER = "guest";
    private static final String PASSWORD = "guest";

    private final ServerProcess server;
    private final int port;
    private final int managementPort;

    private RabbitMq(ServerProcess server, int port, int managementPort) {
        this.server = server;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it. */
    static RabbitMq start() throws IOException, InterruptedException {
        Path program = Programs.find("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server");
        ServerProcess server = ServerProcess.of("rabbitmq");
        int names = ServerProcess.freePort();
        RabbitMq rabbit = new RabbitMq(server, ServerProcess.freePort(), ServerProcess.freePort());
        Path settings = server.write(
                "rabbitmq.conf",
                """
                listeners.tcp.1 = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                log.console = true
                log.console.level = warning
                log.file = false
                """
                        .formatted(rabbit.port, rabbit.managementPort));
        Path plugins = server.write("enabled_plugins", "[rabbitmq_management].\n");
        Map<String, String> environment = Map.ofEntries(
                Map.entry("ERL_EPMD_PORT", Integer.toString(names)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "lists@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(ServerProcess.freePort())),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_CONFIG_FILE", settings.toString()),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE",
                        server.folder().resolve("none").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
                Map.entry(
                        "RABBITMQ_MNESIA_BASE", server.folder().resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", server.folder().resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", server.folder().resolve("pid").toString()));
        server.start(List.of("epmd"), environment);
        server.await(() -> ServerProcess.listens(names));
        server.start(List.of(program.toString()), environment);
        server.await(rabbit::answers);
        return rabbit;
    }

    private boolean answers() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + managementPort + "/api/overview")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.US_ASCII)));
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK && ServerProcess.listens(port);
    }

    /** What James' {@code rabbitmq.properties} says of it. */
    String settings() {
        return """
                uri=amqp://%1$s:%2$s@127.0.0.1:%3$d
                management.uri=http://127.0.0.1:%4$d
                management.user=%1$s
                management.password=%2$s
                """
                .formatted(USER, PASSWORD, port, managementPort);
    }

    @Override
    public void close() {
        server.close();
    }
}
