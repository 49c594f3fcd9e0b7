package org.jameslists.commandline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import picocli.CommandLine.Option;

/** What becomes of lists that were read: they are shown, or made over WebAdmin. */
final class ImportTarget {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int FIRST_FAILURE = 300;

    @Option(
            names = "--webadmin",
            paramLabel = "URL",
            description =
                    "The WebAdmin of a James, such as http://127.0.0.1:8000: makes the lists there. Without it, what"
                            + " would be done is printed, as a shell script.")
    private URI webAdmin;

    @Option(
            names = "--header",
            paramLabel = "FIELD",
            description = "A field of each request, such as \"Password: ...\"; several by several options.")
    private List<String> headers = List.of();

    @Option(
            names = "--plan-json",
            description = "Prints what would be done as JSON, with the XML and the notes of each list.")
    private boolean json;

    /** Shows or makes lists. */
    int take(ListAuth root, Collection<ImportedList> lists) throws IOException {
        ImportPlan plan = ImportPlan.of(lists);
        if (json) {
            root.print(plan.json());
            return ExitCode.OK;
        }
        List<String> script = plan.script();
        if (webAdmin == null) {
            for (String line : script) {
                root.print(line);
            }
            return ExitCode.OK;
        }
        List<String> failures = carryOut(plan);
        for (String failure : failures) {
            root.print("failed: " + failure);
        }
        for (String line : script) {
            // The requests are made; what is for mailetcontainer.xml, and the notes, still has to be read.
            if (line.startsWith("#") && !line.equals(script.get(0))) {
                root.print(line);
            }
        }
        root.print(
                (plan.paths().size() - failures.size()) + " of " + plan.paths().size() + " requests done");
        return failures.isEmpty() ? ExitCode.OK : ExitCode.FAIL;
    }

    private List<String> carryOut(ImportPlan plan) throws IOException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        String base = webAdmin.toString().replaceFirst("/+$", "");
        List<String> failures = new ArrayList<>();
        for (String path : plan.paths()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(TIMEOUT)
                    .PUT(HttpRequest.BodyPublishers.noBody());
            for (String header : headers) {
                int colon = header.indexOf(':');
                request.header(
                        header.substring(0, Math.max(colon, 0)),
                        header.substring(colon + 1).strip());
            }
            try {
                HttpResponse<String> answer =
                        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() >= FIRST_FAILURE) {
                    failures.add("PUT " + path + ": " + answer.statusCode() + " "
                            + answer.body().replaceAll("\\s+", " ").strip());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return failures;
    }
}
