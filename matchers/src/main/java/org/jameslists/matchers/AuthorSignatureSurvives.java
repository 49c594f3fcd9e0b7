package org.jameslists.matchers;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcEvaluator;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.Identifier;
import org.jameslists.dns.Dns;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.mail.SendableMessage;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.PolicyDiscovery;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;

import com.google.inject.Inject;

/**
 * Matches posts whose author's own signature still makes them pass DMARC after the edits made so far. Their From need
 * not be rewritten:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.AuthorSignatureSurvives" class="ToProcessor">
 *   <processor>list-unmunged</processor>
 * </mailet>
 * }</pre>
 *
 * <p>SPF does not count: it is about the host that the post came from, not about the list's.
 */
public class AuthorSignatureSurvives extends ListMatcher {
    private final JamesDns dns;
    private final Outcomes outcomes;
    private DmarcEvaluator dmarc;

    /** Asks this DNS. */
    @Inject
    public AuthorSignatureSurvives(MetricFactory metrics, JamesDns dns) {
        this.dns = dns;
        this.outcomes = new Outcomes(metrics, AuthorSignatureSurvives.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        dmarc = new DmarcEvaluator(
                parameters.choice("discovery", PolicyDiscovery.RFC9989).way(),
                DmarcEvaluator.DEFAULT.maxAuthorDomains());
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        Message message = SendableMessage.of(mail);
        Dns forThisMail = dns.forOneMail();
        DmarcResult result = dmarc.evaluate(
                AuthorDomains.of(message.header()),
                verified(MailMessage.canonical(mail, message), forThisMail),
                forThisMail);
        boolean survives = result.code() == DmarcResult.Code.PASS
                && AuthorStandings.of(mail, message.header()) instanceof AuthorStanding.Authenticated;
        outcomes.note(
                mail,
                survives ? "matched" : "unmatched",
                () -> (survives ? "still has its author's signature: " : "no longer has its author's signature: ")
                        + result.reason());
        return survives;
    }

    private static List<Identifier> verified(CanonicalMessage message, Dns dns) throws MessagingException {
        try {
            return new DkimVerifier(dns, InstantSource.system())
                    .prepare(message).verify().stream()
                            .filter(result -> result.result().passed()
                                    && result.uncovered().isEmpty())
                            .flatMap(result -> result.domain().flatMap(DomainName::parse).stream())
                            .map(Identifier::dkim)
                            .toList();
        } catch (IOException e) {
            throw new MessagingException("cannot read the body", e);
        }
    }
}
