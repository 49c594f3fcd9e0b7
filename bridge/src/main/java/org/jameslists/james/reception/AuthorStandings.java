package org.jameslists.james.reception;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.SafeText;

import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;

/**
 * The standing of a mail's author, kept in {@link ListAttributes#AUTHOR_STANDING}. It is valid for one From field only:
 * James copies a mail's attributes to messages made from it, such as bounces, and a decision about one author is not
 * valid for another.
 */
public final class AuthorStandings {
    private static final Splitter PARTS = Splitter.on(' ').limit(3);

    /** Most mailets ask for the standing, and From stays the same object until one of them changes it. */
    private static final Cache<HeaderField, String> ADDRESSES =
            CacheBuilder.newBuilder().weakKeys().build();

    private AuthorStandings() {}

    /** Stores the standing of a mail with this header. */
    public static void set(Mail mail, Header header, AuthorStanding standing) {
        ListAttributes.set(mail, ListAttributes.AUTHOR_STANDING, text(header, standing));
    }

    /**
     * The standing of a mail with this header.
     *
     * @return unauthenticated if the standing was decided for another From
     * @throws MessagingException if there is none: {@code Authenticate} must come first
     */
    public static AuthorStanding of(Mail mail, Header header) throws MessagingException {
        if (mail.getAttribute(ListAttributes.AUTHOR_STANDING).isEmpty()) {
            throw new MessagingException(
                    "mail " + mail.getName() + " was not authenticated at reception: Authenticate must come first");
        }
        return stored(mail, ListAttributes.AUTHOR_STANDING, header)
                .orElseGet(
                        () -> new AuthorStanding.Unauthenticated("From was changed after the post was authenticated"));
    }

    /** Whether a standing was decided for the From in this header. */
    public static boolean isSet(Mail mail, Header header) {
        return stored(mail, ListAttributes.AUTHOR_STANDING, header).isPresent();
    }

    /**
     * Carries the standing over to a From with which one of this pack's mailets replaced the original one.
     *
     * @param before the header for which the standing was decided
     * @param after the header with the new From
     */
    public static void carryOver(Mail mail, Header before, Header after) throws MessagingException {
        set(mail, after, of(mail, before));
    }

    static void setEarly(Mail mail, Header header, AuthorStanding standing) {
        ListAttributes.set(mail, ListAttributes.EARLY_STANDING, text(header, standing));
    }

    static Optional<AuthorStanding> takeEarly(Mail mail, Header header) {
        Optional<AuthorStanding> early = stored(mail, ListAttributes.EARLY_STANDING, header);
        mail.removeAttribute(ListAttributes.EARLY_STANDING);
        return early;
    }

    private static String text(Header header, AuthorStanding standing) {
        return standing.word() + " " + author(header) + " " + SafeText.told(standing.reason());
    }

    private static Optional<AuthorStanding> stored(Mail mail, AttributeName name, Header header) {
        List<String> parts =
                ListAttributes.get(mail, name).map(PARTS::splitToList).orElse(List.of());
        return parts.size() == 3 && parts.get(1).equals(author(header))
                ? Optional.of(AuthorStanding.of(parts.get(0), parts.get(2)))
                : Optional.empty();
    }

    /**
     * What identifies the authors in From, however the field is folded or encoded: its addresses. If it has none, its
     * whole text.
     */
    private static String author(Header header) {
        String authors =
                header.all("From").stream().map(AuthorStandings::addresses).collect(Collectors.joining("\n"));
        return Hashing.sha256().hashString(authors, StandardCharsets.UTF_8).toString();
    }

    private static String addresses(HeaderField from) {
        String known = ADDRESSES.getIfPresent(from);
        if (known == null) {
            known = read(from);
            ADDRESSES.put(from, known);
        }
        return known;
    }

    private static String read(HeaderField from) {
        AddressList addresses = AddressList.parse(from);
        return addresses.malformed().isEmpty() && !addresses.mailboxes().isEmpty()
                ? addresses.mailboxes().stream()
                        .map(mailbox -> mailbox.address().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(","))
                : from.text();
    }
}
