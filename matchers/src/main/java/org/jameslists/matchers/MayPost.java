package org.jameslists.matchers;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.mail.MessagingException;
import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.lists.ListDirectory;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.settings.AddressPattern;
import org.jameslists.james.settings.AddressTemplate;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Header;

import com.google.inject.Inject;

/**
 * Matches posts whose author is known and may post to the list:
 *
 * <pre>{@code
 * <mailet notmatch="org.jameslists.matchers.MayPost=posters=members, *@example.ac.jp; unauthenticated=hold"
 *         class="ToProcessor">
 *   <processor>list-held</processor>
 * </mailet>
 * }</pre>
 *
 * <p>{@code notmatch} picks the posts of others, which are best held. A post that was held and that somebody released matches.
 * A forged post never matches, nor does a post whose author is unknown because the DNS did not answer. If the author's domain
 * publishes nothing, anybody can write its name: such a post matches only with {@code unauthenticated=post}.
 */
public class MayPost extends ListMatcher {
    private static final Set<String> GROUPS = Set.of("everyone", "members", "owners", "nobody");

    private final ListDirectory directory;
    private final Outcomes outcomes;
    private List<String> groups;
    private List<AddressPattern> addresses;
    private AddressTemplate owners;
    private Unauthenticated unauthenticated;

    /** What to do with a post by an unauthenticated author. */
    private enum Unauthenticated {
        /** It does not match. */
        HOLD,
        /** The addresses in From count. */
        POST
    }

    /** Looks up members and owners in this directory. */
    @Inject
    public MayPost(MetricFactory metrics, ListDirectory directory) {
        this.directory = directory;
        this.outcomes = new Outcomes(metrics, MayPost.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        parameters.required("posters");
        List<String> posters = parameters.each("posters", MayPost::requirePoster);
        groups = posters.stream().filter(GROUPS::contains).toList();
        addresses = posters.stream()
                .filter(poster -> !GROUPS.contains(poster))
                .map(AddressPattern::parse)
                .toList();
        owners = parameters
                .optional("owners", AddressTemplate::parse)
                .orElse(AddressTemplate.parse("{list}-owner@{domain}"));
        unauthenticated = parameters.choice("unauthenticated", Unauthenticated.HOLD);
    }

    private static String requirePoster(String text) {
        String poster = text.toLowerCase(Locale.ROOT);
        if (!GROUPS.contains(poster)) {
            if (poster.indexOf('@') < 0) {
                throw new IllegalArgumentException("none of everyone, members, owners, nobody, and no address");
            }
            AddressPattern.parse(poster);
        }
        return poster;
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        MailAddress list = ListAttributes.requireList(mail);
        Header header = MailMessage.read(mail).header();
        AuthorStanding standing = AuthorStandings.of(mail, header);
        if (ListAttributes.get(mail, ListAttributes.RELEASED_FROM).isPresent()) {
            outcomes.note(mail, "matched", () -> "may be posted: somebody released it");
            return true;
        }
        if (!counts(standing)) {
            hold(mail, "may not be posted: its author is " + standing.word() + ": " + standing.reason());
            return false;
        }
        List<MailAddress> authors = FromAddresses.of(header);
        boolean may = groups.contains("everyone") || (!authors.isEmpty() && areAllAmong(authors, list));
        if (may) {
            outcomes.note(mail, "matched", () -> authors + " may post to list " + list.asString());
        } else {
            hold(mail, authors + " may not post to list " + list.asString());
        }
        return may;
    }

    /** Whoever decides about the post reads why it is held. */
    private void hold(Mail mail, String reason) {
        ListAttributes.tell(mail, ListAttributes.REASON, reason);
        outcomes.note(mail, "unmatched", () -> reason);
    }

    /** Whether From counts as the author. If everyone may post, all but forged and unknown authors count. */
    private boolean counts(AuthorStanding standing) {
        if (standing instanceof AuthorStanding.Unauthenticated) {
            return unauthenticated == Unauthenticated.POST || groups.contains("everyone");
        }
        return standing instanceof AuthorStanding.Authenticated || standing instanceof AuthorStanding.Vouched;
    }

    private boolean areAllAmong(List<MailAddress> authors, MailAddress list) throws MessagingException {
        for (MailAddress author : authors) {
            if (!isAmong(author, list)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAmong(MailAddress author, MailAddress list) throws MessagingException {
        return addresses.stream().anyMatch(pattern -> pattern.matches(author))
                || (groups.contains("members") && directory.isMember(list, author))
                || (groups.contains("owners") && isOwner(author, list));
    }

    /** The owners are the targets of the owners' address: the members of a group, or one user. */
    private boolean isOwner(MailAddress author, MailAddress list) throws MessagingException {
        MailAddress address;
        try {
            address = owners.of(list);
        } catch (AddressException e) {
            throw new MessagingException(
                    "list " + list.asString() + ": parameter \"owners\" makes no address: " + owners, e);
        }
        return directory.isMember(address, author)
                || directory.destinations(address).addresses().contains(author);
    }
}
