package org.jameslists.james.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.common.hash.Hashing;
import com.google.inject.Inject;
import com.google.inject.Singleton;

/** What a click on a member's link does. The log does not name the member. */
@Singleton
public final class Leaving {
    private static final Logger LOGGER = LoggerFactory.getLogger(Leaving.class);
    private static final int SHOWN_OF_HASH = 8;

    private final MemberLinks links;
    private final Memberships memberships;

    /** Opens these links, and ends these memberships. */
    @Inject
    public Leaving(MemberLinks links, Memberships memberships) {
        this.links = links;
        this.memberships = memberships;
    }

    /**
     * Ends the membership that a link is about. A link that is not ours, is too old, or was made before its member left or
     * joined for the last time does nothing.
     *
     * @throws IOException if it cannot be written down; the link can be used again
     */
    public void byLink(String token) throws MessagingException, IOException {
        Optional<MemberLink> opened = links.open(token);
        if (opened.isEmpty()) {
            LOGGER.info("Somebody followed a link that is not ours, or is too old: nothing is done");
            return;
        }
        MemberLink link = opened.get();
        boolean leaves = !memberships.changedSince(link.made(), link.list(), link.member())
                && memberships.leave(link.list(), link.member());
        LOGGER.info(
                "A member of list {} ({}) {} a link that was made at {}",
                link.list().asString(),
                shown(link.member()),
                leaves ? "leaves by" : "is none, or has left or joined since: nothing is done for",
                link.made());
    }

    /** Shows whether two lines are about one member, and not who it is. */
    private static String shown(MailAddress member) {
        return Hashing.sha256()
                .hashString(member.asString().toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                .toString()
                .substring(0, SHOWN_OF_HASH);
    }
}
