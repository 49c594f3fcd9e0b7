package org.jameslists.matchers;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.settings.Parameters;

import com.google.inject.Inject;

/**
 * Matches posts whose author is authenticated: they passed DMARC when they came in, or the author logged in.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.PassesDmarc" class="ToProcessor">
 *   <processor>list</processor>
 * </mailet>
 * }</pre>
 */
public class PassesDmarc extends ListMatcher {
    private final Outcomes outcomes;

    /** Counts with these metrics. */
    @Inject
    public PassesDmarc(MetricFactory metrics) {
        this.outcomes = new Outcomes(metrics, PassesDmarc.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) {
        // no parameter
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        AuthorStanding standing =
                AuthorStandings.of(mail, MailMessage.read(mail).header());
        boolean matched = standing instanceof AuthorStanding.Authenticated;
        outcomes.note(
                mail,
                matched ? "matched" : "unmatched",
                () -> (matched
                                ? "was written by the author in From: "
                                : "may not have been written by the author in From: ")
                        + standing.reason());
        return matched;
    }
}
