package org.jameslists.matchers;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.AuthorStandings;
import org.jameslists.james.reception.DmarcVerdict;
import org.jameslists.james.settings.DomainPattern;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.Header;

import com.google.inject.Inject;

/**
 * Matches posts by what their author's name is worth. Use it, for example, to hold or refuse posts in your own domain's
 * name whose author is not authenticated:
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.HasAuthorStanding=standings=unauthenticated; domains=example.ac.jp, *.example.ac.jp"
 *         class="ToProcessor">
 *   <processor>list-forged</processor>
 * </mailet>
 * }</pre>
 *
 * <p>It stores the reason on the mail: {@link ListAttributes#DMARC_REASON}.
 */
public class HasAuthorStanding extends ListMatcher {
    private static final Set<String> WORDS = Set.of("authenticated", "unauthenticated", "vouched", "forged", "unknown");

    private final Outcomes outcomes;
    private List<String> standings;
    private List<DomainPattern> domains;

    /** Counts with these metrics. */
    @Inject
    public HasAuthorStanding(MetricFactory metrics) {
        this.outcomes = new Outcomes(metrics, HasAuthorStanding.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        parameters.required("standings");
        standings = parameters.each("standings", HasAuthorStanding::requireWord);
        domains = parameters.each("domains", DomainPattern::parse);
    }

    private static String requireWord(String text) {
        if (!WORDS.contains(text)) {
            throw new IllegalArgumentException("not one of authenticated, unauthenticated, vouched, forged, unknown");
        }
        return text;
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        Header header = MailMessage.read(mail).header();
        AuthorStanding standing = AuthorStandings.of(mail, header);
        boolean matched = standings.contains(standing.word()) && isAmongDomains(header);
        if (matched) {
            note(mail, standing);
        }
        outcomes.note(
                mail,
                matched ? "matched" : "unmatched",
                () -> "has an author who is " + standing.word() + ": " + standing.reason());
        return matched;
    }

    private boolean isAmongDomains(Header header) {
        return domains.isEmpty()
                || AuthorDomains.of(header).domains().stream()
                        .anyMatch(author -> domains.stream().anyMatch(pattern -> pattern.matches(author)));
    }

    private static void note(Mail mail, AuthorStanding standing) throws MessagingException {
        DmarcVerdict verdict = DmarcVerdict.of(mail);
        Optional<String> policy = verdict.policy().map(DmarcPolicy::word);
        ListAttributes.setDmarc(mail, verdict.domain(), policy.orElse("unknown"), standing.reason());
    }
}
