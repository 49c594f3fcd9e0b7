package org.jameslists.administration;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.james.lists.Leaving;
import org.jameslists.james.lists.RateLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * Answers requests to members' links: GET asks, and changes nothing, since scanners follow links; POST with
 * {@code List-Unsubscribe=One-Click} ends a membership (RFC 8058 §3.2). The answer is the same for every link. No link is
 * logged.
 */
final class LeaveHandler implements HttpHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeaveHandler.class);
    private static final int MOST_BYTES = 4096;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private final Leaving leaving;
    private final RateLimit limit;

    /**
     * Answers as many requests of one client as the limit allows.
     */
    LeaveHandler(Leaving leaving, RateLimit limit) {
        this.leaving = leaving;
        this.limit = limit;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            LeavePage page = LeavePage.in(field(exchange, "Accept-Language"));
            describe(exchange.getResponseHeaders(), page);
            if (!limit.allows(client(exchange))) {
                exchange.getResponseHeaders().set("Retry-After", "60");
                send(exchange, TOO_MANY_REQUESTS, PLAIN, "Too many requests: try again in a minute.\n");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> send(exchange, OK, HTML, page.question());
                case "POST" -> post(exchange, page);
                default -> {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
                    send(exchange, METHOD_NOT_ALLOWED, PLAIN, "Only GET, HEAD and POST.\n");
                }
            }
        } catch (RuntimeException e) {
            LOGGER.error("A request to a member's link failed", e);
            throw e;
        }
    }

    private void post(HttpExchange exchange, LeavePage page) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        if (!OneClickForm.isIn(body, field(exchange, "Content-Type"))) {
            send(exchange, BAD_REQUEST, PLAIN, "The body is not List-Unsubscribe=One-Click (RFC 8058 §3.2).\n");
            return;
        }
        String path = exchange.getRequestURI().getRawPath();
        try {
            leaving.byLink(path.substring(path.lastIndexOf('/') + 1));
            send(exchange, OK, HTML, page.answer());
        } catch (MessagingException | IOException e) {
            LOGGER.error("A member who wants to leave is still on the list", e);
            exchange.getResponseHeaders().set("Retry-After", "60");
            send(exchange, UNAVAILABLE, PLAIN, "This did not work: try again in a minute.\n");
        }
    }

    private static void describe(Headers fields, LeavePage page) {
        fields.set("Content-Security-Policy", LeavePage.POLICY);
        fields.set("Cache-Control", "no-store");
        fields.set("Referrer-Policy", "no-referrer");
        fields.set("X-Content-Type-Options", "nosniff");
        fields.set("X-Robots-Tag", "noindex");
        fields.set("Content-Language", page.language());
        fields.set("Vary", "Accept-Language");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Behind a proxy on this host, whom the proxy saw: it puts that last. */
    private static String client(HttpExchange exchange) {
        String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
            return peer;
        }
        return field(exchange, "X-Forwarded-For")
                .map(hops -> hops.substring(hops.lastIndexOf(',') + 1).strip())
                .filter(InetAddresses::isInetAddress)
                .orElse(peer);
    }

    private static Optional<String> field(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
