package org.jameslists.commandline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.james.core.MailAddress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.net.PercentEscaper;

/**
 * What makes lists in a James: requests to its WebAdmin, and lines for {@code mailetcontainer.xml}.
 *
 * @param lists the lists
 * @param paths what to PUT, in this order
 */
record ImportPlan(List<ImportedList> lists, Set<String> paths) {
    /** RFC 3986 §2.3: what needs no escape anywhere; nothing of it means something to a shell. */
    private static final PercentEscaper ESCAPER = new PercentEscaper("-._~", false);

    static ImportPlan of(Collection<ImportedList> lists) {
        Set<String> paths = new LinkedHashSet<>();
        lists.forEach(list -> paths.add("/domains/" + list.address().getDomain().asString()));
        for (ImportedList list : lists) {
            list.members().forEach(member -> paths.add(member(list.address().asString(), member)));
            String owner = list.address().getLocalPart() + "-owner@"
                    + list.address().getDomain().asString();
            list.owners().forEach(person -> paths.add(member(owner, person)));
        }
        return new ImportPlan(List.copyOf(lists), paths);
    }

    private static String member(String group, MailAddress person) {
        return "/address/groups/" + ESCAPER.escape(group) + "/" + ESCAPER.escape(person.asString());
    }

    /** Lists that are treated alike, by the lines that treat them. */
    private Map<String, List<ImportedList>> byXml() {
        return lists.stream().collect(Collectors.groupingBy(ImportPlan::xml, LinkedHashMap::new, Collectors.toList()));
    }

    /** The lines of the processor {@code list} for a list. */
    static String xml(ImportedList list) {
        return "<mailet notmatch=\"org.jameslists.matchers.MayPost=posters=" + list.posters()
                + "\" class=\"ToProcessor\">\n  <processor>list-held</processor>\n</mailet>\n"
                + list.mitigation().orElse("");
    }

    /** The plan as a shell script, in which all but the requests are comments. */
    List<String> script() {
        List<String> lines = new ArrayList<>();
        lines.add("# " + lists.size() + (lists.size() == 1 ? " list, " : " lists, ") + paths.size()
                + " requests. Nothing was changed: run this with sh, or add --webadmin URL.");
        lines.add("WEBADMIN=${WEBADMIN:-http://127.0.0.1:8000}");
        paths.forEach(path -> lines.add("curl -fsS -X PUT \"$WEBADMIN" + path + "\""));
        byXml().forEach((xml, alike) -> {
            lines.add("#");
            lines.add("# For the processor 'list' in mailetcontainer.xml, after FailsDmarc:");
            alike.forEach(list -> lines.add("#   " + list.address().asString()));
            xml.lines().forEach(line -> lines.add("# " + line));
        });
        if (byXml().size() > 1) {
            lines.add("#");
            lines.add(
                    "# These lists are treated differently: give each group a ToList with its lists= and a processor.");
        }
        for (ImportedList list : lists) {
            list.notes().forEach(note -> lines.add("# " + list.address().asString() + ": " + note));
        }
        return lines;
    }

    /** The plan as JSON. */
    String json() {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode plan = mapper.createObjectNode();
        ArrayNode requests = plan.putArray("requests");
        paths.forEach(path -> requests.addObject().put("method", "PUT").put("path", path));
        ArrayNode all = plan.putArray("lists");
        for (ImportedList list : lists) {
            ObjectNode node = all.addObject();
            node.put("address", list.address().asString());
            ArrayNode members = node.putArray("members");
            list.members().forEach(member -> members.add(member.asString()));
            ArrayNode owners = node.putArray("owners");
            list.owners().forEach(owner -> owners.add(owner.asString()));
            node.put("posters", list.posters()).put("xml", xml(list));
            ArrayNode notes = node.putArray("notes");
            list.notes().forEach(notes::add);
        }
        try {
            return mapper.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan of texts can be written", e);
        }
    }
}
