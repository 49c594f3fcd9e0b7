package org.jameslists.administration;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jameslists.forecast.ConfigurationException;
import org.jameslists.forecast.Forecast;
import org.jameslists.forecast.ForecastPost;
import org.jameslists.forecast.ForecastVerdict;
import org.jameslists.forecast.Forecaster;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.HeaderTooLargeException;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Message;

import com.google.common.io.MoreFiles;
import com.google.inject.Inject;

import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Predicts what strict receivers will do with a post: {@code POST /list-authentication/forecast?list=LIST} with the
 * message as the body. Sends nothing. Name it in {@code webadmin.properties}:
 *
 * <pre>{@code
 * extensions.routes=org.jameslists.administration.ForecastRoutes
 * }</pre>
 */
public final class ForecastRoutes implements Routes {
    private static final String BASE = "/list-authentication/forecast";
    private static final int MOST_MEMBERS = 10;

    private final JsonTransformer json;
    private final ListDirectory directory;
    private final Server server;

    /** A forecast runs all processors, so only one is made at a time. */
    private final Semaphore running = new Semaphore(1);

    /** Forecasts for the lists in this directory. */
    @Inject
    ForecastRoutes(JsonTransformer json, ListDirectory directory, Server server) {
        this.json = json;
        this.directory = directory;
        this.server = server;
    }

    /** What a forecast needs from this server. */
    static final class Server {
        private final FileSystem fileSystem;
        private final ListAuthenticationSettings settings;
        private final JamesDns dns;

        @Inject
        Server(FileSystem fileSystem, ListAuthenticationSettings settings, JamesDns dns) {
            this.fileSystem = fileSystem;
            this.settings = settings;
            this.dns = dns;
        }

        Path conf() throws IOException {
            return fileSystem.getFile(FileSystem.FILE_PROTOCOL_AND_CONF).toPath();
        }

        Forecaster forecaster() {
            Optional<InetAddress> address = settings.serverAddresses().stream().findFirst();
            return new Forecaster(dns, address);
        }
    }

    /**
     * A forecast as JSON.
     *
     * @param verdict {@code accept}, {@code unknown}, {@code quarantine}, {@code reject} or {@code not-sent}
     * @param reasons the reasons for the verdict
     * @param from the From that members see
     * @param notes the assumptions
     * @param samples the verdict that each sample configuration would lead to; only if the verdict is not
     *     {@code accept}
     */
    record Answer(
            String verdict, List<String> reasons, List<String> from, List<String> notes, Map<String, String> samples) {}

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.post(BASE, this::forecast, json);
    }

    private Answer forecast(Request request, Response response) throws MessagingException, IOException {
        MailAddress list = address(
                "list",
                Optional.ofNullable(request.queryParams("list"))
                        .orElseThrow(() -> Errors.invalid("The parameter 'list' is missing; give the list's address")));
        List<MailAddress> members = members(request, list);
        if (!running.tryAcquire()) {
            throw Errors.conflict("Another forecast is running. Try again when it has finished");
        }
        try {
            return forecast(request, list, members);
        } finally {
            running.release();
        }
    }

    /** Stores the message in a file, so that a large one takes no memory. */
    private Answer forecast(Request request, MailAddress list, List<MailAddress> members) throws IOException {
        Path file = Files.createTempFile("forecast", ".eml");
        try {
            try (InputStream body = request.raw().getInputStream()) {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Message message = Message.read(MoreFiles.asByteSource(file));
            return forecast(new ForecastPost(message, list, author(message), members, Optional.empty()));
        } catch (HeaderTooLargeException e) {
            throw Errors.invalid("Cannot read the message: " + e.getMessage());
        } finally {
            Files.delete(file);
        }
    }

    private Answer forecast(ForecastPost post) throws IOException {
        try (Forecaster forecaster = server.forecaster()) {
            Forecast forecast = forecaster.forecast(server.conf(), post);
            Map<String, String> samples = new TreeMap<>();
            if (forecast.verdict() != ForecastVerdict.ACCEPT) {
                forecaster
                        .samples(post)
                        .forEach((name, other) ->
                                samples.put(name, other.verdict().word()));
            }
            return new Answer(
                    forecast.verdict().word(),
                    forecast.worst().reasons(),
                    forecast.from().stream().map(String::strip).toList(),
                    forecast.notes(),
                    samples);
        } catch (ConfigurationException e) {
            throw Errors.conflict("James would not start with its present configuration: " + e.getMessage());
        } catch (NoClassDefFoundError e) {
            throw Errors.unavailable("This James lacks " + e.getMessage()
                    + ", which forecasts need. Use 'listauth forecast --conf conf/' in a shell instead");
        }
    }

    private List<MailAddress> members(Request request, MailAddress list) throws MessagingException {
        String[] named = request.queryParamsValues("member");
        if (named != null) {
            List<MailAddress> members = new ArrayList<>();
            for (String member : named) {
                members.add(address("member", member));
            }
            return members;
        }
        List<MailAddress> members =
                directory.members(list).stream().limit(MOST_MEMBERS).toList();
        if (members.isEmpty()) {
            throw Errors.notFound(list.asString() + " is not a list: it has no members in James");
        }
        return members;
    }

    private static MailAddress author(Message message) {
        List<Mailbox> authors = message.header().all("From").stream()
                .flatMap(from -> AddressList.parse(from).mailboxes().stream())
                .toList();
        if (authors.isEmpty()) {
            throw Errors.invalid("The message has no From field with an address");
        }
        return address("From", authors.get(0).address());
    }

    private static MailAddress address(String what, String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw Errors.invalid("'" + what + "' is not an address: " + text);
        }
    }
}
