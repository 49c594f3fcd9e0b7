package org.jameslists.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A Prometheus of the test's own, on loopback and in a folder of its own, which reads one James every half second. */
final class PrivatePrometheus implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long END_SECONDS = 10;
    private static final String CONFIGURATION =
            """
            global:
              scrape_interval: 500ms
              evaluation_interval: 500ms
            scrape_configs:
              - job_name: james
                static_configs:
                  - targets: ["127.0.0.1:%d"]
            rule_files:
              - %s
            """;

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private PrivatePrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it. Where it is not installed the test is left out, and in CI it fails.
     *
     * @param folder for its data
     * @param webAdmin the port on which James shows its metrics
     */
    static PrivatePrometheus start(Path folder, int webAdmin, Path rules) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(
                        "Prometheus is not installed, and in CI it must be: ./check installs it");
            }
            Assumptions.abort("Prometheus is not installed: as root on Debian, bin/install-servers prometheus");
        }
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"),
                CONFIGURATION.formatted(webAdmin, rules.toAbsolutePath().normalize()));
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        PROGRAM.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrivatePrometheus(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether it answers. */
    boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus has ended with " + process.exitValue());
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The series that an expression has now; its query must be valid. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer =
                json.readTree(get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                        .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(expression + ": " + answer);
        }
        return answer.path("data").path("result");
    }

    /** The alerting rules as it evaluates them. */
    JsonNode rules() throws IOException, InterruptedException {
        return json.readTree(get("/api/v1/rules").body())
                .path("data")
                .path("groups")
                .path(0)
                .path("rules");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(TIMEOUT)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
