package org.jameslists.james;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.arc.ChainValidation;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MalformedResultsException;

/** What was found out about a mail when it came in, kept as text in {@link ListAttributes#AUTHENTICATION_RESULTS}. */
public final class ReceptionResults {
    private ReceptionResults() {}

    /** Notes the results of a mail. */
    public static void set(Mail mail, AuthenticationResults results) {
        ListAttributes.set(mail, ListAttributes.AUTHENTICATION_RESULTS, results.format());
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
        try {
            return AuthenticationResults.parse(payload);
        } catch (MalformedResultsException e) {
            throw new MessagingException(
                    "the attribute " + ListAttributes.AUTHENTICATION_RESULTS.asString() + " cannot be read", e);
        }
    }
}
