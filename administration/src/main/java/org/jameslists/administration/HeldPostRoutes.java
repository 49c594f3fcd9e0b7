package org.jameslists.administration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.HttpStatus;
import org.jameslists.administration.HeldPostAction.Order;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.Message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Inject;

import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Shows the posts that are held for a list, and takes decisions about them: {@code /lists/LIST/held}. Name it in
 * {@code webadmin.properties}:
 *
 * <pre>{@code
 * extensions.routes=org.jameslists.administration.HeldPostRoutes
 * }</pre>
 */
public final class HeldPostRoutes implements Routes {
    private static final String ALL = ListRoutes.BASE + "/:list/held";
    private static final String ONE = ALL + "/:key";
    private static final String TEXT = "text/plain";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonTransformer json;
    private final TaskManager tasks;
    private final HeldPosts posts;
    private final HeldPostAction.Decisions decisions;

    /** Answers in JSON, and runs long work in James' task manager. */
    @Inject
    HeldPostRoutes(JsonTransformer json, TaskManager tasks, HeldPosts posts, HeldPostAction.Decisions decisions) {
        this.json = json;
        this.tasks = tasks;
        this.posts = posts;
        this.decisions = decisions;
    }

    /**
     * One post, as JSON.
     *
     * @param summary its summary
     * @param text its text, as a reader would see it
     */
    record Detail(HeldPostSummary summary, String text) {}

    @Override
    public String getBasePath() {
        return ListRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        service.get(ALL, this::list, json);
        service.patch(ALL, this::decideAll, json);
        service.get(ONE, Constants.JSON_CONTENT_TYPE, this::detail, json);
        service.get(ONE, Constants.RFC822_CONTENT_TYPE, this::raw);
        service.get(ONE, TEXT, this::text);
        service.patch(ONE, this::decide, json);
    }

    private List<HeldPostSummary> list(Request request, Response response) throws MessagingException, IOException {
        return posts.each(ListRoutes.address(request), HeldPostSummary::of);
    }

    private Detail detail(Request request, Response response) throws MessagingException, IOException {
        return one(request, post -> new Detail(HeldPostSummary.of(post), PostText.of(MailMessage.read(post.mail()))));
    }

    private String text(Request request, Response response) throws MessagingException, IOException {
        response.type(TEXT + "; charset=utf-8");
        return one(request, post -> {
            HeldPostSummary.Letter letter = HeldPostSummary.of(post).post();
            return "From: " + String.join("; ", letter.from()) + "\nSubject: " + letter.subject() + "\n\n"
                    + PostText.of(MailMessage.read(post.mail()));
        });
    }

    /** Copies the bytes from James' store to the client, without holding them in memory. */
    private Object raw(Request request, Response response) throws MessagingException, IOException {
        return one(request, post -> {
            Message message = MailMessage.read(post.mail());
            response.type(Constants.RFC822_CONTENT_TYPE);
            response.header("Content-Disposition", "attachment; filename=\"post.eml\"");
            response.header("X-Content-Type-Options", "nosniff");
            message.writeTo(response.raw().getOutputStream());
            // With an empty text, Spark adds nothing to the written bytes.
            return "";
        });
    }

    private <T> T one(Request request, HeldPosts.Reading<T> reading) throws MessagingException, IOException {
        return posts.one(ListRoutes.address(request), key(request), reading).orElseThrow(() -> notHeld(request));
    }

    private Map<String, String> decide(Request request, Response response) throws MessagingException, IOException {
        MailAddress list = ListRoutes.address(request);
        HeldPostOutcome outcome = posts.decide(list, key(request), decisions.of(order(request)));
        if (outcome instanceof HeldPostOutcome.Refused refused) {
            throw Errors.conflict(refused.reason());
        }
        if (outcome instanceof HeldPostOutcome.Done done) {
            return Map.of("key", request.params("key"), "outcome", done.words());
        }
        throw notHeld(request);
    }

    private Map<String, String> decideAll(Request request, Response response) {
        Order order = order(request);
        if (order.release().verifiedAuthor().isPresent()) {
            throw Errors.invalid("verifiedAuthor is for a single post; give its key in the path");
        }
        TaskId task = tasks.submit(new HeldPostsTask(posts, decisions, ListRoutes.address(request), order));
        response.status(HttpStatus.CREATED_201);
        response.header("Location", "/tasks/" + task.asString());
        return Map.of("taskId", task.asString());
    }

    private static Order order(Request request) {
        String word = Optional.ofNullable(request.queryParams("action")).orElse("");
        HeldPostAction action = HeldPostAction.of(word)
                .orElseThrow(() -> Errors.invalid("'action' is missing, or is not one of release, reject, discard"));
        return new Order(
                action,
                new ReleaseWish(verifiedAuthor(request), asItCame(request), by(request)),
                action == HeldPostAction.REJECT ? notice(request) : "");
    }

    private static Optional<MailAddress> verifiedAuthor(Request request) {
        String text = request.queryParams("verifiedAuthor");
        try {
            return text == null ? Optional.empty() : Optional.of(new MailAddress(text));
        } catch (AddressException e) {
            throw Errors.invalid("'verifiedAuthor' is not an address");
        }
    }

    private static boolean asItCame(Request request) {
        return switch (Optional.ofNullable(request.queryParams("asItCame")).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Errors.invalid("'asItCame' is neither true nor false");
        };
    }

    /** The user by James' authentication; without authentication, there is no name. */
    private static String by(Request request) {
        Object login = request.attribute(AuthenticationFilter.LOGIN);
        return login == null ? "somebody over WebAdmin" : login.toString();
    }

    private static String notice(Request request) {
        String body = new String(request.bodyAsBytes(), StandardCharsets.UTF_8);
        if (body.isBlank()) {
            return "";
        }
        try {
            JsonNode notice = JSON.readTree(body).path("notice");
            if (notice.isTextual()) {
                return notice.asText();
            }
        } catch (JsonProcessingException e) {
            throw Errors.invalid("The body is not JSON: " + e.getOriginalMessage());
        }
        throw Errors.invalid("The body has no text 'notice'");
    }

    private static MailKey key(Request request) {
        return new MailKey(request.params("key"));
    }

    private static RuntimeException notHeld(Request request) {
        return Errors.notFound("No post " + request.params("key") + " is held for " + request.params("list"));
    }
}
