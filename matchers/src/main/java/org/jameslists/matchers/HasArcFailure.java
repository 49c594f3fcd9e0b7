package org.jameslists.matchers;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.arc.ChainValidation;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.james.settings.Parameters;
import org.jameslists.results.AuthenticationResults;

import com.google.inject.Inject;

/**
 * Matches posts that came with a broken ARC chain (RFC 8617 §5.2). No later seal can repair it, and receivers that
 * evaluate ARC will see it.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.HasArcFailure" class="ToProcessor">
 *   <processor>list-without-seal</processor>
 * </mailet>
 * }</pre>
 */
public class HasArcFailure extends ListMatcher {
    private final Outcomes outcomes;

    /** Counts with these metrics. */
    @Inject
    public HasArcFailure(MetricFactory metrics) {
        this.outcomes = new Outcomes(metrics, HasArcFailure.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) {
        // no parameter
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        AuthenticationResults results = ReceptionResults.of(mail);
        boolean failed = ReceptionResults.chain(results) == ChainValidation.FAIL;
        outcomes.note(
                mail,
                failed ? "matched" : "unmatched",
                () -> failed
                        ? "came with a broken ARC chain: " + reason(results)
                        : "did not come with a broken ARC chain");
        return failed;
    }

    private static String reason(AuthenticationResults results) {
        return results.results("arc").stream()
                .flatMap(arc -> arc.reason().stream())
                .findFirst()
                .orElse("the results give no reason");
    }
}
