package org.jameslists.integration;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Requests to James' WebAdmin whose refusals are of interest, too. */
public final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Map<String, String> fields;

    private Http(int port, Map<String, String> fields) {
        this.port = port;
        this.fields = Map.copyOf(fields);
    }

    /** Requests with these header fields. */
    public static Http to(WebAdmin webAdmin, Map<String, String> fields) {
        return new Http(webAdmin.port(), fields);
    }

    /**
     * An answer.
     *
     * @param status its status code
     * @param text its body
     * @param response all of it
     */
    public record Answer(int status, String text, HttpResponse<byte[]> response) {
        /** Its body as JSON. */
        public JsonNode json() throws IOException {
            return new ObjectMapper().readTree(text);
        }
    }

    /** Sends a request without a body. */
    public Answer send(String method, String path) throws IOException, InterruptedException {
        return send(method, path, "application/json", new byte[0]);
    }

    /** Sends a request. */
    public Answer send(String method, String path, String accept, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header("Accept", accept)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        fields.forEach(request::header);
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
    }

    /** A text as part of a path. */
    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
