package org.jameslists.james.reception;

import java.util.List;
import java.util.Optional;

import javax.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.settings.DomainPattern;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.SafeText;

import com.google.inject.Inject;

/**
 * Mail from a client that this server knows. A login shows who the user is, not who wrote: the author is authenticated
 * only if the user may use the address in From (RFC 6409 §6.1). The right to relay, which James gives to networks,
 * identifies nobody.
 */
public final class Submission {
    /** The user who submitted over JMAP (RFC 8621). James sets it on mail sent by JMAP. */
    private static final AttributeName JMAP_USER = AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

    /** James' own mark for a client in one of its authorized networks, or for a user. */
    private static final AttributeName AUTHORIZED_NETWORK = AttributeName.of("org.apache.james.SMTPIsAuthNetwork");

    private final CanSendFrom canSendFrom;
    private final List<DomainPattern> userDomains;
    private final List<DomainPattern> networkDomains;

    /** Asks James which addresses a user may use, and the settings which other author domains count. */
    @Inject
    public Submission(CanSendFrom canSendFrom, ListAuthenticationSettings settings) {
        this.canSendFrom = canSendFrom;
        this.userDomains = settings.userAuthors();
        this.networkDomains = settings.networkAuthors();
    }

    /** The user who handed a mail in, over SMTP or JMAP. */
    public static Optional<String> user(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class)
                .or(() -> AttributeUtils.getValueAndCastFromMail(mail, JMAP_USER, String.class));
    }

    /**
     * Whether the login, or the network, shows who wrote.
     *
     * @return empty if not; then the post is judged like any other
     */
    public Optional<AuthorStanding> standing(Mail mail, Header header) {
        List<HeaderField> from = header.all("From");
        if (from.size() != 1) {
            return Optional.empty();
        }
        AddressList authors = AddressList.parse(from.get(0));
        if (!authors.malformed().isEmpty() || authors.mailboxes().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> user = user(mail);
        if (user.isPresent() && authors.mailboxes().stream().allMatch(author -> mayUse(user.get(), author))) {
            return Optional.of(new AuthorStanding.Authenticated(
                    "the user " + SafeText.told(user.get()) + " logged in and may use the address in From"));
        }
        // James also sets its mark for a user who logged in, but a user does not speak for a network
        boolean fromNetwork = user.isEmpty()
                && AttributeUtils.getValueAndCastFromMail(mail, AUTHORIZED_NETWORK, Boolean.class)
                        .orElse(false);
        return fromNetwork && authors.mailboxes().stream().allMatch(author -> isIn(networkDomains, author))
                ? Optional.of(new AuthorStanding.Authenticated(
                        "the post comes from an authorized network, which may write for the domain in From"))
                : Optional.empty();
    }

    private boolean mayUse(String user, Mailbox author) {
        try {
            return isIn(userDomains, author)
                    || canSendFrom.userCanSendFrom(
                            Username.of(user), Username.fromMailAddress(new MailAddress(author.address())));
        } catch (AddressException notJamesOwn) {
            return false; // an address that James cannot represent belongs to no user
        }
    }

    private static boolean isIn(List<DomainPattern> domains, Mailbox author) {
        return DomainName.parse(author.domain())
                .filter(domain -> domains.stream().anyMatch(pattern -> pattern.matches(domain)))
                .isPresent();
    }
}
