package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jameslists.commandline.ImportedList.Role;
import org.jameslists.mail.DomainName;

import com.google.common.base.Splitter;

/**
 * Lists of Sympa in its own folder {@code list_data}: a folder for each list, in one for its domain or not, with {@code config}
 * and what {@code sympa dump} writes: {@code member.dump}, {@code owner.dump} and {@code editor.dump}, or the older
 * {@code dump.users}.
 */
final class SympaFolder {
    private static final int DEPTH = 3;
    private static final Splitter PARAGRAPHS =
            Splitter.onPattern("\\r?\\n[ \\t]*(?:\\r?\\n[ \\t]*)+").omitEmptyStrings();

    private static final Splitter NAME_AND_VALUE = Splitter.onPattern("\\s+").limit(2);

    private static final Map<String, Role> DUMPS = Map.of(
            "dump.users", Role.MEMBER,
            "member.dump", Role.MEMBER,
            "subscribers.db.dump", Role.MEMBER,
            "owner.dump", Role.OWNER,
            "editor.dump", Role.MODERATOR);

    /** Who gets no mail. */
    private static final Set<String> WITHOUT_MAIL = Set.of("nomail", "suspended");

    private SympaFolder() {}

    /**
     * Reads a folder.
     *
     * @param domain the domain of lists that no folder and no {@code host} gives one
     * @throws IllegalArgumentException if there is no list, or one without a domain
     */
    static Collection<ImportedList> read(Path folder, Optional<DomainName> domain) throws IOException {
        List<ImportedList> lists = new ArrayList<>();
        for (Path file : ImportFiles.in(folder, DEPTH)) {
            if (file.getFileName().toString().equals("config")) {
                lists.add(list(file.toAbsolutePath().getParent(), domain));
            }
        }
        if (lists.isEmpty()) {
            throw new IllegalArgumentException("no folder in " + folder + " has a file 'config' of a list of Sympa");
        }
        return lists;
    }

    private static ImportedList list(Path folder, Optional<DomainName> domain) throws IOException {
        List<Map<String, String>> config = paragraphs(folder.resolve("config"));
        String name = folder.getFileName().toString();
        String parent = folder.getParent().getFileName().toString();
        String host = value(config, "host")
                .or(() -> Optional.of(parent).filter(text -> text.contains(".")))
                .or(() -> domain.map(DomainName::ascii))
                .orElseThrow(
                        () -> new IllegalArgumentException("the list in " + folder + " has no domain: add --domain"));
        ImportedList list = new ImportedList(ImportedList.address(name + "@" + host)
                .orElseThrow(() -> new IllegalArgumentException("not the name of a list: " + folder)));
        for (Map.Entry<String, Role> dump : DUMPS.entrySet()) {
            Path file = folder.resolve(dump.getKey());
            if (Files.exists(file)) {
                paragraphs(file).forEach(person -> add(list, dump.getValue(), person));
            }
        }
        config.stream()
                .filter(paragraph -> paragraph.containsKey("owner"))
                .forEach(owner -> add(list, Role.OWNER, owner));
        config.stream()
                .filter(paragraph -> paragraph.containsKey("editor"))
                .forEach(editor -> add(list, Role.MODERATOR, editor));
        post(list, value(config, "send").orElse("private"));
        mitigate(list, config);
        for (String kept : List.of(
                "include_list", "include_sympa_list", "include_ldap_query", "include_sql_query", "include_file")) {
            if (config.stream().anyMatch(paragraph -> paragraph.containsKey(kept))) {
                list.note(kept + ": members from elsewhere are those of the dump, and do not follow later");
            }
        }
        return list;
    }

    /** Paragraphs of lines {@code name value}; a name that comes again keeps its first value. */
    private static List<Map<String, String>> paragraphs(Path file) throws IOException {
        List<Map<String, String>> paragraphs = new ArrayList<>();
        for (String paragraph : PARAGRAPHS.split(ImportFiles.read(file))) {
            Map<String, String> values = new LinkedHashMap<>();
            paragraph
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        List<String> parts = NAME_AND_VALUE.splitToList(line);
                        values.putIfAbsent(parts.get(0), parts.size() > 1 ? parts.get(1) : "");
                    });
            paragraphs.add(values);
        }
        return paragraphs;
    }

    private static Optional<String> value(List<Map<String, String>> config, String name) {
        return config.stream()
                .flatMap(paragraph -> Optional.ofNullable(paragraph.get(name)).stream())
                .findFirst();
    }

    private static void add(ImportedList list, Role role, Map<String, String> person) {
        String email = person.get("email");
        if (email == null) {
            return;
        }
        String reception = person.getOrDefault("reception", "mail");
        if (role == Role.MEMBER && (WITHOUT_MAIL.contains(reception) || "1".equals(person.get("suspend")))) {
            list.note(email + " is left out: it gets no mail (" + reception + "). James has no members without mail");
            return;
        }
        list.add(role, email);
        if (role == Role.MEMBER && !reception.equals("mail")) {
            list.note(email + " gets each post as it is (reception " + reception + ")");
        }
    }

    /** Sympa's scenarios for sending; those of the site's own are not known. */
    private static void post(ImportedList list, String send) {
        String scenario = send.replaceFirst("[,\\s].*", "");
        if (scenario.startsWith("public")) {
            list.allow("everyone");
        } else if (scenario.startsWith("private")) {
            list.allow("members");
        } else if (scenario.startsWith("editor") || scenario.startsWith("owner")) {
            list.allow("owners");
        } else if (scenario.equals("closed")) {
            list.allow("nobody");
        } else if (scenario.startsWith("intranet")) {
            list.allow("members");
            list.allow("*@" + list.address().getDomain().asString());
            list.note(
                    "send " + scenario + ": taken for the list's domain and members; name the domains of your network");
        } else {
            list.allow("owners");
            list.note("send " + scenario + ": not known here, so that only owners may post until you say who may");
        }
        if (scenario.contains("key")) {
            list.note("send " + scenario
                    + ": nobody confirms posts here; DMARC shows who wrote, and other posts are held");
        }
    }

    private static void mitigate(ImportedList list, List<Map<String, String>> config) {
        Optional<Map<String, String>> protection = config.stream()
                .filter(paragraph -> paragraph.containsKey("dmarc_protection"))
                .findFirst();
        if (protection.isEmpty()) {
            list.note(
                    "dmarc_protection is not in config: take what the site's sympa.conf says, as docs/coming-from.md shows");
            return;
        }
        String phrase = protection.get().getOrDefault("phrase", "name_via_list");
        List<String> modes = Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToList(protection.get().getOrDefault("mode", "none"));
        if (modes.contains("all")) {
            list.mitigate(MitigationXml.munge("All", phrase, false));
        } else if (modes.contains("dkim_signature")) {
            list.mitigate(MitigationXml.munge("HasHeader=DKIM-Signature", phrase, false));
        } else if (modes.stream().anyMatch(mode -> mode.startsWith("dmarc_"))) {
            String policy =
                    modes.contains("dmarc_any") ? "any" : modes.contains("dmarc_quarantine") ? "quarantine" : "reject";
            list.mitigate(MitigationXml.munge(
                    MitigationXml.matcher(false, "policy=" + policy + "; dns-trouble=pass"), phrase, false));
        }
        if (modes.contains("domain_regex")) {
            list.note("dmarc_protection.domain_regex: name these domains with always= of IsDmarcRejectSender");
        }
    }
}
