package org.jameslists.james.reception;

import java.util.Locale;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;

/**
 * Decides whether a post's envelope sender may get a notice. If the address is forged, the notice would reach somebody
 * who never wrote.
 */
public final class EnvelopeSender {
    private EnvelopeSender() {}

    /**
     * Why no notice may be sent about a post that is not sent on (RFC 3834 §2, RFC 5321 §4.5.5).
     *
     * @param post the header as it came in
     * @return empty if its envelope sender may get a notice
     * @throws MessagingException if the mail was not authenticated
     */
    public static Optional<String> objectionToNotice(Mail mail, Header post) throws MessagingException {
        if (!mail.hasSender()) {
            return Optional.of("it has no envelope sender");
        }
        if (post.all("Auto-Submitted").stream().anyMatch(field -> !field.text().equalsIgnoreCase("no"))) {
            return Optional.of("it was sent automatically");
        }
        AuthorStanding standing = AuthorStandings.of(mail, post);
        if (standing instanceof AuthorStanding.Forged || standing instanceof AuthorStanding.Unknown) {
            return Optional.of(standing.reason());
        }
        return isVouchedFor(mail, post)
                ? Optional.empty()
                : Optional.of("its envelope sender may be forged: SPF does not pass for it, and its domain is not"
                        + " the authenticated author's");
    }

    /** Whether SPF passes for the envelope sender, or the authenticated author is in its domain. */
    private static boolean isVouchedFor(Mail mail, Header post) throws MessagingException {
        Optional<MailAddress> sender = mail.getMaybeSender().asOptional();
        return sender.isPresent() && (isOfAuthorsDomain(mail, post, sender.get()) || passesSpf(mail, sender.get()));
    }

    /** The author's authentication speaks for the whole domain, and so for the envelope sender in it. */
    private static boolean isOfAuthorsDomain(Mail mail, Header post, MailAddress sender) throws MessagingException {
        return AuthorStandings.of(mail, post) instanceof AuthorStanding.Authenticated
                && DomainName.parse(sender.getDomain().asString())
                        .filter(AuthorDomains.of(post).domains()::contains)
                        .isPresent();
    }

    private static boolean passesSpf(Mail mail, MailAddress sender) throws MessagingException {
        String address = sender.asString().toLowerCase(Locale.ROOT);
        return ReceptionResults.of(mail).results("spf").stream()
                .filter(spf -> spf.result().equals("pass"))
                .flatMap(spf -> spf.property("smtp", "mailfrom").stream())
                .anyMatch(passed -> passed.toLowerCase(Locale.ROOT).equals(address));
    }
}
