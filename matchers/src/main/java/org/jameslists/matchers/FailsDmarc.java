package org.jameslists.matchers;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.settings.Parameters;

import com.google.inject.Inject;

/**
 * Matches posts that failed their author's DMARC policy when they came in: they may be forged. Edited and signed by the
 * list such a post would pass DMARC, so it goes elsewhere before:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.FailsDmarc=policy=quarantine; temperror=pass" class="ToProcessor">
 *   <processor>list-forged</processor>
 * </mailet>
 * }</pre>
 *
 * <p>Why it matched is noted on the mail: {@link ListAttributes#DMARC_REASON}.
 */
public class FailsDmarc extends ListMatcher {
    private final Outcomes outcomes;
    private DmarcPolicy weakest;
    private Trouble temperror;
    private Sealer trustedSealer;

    /** What to do where the DNS did not answer. */
    private enum Trouble {
        PASS,
        MATCH,
        FAIL
    }

    /** What to do where a trusted ARC sealer vouches for a post that failed. */
    private enum Sealer {
        PASS,
        MATCH
    }

    /** Counts with these metrics. */
    @Inject
    public FailsDmarc(MetricFactory metrics) {
        this.outcomes = new Outcomes(metrics, FailsDmarc.class);
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        weakest = parameters.choice("policy", WeakestPolicy.QUARANTINE).policy();
        temperror = parameters.choice("temperror", Trouble.PASS);
        trustedSealer = parameters.choice("trusted-sealer", Sealer.PASS);
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        DmarcVerdict verdict = DmarcVerdict.of(mail);
        boolean trouble = verdict.code() == Code.TEMPERROR;
        if (trouble && temperror == Trouble.FAIL) {
            outcomes.note(mail, "trouble", "may be forged: " + verdict.reason());
            throw new MessagingException(verdict.reason());
        }
        boolean forged = trustedSealer == Sealer.PASS ? verdict.seemsForged(weakest) : verdict.fails(weakest);
        boolean matched = trouble ? temperror == Trouble.MATCH : forged;
        if (matched) {
            ListAttributes.setDmarc(
                    mail,
                    verdict.domain(),
                    verdict.policy().map(DmarcPolicy::word).orElse("unknown"),
                    verdict.reason());
        }
        outcomes.note(
                mail,
                matched ? "matched" : "unmatched",
                (matched ? "may be forged: " : "is not taken for forged: ") + verdict.reason());
        return matched;
    }
}
