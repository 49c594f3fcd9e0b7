package org.jameslists.matchers;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.settings.Parameters;

import com.google.inject.Inject;

/**
 * Matches posts that passed their author's DMARC policy when they came in: the author's domain vouches for them.
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
        this.outcomes = new Outcomes(metrics, PassesDmarc.class);
    }

    @Override
    protected void configure(Parameters parameters) {
        // no parameter
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        DmarcVerdict verdict = DmarcVerdict.of(mail);
        boolean matched = verdict.code() == Code.PASS;
        outcomes.note(
                mail,
                matched ? "matched" : "unmatched",
                (matched ? "is its author's: " : "is not known to be its author's: ") + verdict.reason());
        return matched;
    }
}
