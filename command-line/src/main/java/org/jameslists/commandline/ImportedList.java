package org.jameslists.commandline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.jameslists.mail.SafeText;

/**
 * A list as another list server has it. Collected while its files are read: whatever has no counterpart here becomes a note.
 */
final class ImportedList {
    /** What somebody is on a list. */
    enum Role {
        MEMBER,
        OWNER,
        MODERATOR
    }

    private final MailAddress address;
    private final Set<MailAddress> members = new LinkedHashSet<>();
    private final Set<MailAddress> owners = new LinkedHashSet<>();
    private final Set<String> posters = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<String> mitigation = Optional.empty();

    ImportedList(MailAddress address) {
        this.address = address;
    }

    MailAddress address() {
        return address;
    }

    Set<MailAddress> members() {
        return members;
    }

    /** Owners and moderators, who decide about held posts together here. */
    Set<MailAddress> owners() {
        return owners;
    }

    /** The posters of {@code MayPost}; members where nothing was said. */
    String posters() {
        return posters.isEmpty() ? "members" : String.join(", ", posters);
    }

    /** The mailets that do what the list did about DMARC, as XML; empty if nothing is known of it. */
    Optional<String> mitigation() {
        return mitigation;
    }

    /** What has no counterpart, or was left out. */
    List<String> notes() {
        return notes;
    }

    /** Adds somebody, {@code jane@example.org} or {@code Jane <jane@example.org>}; whatever is no address becomes a note. */
    void add(Role role, String text) {
        Optional<MailAddress> person = address(text);
        if (person.isEmpty()) {
            note("left out, since it is no address: " + text);
        } else if (role == Role.MEMBER) {
            members.add(person.get());
        } else {
            owners.add(person.get());
            if (role == Role.MODERATOR) {
                noteOnce("moderators are owners here: there is one role for both");
            }
        }
    }

    static Optional<MailAddress> address(String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        String bare = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        try {
            return Optional.of(new MailAddress(bare.strip()));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** Allows somebody to post: a word or an address of {@code MayPost}. */
    void allow(String poster) {
        posters.add(poster);
    }

    void mitigate(String xml) {
        mitigation = Optional.of(xml);
    }

    void note(String words) {
        notes.add(SafeText.told(words));
    }

    private void noteOnce(String words) {
        if (!notes.contains(words)) {
            notes.add(words);
        }
    }
}
