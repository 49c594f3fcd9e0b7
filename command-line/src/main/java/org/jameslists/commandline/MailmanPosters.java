package org.jameslists.commandline;

import java.util.List;

/** Those of whom Mailman takes posts though they are no members. */
final class MailmanPosters {
    private MailmanPosters() {}

    /** Allows addresses; regular expressions, which begin with {@code ^}, and names of lists become notes. */
    static void allow(ImportedList list, List<String> entries) {
        for (String entry : entries) {
            if (entry.startsWith("^")) {
                list.note("accept_these_nonmembers: " + entry
                        + " is a regular expression. MayPost has patterns such as *@example.org");
            } else if (entry.startsWith("@") || ImportedList.address(entry).isEmpty()) {
                list.note("accept_these_nonmembers: " + entry
                        + " is no address. Name the members of another list themselves");
            } else {
                list.allow(ImportedList.address(entry).orElseThrow().asString());
            }
        }
    }
}
