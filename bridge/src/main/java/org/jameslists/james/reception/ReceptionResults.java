package org.jameslists.james.reception;

import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.jameslists.arc.ChainValidation;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MalformedResultsException;

/** What was found out about a mail when it came in, kept as text in {@link ListAttributes#AUTHENTICATION_RESULTS}. */
public final class ReceptionResults {
    private ReceptionResults() {}

    /** Notes the results of a mail. */
    public static void set(Mail mail, AuthenticationResults results) {
        ListAttributes.set(mail, ListAttributes.AUTHENTICATION_RESULTS, results.format());
    }

    /** Notes what was found out while the client that handed the mail in still waited. */
    public static void setEarly(Mail mail, AuthenticationResults results) {
        ListAttributes.set(mail, ListAttributes.EARLY_RESULTS, results.format());
    }

    /**
     * What {@link #setEarly} noted, which the mail then has no more.
     *
     * @throws MessagingException if it cannot be read
     */
    public static Optional<AuthenticationResults> takeEarly(Mail mail) throws MessagingException {
        Optional<String> payload = ListAttributes.get(mail, ListAttributes.EARLY_RESULTS);
        mail.removeAttribute(ListAttributes.EARLY_RESULTS);
        return payload.isEmpty() ? Optional.empty() : Optional.of(parse(payload.get(), ListAttributes.EARLY_RESULTS));
    }

    /** Whether a mail has its results. */
    public static boolean isSet(Mail mail) {
        return ListAttributes.get(mail, ListAttributes.AUTHENTICATION_RESULTS).isPresent();
    }

    /** What became of the ARC chain the mail came with: {@code none} where no result says it. */
    public static ChainValidation chain(AuthenticationResults results) {
        return results.results("arc").stream()
                .flatMap(arc -> ChainValidation.of(arc.result()).stream())
                .findFirst()
                .orElse(ChainValidation.NONE);
    }

    /**
     * The results of a mail.
     *
     * @throws MessagingException if it has none: {@code Authenticate} must have seen it
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
