package org.jameslists.james.reception;

import java.util.Locale;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.Header;

/** Whether the envelope sender of a post may be written to: a notice to a forged one reaches somebody who never wrote. */
public final class EnvelopeSender {
    private EnvelopeSender() {}

    /**
     * Whether SPF passes for the envelope sender, or the sender is the authenticated author.
     *
     * @param post the header as it came in
     * @throws MessagingException if the mail was not authenticated
     */
    public static boolean isVouchedFor(Mail mail, Header post) throws MessagingException {
        Optional<String> sender = mail.getMaybeSender().asOptional().map(address -> address.asString()
                .toLowerCase(Locale.ROOT));
        if (sender.isEmpty()) {
            return false;
        }
        return isAuthor(mail, post, sender.get()) || passesSpf(mail, sender.get());
    }

    private static boolean isAuthor(Mail mail, Header post, String sender) throws MessagingException {
        return AuthorStandings.of(mail, post) instanceof AuthorStanding.Authenticated
                && post.all("From").stream()
                        .flatMap(field -> AddressList.parse(field).mailboxes().stream())
                        .anyMatch(author ->
                                author.address().toLowerCase(Locale.ROOT).equals(sender));
    }

    private static boolean passesSpf(Mail mail, String sender) throws MessagingException {
        return ReceptionResults.of(mail).results("spf").stream()
                .filter(spf -> spf.result().equals("pass"))
                .flatMap(spf -> spf.property("smtp", "mailfrom").stream())
                .anyMatch(passed -> passed.toLowerCase(Locale.ROOT).equals(sender));
    }
}
