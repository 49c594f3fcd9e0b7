package org.jameslists.matchers;

import java.util.ArrayList;
import java.util.List;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.IdentifierAlignment;
import org.jameslists.dmarc.IdentifierAlignment.Mechanism;
import org.jameslists.dmarc.IdentifierAlignment.Outcome;
import org.jameslists.dns.Dns;
import org.jameslists.james.lists.KeyRotation;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;

import com.google.inject.Inject;

/**
 * Matches posts by authenticated authors for whose domain this server can sign: one of the named domains aligns with
 * the author's (RFC 9989 §4.4), and its key is here. Their From need not be rewritten.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsOwnDomainAuthor=domains=ml.example.ac.jp; selector=list" class="ToProcessor">
 *   <processor>list-unmunged</processor>
 * </mailet>
 * }</pre>
 */
public class IsOwnDomainAuthor extends ListMatcher {
    private final KeyRotation keys;
    private final JamesDns dns;
    private final Outcomes outcomes;
    private List<DomainName> domains;

    /** Looks for these keys, and asks this DNS how strictly the author's domain aligns. */
    @Inject
    public IsOwnDomainAuthor(MetricFactory metrics, KeyRotation keys, JamesDns dns) {
        this.keys = keys;
        this.dns = dns;
        this.outcomes = new Outcomes(metrics, IsOwnDomainAuthor.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        String selector = parameters.required("selector");
        parameters.required("domains");
        domains = parameters.each("domains", DomainName::of);
        for (DomainName domain : domains) {
            try {
                keys.all(domain.ascii(), selector);
            } catch (MessagingException | IllegalArgumentException e) {
                throw parameters.wrong("selector", selector, e.getMessage());
            }
        }
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        Header header = MailMessage.read(mail).header();
        AuthorDomains authors = AuthorDomains.of(header);
        AuthorStanding standing = AuthorStandings.of(mail, header);
        Dns forThisMail = dns.forOneMail();
        List<DomainName> others = new ArrayList<>(authors.domains());
        others.removeIf(author -> isOwn(author, forThisMail));
        boolean own = standing instanceof AuthorStanding.Authenticated
                && others.isEmpty()
                && !authors.domains().isEmpty()
                && authors.unreadable().isEmpty();
        outcomes.note(
                mail,
                own ? "matched" : "unmatched",
                () -> "is by an author of " + authors.domains()
                        + (own
                                ? ", for which this server signs"
                                : ", for which this server does not sign: " + standing.reason()));
        return own;
    }

    private boolean isOwn(DomainName author, Dns forThisMail) {
        DmarcAnswer answer = DmarcDiscovery.TREE_WALK.find(author, forThisMail);
        return domains.stream()
                .anyMatch(domain -> answer instanceof DmarcAnswer.Found found
                        ? IdentifierAlignment.of(found, Mechanism.DKIM, domain, forThisMail)
                                        .outcome()
                                == Outcome.ALIGNED
                        : author.isWithin(domain));
    }
}
