package org.jameslists.nodes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;

/** Apache Cassandra, one node on loopback, as a process of its own. All tests share one. */
final class Cassandra {
    private static final String LOCAL_DATACENTER = "datacenter1";
    private static final int NEWEST_JAVA = 23;

    /** What Cassandra itself gives a Java 17: its {@code jvm17-server.options}. */
    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.ref",
            "java.base/java.lang.reflect",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.rmi/sun.rmi.transport.tcp",
            "jdk.attach/sun.tools.attach",
            "jdk.management/com.sun.management.internal",
            "jdk.unsupported/sun.misc");

    private static Cassandra shared;

    private final int port;

    private Cassandra(int port) {
        this.port = port;
    }

    /** The one that all tests share; it ends with this program. */
    static synchronized Cassandra shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static Cassandra start() throws IOException, InterruptedException {
        if (Runtime.version().feature() > NEWEST_JAVA) {
            throw Programs.missing("Cassandra 5 needs a security manager: run Maven with a JDK 17");
        }
        ServerProcess server = ServerProcess.of(System.getProperty("user.name"));
        int port = ServerProcess.freePort();
        int storage = ServerProcess.freePort();
        Path settings = server.write(
                "cassandra.yaml",
                """
                cluster_name: lists
                num_tokens: 1
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                endpoint_snitch: SimpleSnitch
                listen_address: 127.0.0.1
                rpc_address: 127.0.0.1
                storage_port: %1$d
                native_transport_port: %2$d
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: "127.0.0.1:%1$d"
                commitlog_sync: periodic
                commitlog_sync_period: 10s
                auto_snapshot: false
                read_request_timeout: 20s
                write_request_timeout: 20s
                cas_contention_timeout: 20s
                """
                        .formatted(storage, port));
        Path logging = server.write(
                "logback.xml",
                """
                <configuration>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger{0} %msg%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="OUT"/></root>
                </configuration>
                """);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        OPENED.forEach(name -> command.addAll(
                List.of("--add-opens=" + name + "=ALL-UNNAMED", "--add-exports=" + name + "=ALL-UNNAMED")));
        command.addAll(List.of(
                "-Xms256m",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.security.manager=allow",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dcassandra.config=" + settings.toUri(),
                "-Dcassandra.storagedir=" + server.folder(),
                "-Dlogback.configurationFile=" + logging,
                "-Dcassandra-foreground=yes",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-cp",
                Path.of(System.getProperty("cassandra.libraries"), "*").toString(),
                "org.apache.cassandra.service.CassandraDaemon"));
        server.start(command, Map.of());
        Cassandra cassandra = new Cassandra(port);
        server.await(() -> ServerProcess.listens(port) && cassandra.answers());
        return cassandra;
    }

    private boolean answers() {
        try (CqlSession session = session("")) {
            return session.execute("select release_version from system.local").one() != null;
        }
    }

    /** Where it answers. */
    int port() {
        return port;
    }

    /** Makes a keyspace. */
    void keyspace(String name) {
        try (CqlSession session = session("")) {
            session.execute("create keyspace if not exists " + name
                    + " with replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        }
    }

    /** A session, as James would have one. */
    CqlSession session(String keyspace) {
        return session(port, keyspace);
    }

    /** A session with the Cassandra on a port. */
    static CqlSession session(int port, String keyspace) {
        DriverConfigLoader settings = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(20))
                .build();
        var builder = CqlSession.builder()
                .withConfigLoader(settings)
                .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withLocalDatacenter(LOCAL_DATACENTER);
        return keyspace.isEmpty()
                ? builder.build()
                : builder.withKeyspace(keyspace).build();
    }
}
