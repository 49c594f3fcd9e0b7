package org.jameslists.list;

import java.util.Locale;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;

/**
 * What a report says of one recipient (RFC 3464 §2.3).
 *
 * @param action the Action in lower case, such as {@code failed}; empty if there is none
 * @param status the Status, such as {@code 5.1.1}; empty if there is none
 * @param diagnostic the Diagnostic-Code, such as {@code smtp; 550 5.1.1 No such user}; empty if there is none
 */
record RecipientStatus(String action, String status, String diagnostic) {
    static RecipientStatus of(Header fields) {
        return new RecipientStatus(
                text(fields, "Action").toLowerCase(Locale.ROOT),
                text(fields, "Status"),
                text(fields, "Diagnostic-Code"));
    }

    private static String text(Header fields, String name) {
        return fields.first(name).map(HeaderField::text).orElse("").strip();
    }

    /**
     * What that means for the address.
     *
     * @param words the text of the bounce, for a report that gives no reason
     */
    Bounce bounce(String words) {
        String reason = (status + " " + diagnostic).strip();
        return switch (action.replaceFirst("[^a-z].*", "")) {
            case "delivered", "relayed", "expanded" -> new Bounce.NotABounce("a notice of success: " + action);
            case "delayed" -> new Bounce.Temporary(FailureText.told(reason));
            case "failed" -> failure(reason, words);
            default -> status.startsWith("4") ? new Bounce.Temporary(FailureText.told(reason)) : unnamed(reason, words);
        };
    }

    /** RFC 3464 §2.3.3 wants an Action; where there is none a Status of class 2 is a success (RFC 3463 §3.1). */
    private Bounce unnamed(String reason, String words) {
        return status.startsWith("2")
                ? new Bounce.NotABounce("a notice of success: " + status)
                : failure(reason, words);
    }

    /** Some reports have 5.0.0 and no more, and the reason in the text for people. */
    private Bounce failure(String reason, String words) {
        return FailureText.of(reason)
                .or(() -> FailureText.of(words))
                .map(kind -> kind.bounce(FailureText.told(reason)))
                .orElseGet(() -> new Bounce.DeadAddress(FailureText.told(reason)));
    }
}
