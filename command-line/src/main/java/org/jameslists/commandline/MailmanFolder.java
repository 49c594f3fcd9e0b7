package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.core.MailAddress;
import org.jameslists.commandline.ImportedList.Role;

/**
 * Lists of Mailman in a folder of text files, named by the list's address and what they hold:
 *
 * <ul>
 *   <li>{@code news@lists.example.org.members}: what {@code mailman members LIST} of Mailman 3 prints, or
 *       {@code list_members LIST} of Mailman 2, with names ({@code -f}) or without;
 *   <li>{@code .owners}, {@code .moderators}: the same for these roles;
 *   <li>{@code .config}: what {@code config_list -o} of Mailman 2 writes;
 *   <li>{@code .json}: what Mailman 3 answers to {@code GET /3.1/lists/LIST/config}.
 * </ul>
 */
final class MailmanFolder {
    private static final Pattern NAME = Pattern.compile("(.+@.+)\\.(members|owners|moderators|config|json)");
    private static final Pattern SETTING = Pattern.compile("(?m)^(\\w+) = (\\[(?s:.*?)]|.*)$");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private final Map<String, ImportedList> lists = new LinkedHashMap<>();

    private MailmanFolder() {}

    /**
     * Reads the files of a folder.
     *
     * @throws IllegalArgumentException if there is none of them
     */
    static Collection<ImportedList> read(Path folder) throws IOException {
        MailmanFolder mailman = new MailmanFolder();
        for (Path file : ImportFiles.in(folder, 1)) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                mailman.read(file, mailman.list(name.group(1)), name.group(2));
            }
        }
        if (mailman.lists.isEmpty()) {
            throw new IllegalArgumentException("no file in " + folder + " is named LIST@DOMAIN.members, .owners,"
                    + " .moderators, .config or .json");
        }
        return mailman.lists.values();
    }

    private ImportedList list(String name) {
        MailAddress address = ImportedList.address(name)
                .orElseThrow(() -> new IllegalArgumentException("not the address of a list: " + name));
        return lists.computeIfAbsent(address.asString(), unused -> new ImportedList(address));
    }

    private void read(Path file, ImportedList list, String kind) throws IOException {
        switch (kind) {
            case "members" -> add(file, list, Role.MEMBER);
            case "owners" -> add(file, list, Role.OWNER);
            case "moderators" -> add(file, list, Role.MODERATOR);
            case "json" -> MailmanJson.readConfig(ImportFiles.read(file), list);
            default -> readConfig(ImportFiles.read(file), list);
        }
    }

    /** {@code mailman members} says in words that nobody is there. */
    private static void add(Path file, ImportedList list, Role role) throws IOException {
        for (String line : ImportFiles.lines(file)) {
            if (line.indexOf('@') >= 0) {
                list.add(role, line);
            }
        }
    }

    /** Assignments as Python writes them. */
    private static void readConfig(String text, ImportedList list) {
        Map<String, String> settings = new LinkedHashMap<>();
        SETTING.matcher(text).results().forEach(setting -> settings.put(setting.group(1), setting.group(2)));
        strings(settings.get("owner")).forEach(owner -> list.add(Role.OWNER, owner));
        strings(settings.get("moderator")).forEach(moderator -> list.add(Role.MODERATOR, moderator));
        if (isOn(settings.get("default_member_moderation"))) {
            list.allow("owners");
            list.note(
                    "default_member_moderation: posts of members are held. Mailman keeps this for each member, and new ones"
                            + " alone get the default");
        } else {
            list.allow("members");
        }
        switch (number(settings.get("generic_nonmember_action"))) {
            case 0 -> list.allow("everyone");
            case 2, 3 -> list.note(
                    "generic_nonmember_action: posts of others are held here, and neither rejected nor discarded");
            default -> {
                // held, as here
            }
        }
        MailmanPosters.allow(list, strings(settings.get("accept_these_nonmembers")));
        mitigate(list, settings);
    }

    private static void mitigate(ImportedList list, Map<String, String> settings) {
        boolean toList = number(settings.get("reply_goes_to_list")) == 1;
        int all = number(settings.get("from_is_list"));
        int strict = number(settings.get("dmarc_moderation_action"));
        String strictMatch = MitigationXml.matcher(false, "discovery=rfc7489");
        if (all == 1) {
            list.mitigate(MitigationXml.munge("All", "mailman", toList));
        } else if (all == 2) {
            list.mitigate(MitigationXml.wrap("All"));
        } else if (strict == 1) {
            list.mitigate(MitigationXml.munge(strictMatch, "mailman", toList));
        } else if (strict == 2) {
            list.mitigate(MitigationXml.wrap(strictMatch));
        } else if (strict == 3 || strict == 4) {
            list.mitigate(MitigationXml.end(strictMatch, strict == 3));
        } else if (settings.containsKey("dmarc_moderation_action")) {
            list.note(
                    "Mailman does nothing about DMARC: members at strict receivers do not get posts of such authors. Take a"
                            + " sample that rewrites From");
        }
    }

    private static boolean isOn(String value) {
        return number(value) == 1 || "True".equals(value);
    }

    private static int number(String value) {
        return Optional.ofNullable(value)
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .orElse(-1);
    }

    private static List<String> strings(String value) {
        return value == null
                ? List.of()
                : QUOTED.matcher(value)
                        .results()
                        .map(quoted -> quoted.group(1) != null ? quoted.group(1) : quoted.group(2))
                        .filter(text -> !text.isBlank())
                        .toList();
    }
}
