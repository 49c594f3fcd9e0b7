package org.jameslists.james.reception;

import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.jameslists.arc.ChainValidation;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.mail.Header;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MalformedResultsException;

/** The results of authentication when a mail came in, kept as text in {@link ListAttributes#AUTHENTICATION_RESULTS}. */
public final class ReceptionResults {
    private ReceptionResults() {}

    /** Stores what is known about a mail with this header. */
    public static void set(Mail mail, Header header, Reception reception) {
        ListAttributes.set(
                mail, ListAttributes.AUTHENTICATION_RESULTS, reception.results().format());
        AuthorStandings.set(mail, header, reception.standing());
    }

    /** Forgets what is known about a mail, so that {@code Authenticate} checks it again. */
    public static void forget(Mail mail) {
        mail.removeAttribute(ListAttributes.AUTHENTICATION_RESULTS);
        mail.removeAttribute(ListAttributes.AUTHOR_STANDING);
    }

    /** Stores what was found during the SMTP dialogue. */
    public static void setEarly(Mail mail, Header header, Reception reception) {
        ListAttributes.set(
                mail, ListAttributes.EARLY_RESULTS, reception.results().format());
        AuthorStandings.setEarly(mail, header, reception.standing());
    }

    /**
     * Takes from the mail what {@link #setEarly} stored.
     *
     * @return empty if nothing was stored, or if it was stored for another From
     * @throws MessagingException if it cannot be read
     */
    public static Optional<Reception> takeEarly(Mail mail, Header header) throws MessagingException {
        Optional<String> payload = ListAttributes.get(mail, ListAttributes.EARLY_RESULTS);
        Optional<AuthorStanding> standing = AuthorStandings.takeEarly(mail, header);
        mail.removeAttribute(ListAttributes.EARLY_RESULTS);
        return payload.isEmpty() || standing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reception(parse(payload.get(), ListAttributes.EARLY_RESULTS), standing.get()));
    }

    /** Whether a mail with this header has been authenticated. */
    public static boolean isSet(Mail mail, Header header) {
        return ListAttributes.get(mail, ListAttributes.AUTHENTICATION_RESULTS).isPresent()
                && AuthorStandings.isSet(mail, header);
    }

    /** The result of the ARC chain that the mail came with; {@code none} if there is no such result. */
    public static ChainValidation chain(AuthenticationResults results) {
        return results.results("arc").stream()
                .flatMap(arc -> ChainValidation.of(arc.result()).stream())
                .findFirst()
                .orElse(ChainValidation.NONE);
    }

    /**
     * The results of a mail.
     *
     * @throws MessagingException if it has none: {@code Authenticate} must come first
     */
    public static AuthenticationResults of(Mail mail) throws MessagingException {
        String payload = ListAttributes.get(mail, ListAttributes.AUTHENTICATION_RESULTS)
                .orElseThrow(() -> new MessagingException("mail " + mail.getName()
                        + " was not authenticated at reception: Authenticate must come first"));
        return parse(payload, ListAttributes.AUTHENTICATION_RESULTS);
    }

    private static AuthenticationResults parse(String payload, AttributeName attribute) throws MessagingException {
        try {
            return AuthenticationResults.parse(payload);
        } catch (MalformedResultsException e) {
            throw new MessagingException("the attribute " + attribute.asString() + " cannot be read", e);
        }
    }
}
