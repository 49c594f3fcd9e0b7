package org.jameslists.hooks;

import java.util.Optional;

import javax.mail.MessagingException;

import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.UriTemplate;

/**
 * What a client reads after the three digits of a reply: an enhanced status code (RFC 3463) and words.
 *
 * @param status the enhanced status code of a refusal
 * @param help a URL with more information from the operator
 */
record DmarcReplies(String status, Optional<String> help) {
    /** The reply if an error keeps the message from being checked. */
    static final String BROKEN = "4.3.0 DMARC could not be evaluated, please try again later";

    /** The reply if the DNS does not answer and James' queue would change the header. */
    static final String RAW = "4.7.1 DMARC cannot be evaluated now, please try again later";

    /** RFC 5321 §4.5.3.1.5 limits a reply to 510 bytes; a domain takes at most 253, the words about 100. */
    private static final int LONGEST_HELP = 120;

    static DmarcReplies configure(Parameters parameters) throws MessagingException {
        return new DmarcReplies(
                parameters.optional("status", DmarcReplies::requireStatus).orElse("5.7.1"),
                parameters.optional("help", DmarcReplies::requireShort));
    }

    /** 5.7.1 is "delivery not authorized" (RFC 3463 §3.8), 5.7.26 "multiple authentication checks failed" (RFC 7372 §3.3). */
    private static String requireStatus(String text) {
        if (!text.equals("5.7.1") && !text.equals("5.7.26")) {
            throw new IllegalArgumentException("neither 5.7.1 nor 5.7.26");
        }
        return text;
    }

    private static String requireShort(String text) {
        if (text.length() > LONGEST_HELP) {
            throw new IllegalArgumentException("longer than " + LONGEST_HELP + " characters");
        }
        UriTemplate.parse(text);
        return text;
    }

    String refusal(DmarcVerdict verdict) {
        String words = verdict.domain().isPresent() && verdict.policy().isPresent()
                ? "Not authenticated as from " + verdict.domain().get() + ", whose DMARC policy is "
                        + verdict.policy().get().word()
                : "DMARC cannot tell whose message this is";
        return status + " " + words + help.map(url -> "; see " + url).orElse("");
    }

    String tryLater(DmarcVerdict verdict) {
        return "4.7.1 The DMARC policy of "
                + verdict.domain().orElse("the author's domain")
                + " cannot be looked up now, please try again later";
    }
}
