package org.jameslists.matchers;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.SafeText;

import com.google.inject.Inject;

/**
 * Matches posts that may be forged: they failed their author's DMARC policy when they came in, or nobody knows whether
 * they did. Once the list has edited and signed such a post, it would pass DMARC. So send it elsewhere first:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.FailsDmarc=policy=quarantine; temperror=match" class="ToProcessor">
 *   <processor>list-forged</processor>
 * </mailet>
 * }</pre>
 *
 * <p>It stores the reason on the mail: {@link ListAttributes#DMARC_REASON}.
 */
public class FailsDmarc extends ListMatcher {
    private final Outcomes outcomes;
    private DmarcPolicy weakest;
    private TemperrorAction temperror;
    private Sealer trustedSealer;

    /** What to do where a trusted ARC sealer vouches for a post that failed. */
    private enum Sealer {
        PASS,
        MATCH
    }

    /** Counts with these metrics. */
    @Inject
    public FailsDmarc(MetricFactory metrics) {
        this.outcomes = new Outcomes(metrics, FailsDmarc.class, "matched", "unmatched", "trouble");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        weakest = parameters.choice("policy", WeakestPolicy.QUARANTINE).policy();
        temperror = TemperrorAction.configure(parameters);
        trustedSealer = parameters.renamed("trusted-sealer", "trustedSealer").choice("trustedSealer", Sealer.PASS);
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        DmarcVerdict verdict = DmarcVerdict.of(mail);
        AuthorStanding standing =
                AuthorStandings.of(mail, MailMessage.read(mail).header());
        String reason = standing.reason();
        if (standing instanceof AuthorStanding.Unknown && temperror == TemperrorAction.FAIL) {
            outcomes.note(mail, "trouble", () -> "may be forged: " + reason);
            throw new MessagingException(SafeText.told(reason));
        }
        boolean matched = matches(standing, verdict);
        if (matched) {
            ListAttributes.setDmarc(
                    mail,
                    verdict.domain(),
                    verdict.policy().map(DmarcPolicy::word).orElse("unknown"),
                    reason);
        }
        outcomes.note(
                mail,
                matched ? "matched" : "unmatched",
                () -> (matched ? "may be forged: " : "does not count as forged: ") + reason);
        return matched;
    }

    /** To its domain, a post that fails p=none is no forgery. It matches only if every policy counts. */
    private boolean matches(AuthorStanding standing, DmarcVerdict verdict) {
        if (standing instanceof AuthorStanding.Forged) {
            return verdict.policy().orElse(DmarcPolicy.REJECT).isAtLeast(weakest);
        } else if (standing instanceof AuthorStanding.Unknown) {
            return temperror == TemperrorAction.MATCH;
        } else if (standing instanceof AuthorStanding.Vouched) {
            return trustedSealer == Sealer.MATCH && verdict.fails(weakest);
        }
        return standing instanceof AuthorStanding.Unauthenticated && verdict.fails(weakest);
    }
}
