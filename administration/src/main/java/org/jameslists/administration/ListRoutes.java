package org.jameslists.administration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jameslists.james.lists.ListDirectory;

import com.google.inject.Inject;

import spark.Request;
import spark.Response;
import spark.Service;

/**
 * Shows the lists of this server: {@code /lists} and {@code /lists/LIST}. Name it in {@code webadmin.properties}:
 *
 * <pre>{@code
 * extensions.routes=org.jameslists.administration.ListRoutes
 * }</pre>
 */
public final class ListRoutes implements Routes {
    static final String BASE = "/lists";

    private final JsonTransformer json;
    private final ListDirectory directory;
    private final ListDescriptions descriptions;

    /** Answers in JSON. Shows the lists of this directory. */
    @Inject
    ListRoutes(JsonTransformer json, ListDirectory directory, ListDescriptions descriptions) {
        this.json = json;
        this.directory = directory;
        this.descriptions = descriptions;
    }

    /**
     * A line in the table of lists.
     *
     * @param address the list's address
     * @param members the number of addresses that its mail goes to
     */
    record ListLine(String address, int members) {}

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, this::all, json);
        service.get(BASE + "/:list", this::one, json);
    }

    private List<ListLine> all(Request request, Response response) throws MessagingException {
        List<ListLine> lines = new ArrayList<>();
        for (MailAddress list : directory.lists()) {
            lines.add(new ListLine(list.asString(), directory.members(list).size()));
        }
        return lines;
    }

    private ListDescription one(Request request, Response response) throws MessagingException, IOException {
        MailAddress list = address(request);
        if (!directory.isList(list)) {
            throw Errors.notFound(list.asString() + " is not a list: it has no group in James");
        }
        return descriptions.of(list);
    }

    /** The list in the request's path. */
    static MailAddress address(Request request) {
        try {
            return new MailAddress(request.params("list"));
        } catch (AddressException e) {
            throw Errors.invalid("'" + request.params("list") + "' is not an address");
        }
    }
}
