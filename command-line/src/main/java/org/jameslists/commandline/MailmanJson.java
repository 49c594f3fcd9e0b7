package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.apache.james.core.MailAddress;
import org.jameslists.commandline.ImportedList.Role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What Mailman 3's REST interface answers, in one file: to {@code GET /3.1/members}, {@code GET /3.1/lists} and
 * {@code GET /3.1/lists/LIST/config}, one of them or several as an array.
 */
final class MailmanJson {
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, ImportedList> lists = new LinkedHashMap<>();

    private MailmanJson() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no JSON of this kind
     */
    static Collection<ImportedList> read(Path file) throws IOException {
        JsonNode root = parse(ImportFiles.read(file));
        List<JsonNode> documents = root.isArray() ? children(root) : List.of(root);
        MailmanJson mailman = new MailmanJson();
        // A list's id does not show where its name ends: the lists' own documents come first.
        documents.stream().flatMap(document -> entries(document).stream()).forEach(mailman::learn);
        for (JsonNode document : documents) {
            if (document.has("fqdn_listname") && document.has("default_nonmember_action")) {
                readConfig(document, mailman.list(document.path("fqdn_listname").asText()));
            }
            for (JsonNode entry : entries(document)) {
                if (entry.has("email") && entry.has("list_id")) {
                    mailman.add(entry);
                }
            }
        }
        if (mailman.lists.isEmpty()) {
            throw new IllegalArgumentException(file + " has neither members nor lists of Mailman 3");
        }
        return mailman.lists.values();
    }

    /** Reads the configuration of a list. */
    static void readConfig(String json, ImportedList list) {
        readConfig(parse(json), list);
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<JsonNode> children(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static List<JsonNode> entries(JsonNode document) {
        return document.has("entries") ? children(document.get("entries")) : List.of(document);
    }

    private void learn(JsonNode entry) {
        String name = entry.path("fqdn_listname").asText();
        if (!name.isEmpty()) {
            String id = entry.path("list_id").asText();
            addresses.put(id.isEmpty() ? name.replace('@', '.') : id, name);
        }
    }

    private ImportedList list(String name) {
        MailAddress address = ImportedList.address(name)
                .orElseThrow(() -> new IllegalArgumentException("not the address of a list: " + name));
        return lists.computeIfAbsent(address.asString(), unused -> new ImportedList(address));
    }

    private void add(JsonNode member) {
        String id = member.path("list_id").asText();
        String email = member.path("email").asText();
        ImportedList list = list(addresses.getOrDefault(id, id.replaceFirst("\\.", "@")));
        switch (member.path("role").asText("member")) {
            case "owner" -> list.add(Role.OWNER, email);
            case "moderator" -> list.add(Role.MODERATOR, email);
            case "nonmember" -> allowNonmember(
                    list, email, member.path("moderation_action").asText());
            default -> addMember(list, email, member);
        }
    }

    private static void addMember(ImportedList list, String email, JsonNode member) {
        String status = member.path("delivery_status").asText("enabled");
        String mode = member.path("delivery_mode").asText("regular");
        if (!status.equals("enabled")) {
            list.note(email + " is left out: its delivery is off (" + status + "). James has no members without mail");
            return;
        }
        list.add(Role.MEMBER, email);
        if (!mode.equals("regular")) {
            list.note(email + " gets each post and no digest (" + mode + ")");
        }
        String action = member.path("moderation_action").asText("");
        if (!List.of("", "defer", "accept").contains(action)) {
            list.note(email + " has a rule of its own for posts (" + action + ")");
        }
    }

    private static void allowNonmember(ImportedList list, String email, String action) {
        if (action.equals("accept")) {
            list.allow("members");
            MailmanPosters.allow(list, List.of(email));
        }
    }

    private static void readConfig(JsonNode config, ImportedList list) {
        String members = config.path("default_member_action").asText("defer");
        list.allow(List.of("defer", "accept").contains(members) ? "members" : "owners");
        String others = config.path("default_nonmember_action").asText("hold");
        if (others.equals("accept") || others.equals("defer")) {
            list.allow("everyone");
        } else if (!others.equals("hold")) {
            list.note("default_nonmember_action: posts of others are held here, not treated as " + others);
        }
        MailmanPosters.allow(
                list,
                children(config.path("accept_these_nonmembers")).stream()
                        .map(JsonNode::asText)
                        .toList());
        boolean all = config.path("dmarc_mitigate_unconditionally").asBoolean();
        boolean toList = config.path("reply_goes_to_list").asText().equals("point_to_list");
        String match = MitigationXml.matcher(all, "discovery=rfc7489");
        switch (config.path("dmarc_mitigate_action").asText()) {
            case "munge_from" -> list.mitigate(MitigationXml.munge(match, "mailman", toList));
            case "wrap_message" -> list.mitigate(MitigationXml.wrap(match));
                // Mailman never rejects or discards all posts.
            case "reject" -> list.mitigate(MitigationXml.end(MitigationXml.matcher(false, "discovery=rfc7489"), true));
            case "discard" -> list.mitigate(
                    MitigationXml.end(MitigationXml.matcher(false, "discovery=rfc7489"), false));
            default -> list.note(
                    "Mailman does nothing about DMARC: members at strict receivers do not get posts of such"
                            + " authors. Take a sample that rewrites From");
        }
    }
}
