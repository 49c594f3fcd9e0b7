package org.jameslists.integration.members;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

/**
 * A headless Chromium that runs no scripts, driven over its DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol/). It reaches 127.0.0.1 alone.
 */
final class Chromium implements AutoCloseable {
    private static final String PROGRAM = "chromium";
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/.*");
    private static final int SECONDS = 60;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private int lastId;

    private Chromium(Path profile, Process process, int port) throws IOException, InterruptedException {
        this.profile = profile;
        this.process = process;
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest targets = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        JsonNode page = json.readTree(client.send(targets, HttpResponse.BodyHandlers.ofString())
                        .body())
                .get(0);
        this.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listener())
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    messages.add(json.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /**
     * Starts one.
     *
     * @param language the language that it asks for, such as {@code ja}
     * @throws IllegalStateException if there is none in CI; elsewhere the test is aborted
     */
    static Chromium start(String language) throws IOException, InterruptedException {
        boolean installed = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(PROGRAM + " is missing: judges/install installs it");
        }
        assumeTrue(installed, PROGRAM + " is missing: judges/install installs it");
        Path profile = Files.createTempDirectory("chromium-");
        Process process = new ProcessBuilder(List.of(
                        PROGRAM,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Chromium chromium = new Chromium(profile, process, port(process));
        chromium.call("Page.enable", Map.of());
        chromium.call("DOM.enable", Map.of());
        chromium.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        chromium.call("Emulation.setUserAgentOverride", Map.of("userAgent", PROGRAM, "acceptLanguage", language));
        chromium.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        return chromium;
    }

    private static int port(Process process) throws IOException {
        BufferedReader errors =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new IOException(PROGRAM + " ended before it listened");
    }

    /** Opens a page, and waits until it is there. */
    void open(String url) throws IOException, InterruptedException {
        call("Page.navigate", Map.of("url", url));
        await(message -> message.path("method").asText().equals("Page.loadEventFired"));
    }

    /** Presses the one button of the page with the mouse, and waits for the page that comes. */
    void pressButton() throws IOException, InterruptedException {
        int root = call("DOM.getDocument", Map.of()).get("root").get("nodeId").asInt();
        int button = call("DOM.querySelector", Map.of("nodeId", root, "selector", "button"))
                .get("nodeId")
                .asInt();
        JsonNode quad =
                call("DOM.getBoxModel", Map.of("nodeId", button)).get("model").get("content");
        double x = (quad.get(0).asDouble() + quad.get(4).asDouble()) / 2;
        double y = (quad.get(1).asDouble() + quad.get(5).asDouble()) / 2;
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
        }
        await(message -> message.path("method").asText().equals("Page.loadEventFired"));
    }

    /** The page as HTML. */
    String html() throws IOException, InterruptedException {
        int root = call("DOM.getDocument", Map.of()).get("root").get("nodeId").asInt();
        return call("DOM.getOuterHTML", Map.of("nodeId", root)).get("outerHTML").asText();
    }

    /** What the page looks like, as PNG. */
    byte[] picture() throws IOException, InterruptedException {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .get("data")
                        .asText());
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++lastId;
        socket.sendText(json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        JsonNode answer = await(message -> message.path("id").asInt() == id);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        for (JsonNode message = messages.poll(SECONDS, TimeUnit.SECONDS);
                message != null;
                message = messages.poll(SECONDS, TimeUnit.SECONDS)) {
            if (wanted.test(message)) {
                return message;
            }
        }
        throw new IOException(PROGRAM + " did not answer within " + SECONDS + " seconds");
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        MoreFiles.deleteRecursively(profile, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
