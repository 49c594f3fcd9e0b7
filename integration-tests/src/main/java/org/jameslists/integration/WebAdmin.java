package org.jameslists.integration;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** James' administration over HTTP, as an operator uses it. Every refusal by James is an {@link IOException}. */
public final class WebAdmin {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long POLL_MILLISECONDS = 20;
    private static final int FIRST_FAILURE = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;

    WebAdmin(int port) {
        this.port = port;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Makes a domain local. */
    public void createDomain(String domain) throws IOException, InterruptedException {
        put("/domains/" + encoded(domain), "");
    }

    /** Makes a user, who has a mailbox. */
    public void createUser(String address, String password) throws IOException, InterruptedException {
        put("/users/" + encoded(address), json.writeValueAsString(Map.of("password", password)));
    }

    /** Makes an address another name of a user's. */
    public void addAlias(String user, String alias) throws IOException, InterruptedException {
        put("/address/aliases/" + encoded(user) + "/sources/" + encoded(alias), "");
    }

    /** Has mail for an address, a user's too, go to another address instead. */
    public void addForward(String address, String target) throws IOException, InterruptedException {
        put("/address/forwards/" + encoded(address) + "/targets/" + encoded(target), "");
    }

    /** Has mail for an address go to another address instead, as a plain mapping. */
    public void addAddressMapping(String address, String target) throws IOException, InterruptedException {
        send(
                "POST",
                "/mappings/address/" + encoded(address) + "/targets/" + encoded(target),
                "",
                BodyPublishers.noBody());
    }

    /**
     * Has mail for an address go where a regular expression leads.
     *
     * @param mapping {@code EXPRESSION:TARGET}, the target with {@code ${1}} for the first group
     */
    public void addRegexMapping(String address, String mapping) throws IOException, InterruptedException {
        send(
                "POST",
                "/mappings/regex/" + encoded(address) + "/targets/" + encoded(mapping),
                "",
                BodyPublishers.noBody());
    }

    /** Makes a domain another name of a local one. */
    public void addDomainAlias(String domain, String alias) throws IOException, InterruptedException {
        createDomain(alias);
        put("/domains/" + encoded(domain) + "/aliases/" + encoded(alias), "");
    }

    /** Makes a Sieve script (RFC 5228) a user's active one. */
    public void activateSieve(String user, String script) throws IOException, InterruptedException {
        put("/sieve/" + encoded(user) + "/scripts/active?activate=true", script);
    }

    /** Has a kept mail processed again from a processor on; it is then in James' queue. */
    public void reprocess(StoredMail mail, String processor) throws IOException, InterruptedException {
        byte[] task = send(
                "PATCH",
                pathOf(mail.repository(), mail.key()) + "?action=reprocess&queue=spool&processor=" + encoded(processor),
                "",
                BodyPublishers.noBody());
        getJson("/tasks/" + json.readTree(task).get("taskId").asText() + "/await");
    }

    /** Adds a member to a list, which comes to be with its first. */
    public void addGroupMember(String list, String member) throws IOException, InterruptedException {
        put("/address/groups/" + encoded(list) + "/" + encoded(member), "");
    }

    /** Removes a member from a list, which ceases to be with its last. */
    public void removeGroupMember(String list, String member) throws IOException, InterruptedException {
        send("DELETE", "/address/groups/" + encoded(list) + "/" + encoded(member), "", BodyPublishers.noBody());
    }

    /** The number of mails in a queue, those at work or waiting for another attempt included. */
    public int queueSize(String queue) throws IOException, InterruptedException {
        return getJson("/mailQueues/" + encoded(queue)).get("size").asInt();
    }

    /**
     * Waits until James has nothing left to do: no mail is being processed or delivered to other servers.
     *
     * @throws AssertionError if it has when the time is over; a mail that waits for another attempt counts as work
     */
    public void awaitIdle(Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        // A mail is put into its next queue before it leaves the one it is in, and a bounce goes from an outgoing queue
        // back to "spool": two rounds of empty queues leave it no place to hide.
        int emptyRounds = 0;
        while (emptyRounds < 2) {
            Map<String, Integer> sizes = queueSizes();
            if (sizes.values().stream().allMatch(size -> size == 0)) {
                emptyRounds++;
            } else if (System.nanoTime() > end) {
                throw new AssertionError(
                        "after %s still at work: %s; put aside: %s".formatted(atMost, sizes, storedMails()));
            } else {
                emptyRounds = 0;
                Thread.sleep(POLL_MILLISECONDS);
            }
        }
    }

    /** The queues, "spool" first, since mails go from there to the others. */
    Map<String, Integer> queueSizes() throws IOException, InterruptedException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("spool", queueSize("spool"));
        for (JsonNode queue : getJson("/mailQueues")) {
            if (!queue.asText().equals("spool")) {
                sizes.put(queue.asText(), queueSize(queue.asText()));
            }
        }
        return sizes;
    }

    /** The mails in all repositories, where processors put aside what they cannot or may not deliver. */
    public List<StoredMail> storedMails() throws IOException, InterruptedException {
        List<StoredMail> mails = new ArrayList<>();
        for (JsonNode repository : getJson("/mailRepositories")) {
            mails.addAll(storedMails(repository.get("repository").asText()));
        }
        return mails;
    }

    /** The mails in one repository, such as {@code var/mail/error}. */
    public List<StoredMail> storedMails(String repository) throws IOException, InterruptedException {
        List<StoredMail> mails = new ArrayList<>();
        for (JsonNode key : getJson("/mailRepositories/" + encoded(repository) + "/mails")) {
            JsonNode mail = getJson(pathOf(repository, key.asText()) + "?additionalFields=attributes");
            Map<String, String> attributes = new HashMap<>();
            mail.path("attributes")
                    .fields()
                    .forEachRemaining(field ->
                            attributes.put(field.getKey(), field.getValue().asText()));
            mails.add(new StoredMail(
                    new StoredMail.Place(repository, key.asText()),
                    mail.path("sender").asText(""),
                    texts(mail.path("recipients")).toList(),
                    mail.path("state").asText(""),
                    mail.path("error").asText(""),
                    attributes));
        }
        return mails;
    }

    /** The message of a mail in a repository. */
    public byte[] message(StoredMail mail) throws IOException, InterruptedException {
        return send("GET", pathOf(mail.repository(), mail.key()), "message/rfc822", BodyPublishers.noBody());
    }

    /** Deletes a mail from its repository. */
    public void delete(StoredMail mail) throws IOException, InterruptedException {
        send("DELETE", pathOf(mail.repository(), mail.key()), "", BodyPublishers.noBody());
    }

    /** What a GET of a path answers, parsed. */
    public JsonNode getJson(String path) throws IOException, InterruptedException {
        return json.readTree(send("GET", path, "application/json", BodyPublishers.noBody()));
    }

    /** PUTs a body of JSON, which may be empty. */
    public void put(String path, String body) throws IOException, InterruptedException {
        send("PUT", path, "application/json", BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private byte[] send(String method, String path, String accept, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body);
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= FIRST_FAILURE) {
            throw new IOException("%s %s: %d %s"
                    .formatted(
                            method, path, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
        }
        return response.body();
    }

    private static Stream<String> texts(JsonNode array) {
        Stream.Builder<String> texts = Stream.builder();
        array.forEach(element -> texts.add(element.asText()));
        return texts.build();
    }

    private static String pathOf(String repository, String key) {
        return "/mailRepositories/" + encoded(repository) + "/mails/" + encoded(key);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
