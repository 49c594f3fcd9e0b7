package org.jameslists.james;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.reception.Reception;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MalformedResultsException;

/** Mails as Authenticate leaves them. */
public final class TestReception {
    private TestReception() {}

    /** Gives a mail these results, an Authentication-Results payload, and the standing of its author that follows. */
    public static void receive(Mail mail, String payload) throws MessagingException {
        AuthenticationResults results = results(payload);
        ReceptionResults.set(mail, MailMessage.read(mail).header(), new Reception(results, standing(results)));
    }

    private static AuthenticationResults results(String payload) {
        try {
            return AuthenticationResults.parse(payload);
        } catch (MalformedResultsException e) {
            throw new IllegalArgumentException(payload, e);
        }
    }

    private static AuthorStanding standing(AuthenticationResults results) {
        DmarcVerdict verdict = DmarcVerdict.of(results);
        String reason = verdict.reason();
        if (verdict.trustedSealer().isPresent() && verdict.fails(DmarcPolicy.NONE)) {
            return new AuthorStanding.Vouched(reason);
        }
        if (results.results("dmarc").isEmpty()) {
            return new AuthorStanding.Authenticated("these results say nothing of the author");
        }
        return switch (verdict.code()) {
            case PASS -> new AuthorStanding.Authenticated(reason);
            case NONE -> new AuthorStanding.Unauthenticated(reason);
            case TEMPERROR -> new AuthorStanding.Unknown(reason);
            case FAIL, PERMERROR -> verdict.fails(DmarcPolicy.QUARANTINE)
                    ? new AuthorStanding.Forged(reason)
                    : new AuthorStanding.Unauthenticated(reason);
        };
    }
}
