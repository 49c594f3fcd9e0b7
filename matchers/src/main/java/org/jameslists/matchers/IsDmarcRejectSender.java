package org.jameslists.matchers;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.MitigationAnswer;
import org.jameslists.dmarc.MitigationRule;
import org.jameslists.dmarc.MitigationRule.Reading;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.NameLending;
import org.jameslists.james.settings.DomainPattern;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.james.settings.Parameters;
import org.jameslists.james.settings.PolicyDiscovery;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;

import com.google.inject.Inject;

/**
 * Matches posts whose author's domain asks receivers to refuse mail that does not pass DMARC: they would refuse a copy
 * that the list has edited. It reads From as receivers do: if there are several authors, the strictest policy counts.
 * An unreadable From counts as a failure of the DNS. It also matches posts in the name of the list's own organization
 * whose author is not authenticated: they need the list's own From.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.IsDmarcRejectSender=policy=quarantine; always=gmail.com; temperror=match"
 *         class="org.jameslists.mailets.MungeFrom"/>
 * }</pre>
 *
 * <p>It stores the reason on the mail: {@link ListAttributes#DMARC_REASON}.
 */
public class IsDmarcRejectSender extends ListMatcher {
    private static final int AUTHOR_DOMAINS = 10;
    private static final String UNKNOWN = "unknown";

    private final JamesDns dns;
    private final NameLending lending;
    private final Outcomes outcomes;
    private MitigationRule rule;
    private List<DomainPattern> always;
    private List<DomainPattern> never;
    private TemperrorAction temperror;

    /** Which receivers count, by how they find a policy. */
    private enum Receivers {
        ALL,
        RFC9989,
        RFC7489;

        Set<DmarcDiscovery> discoveries() {
            return switch (this) {
                case ALL -> EnumSet.allOf(DmarcDiscovery.class);
                case RFC9989 -> EnumSet.of(PolicyDiscovery.RFC9989.way());
                case RFC7489 -> EnumSet.of(PolicyDiscovery.RFC7489.way());
            };
        }
    }

    private enum Testing {
        PUBLISHED,
        LOWERED
    }

    /** Asks this DNS. */
    @Inject
    public IsDmarcRejectSender(MetricFactory metrics, JamesDns dns, NameLending lending) {
        this.dns = dns;
        this.lending = lending;
        this.outcomes = new Outcomes(metrics, IsDmarcRejectSender.class, "matched", "unmatched", "trouble");
    }

    @Override
    protected void configure(Parameters parameters) throws MessagingException {
        DmarcPolicy weakest =
                parameters.choice("policy", WeakestPolicy.QUARANTINE).policy();
        Reading reading = parameters.choice("testing", Testing.PUBLISHED) == Testing.LOWERED
                ? Reading.APPLIES
                : Reading.PUBLISHED;
        Set<DmarcDiscovery> discoveries = parameters
                .renamed("discovery", "receivers", before -> before.equals("strictest") ? "all" : before)
                .choice("receivers", Receivers.ALL)
                .discoveries();
        rule = new MitigationRule(weakest, reading, discoveries, AUTHOR_DOMAINS);
        always = parameters.each("always", DomainPattern::parse);
        never = parameters.each("never", DomainPattern::parse);
        parameters.renamed("dns-trouble", "temperror").renamedValue("temperror", "mitigate", "match");
        temperror = TemperrorAction.configure(parameters);
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        Header header = MailMessage.read(mail).header();
        if (NameLending.isFromOurs(mail, header)) {
            return noMatch(mail, "From is already the list's own");
        }
        AuthorDomains authors = AuthorDomains.of(header);
        Optional<DomainName> impersonated = impersonated(mail, header);
        if (impersonated.isPresent()) {
            String author = impersonated.get().ascii();
            return match(
                    mail,
                    impersonated,
                    UNKNOWN,
                    "the author is not authenticated, and the post would pass DMARC as from " + author);
        }
        Optional<DomainName> alwaysMeant = authors.domains().stream()
                .filter(author -> always.stream().anyMatch(pattern -> pattern.matches(author)))
                .findFirst();
        if (alwaysMeant.isPresent()) {
            return match(
                    mail,
                    alwaysMeant,
                    UNKNOWN,
                    "this list always acts on posts from " + alwaysMeant.get().ascii());
        }
        List<DomainName> asked = authors.domains().stream()
                .filter(author -> never.stream().noneMatch(pattern -> pattern.matches(author)))
                .toList();
        if (asked.isEmpty() && !authors.domains().isEmpty()) {
            return noMatch(mail, "this list never acts on posts from " + authors.domains());
        }
        MitigationAnswer answer =
                rule.ask(new AuthorDomains(authors.fields(), asked, authors.unreadable()), dns.forOneMail());
        if (answer instanceof MitigationAnswer.Mitigate mitigate) {
            return match(mail, Optional.of(mitigate.author()), mitigate.policy().word(), mitigate.reason());
        }
        return answer instanceof MitigationAnswer.NoNeed
                ? noMatch(mail, answer.reason())
                : trouble(mail, asked.stream().findFirst(), answer);
    }

    /**
     * The author domain in whose name the list would make the post pass DMARC, although the author is not
     * authenticated. Such a post needs the list's own From, whatever the domain's policy.
     */
    private Optional<DomainName> impersonated(Mail mail, Header header) throws MessagingException {
        Optional<MailAddress> list = ListAttributes.list(mail);
        return list.isEmpty()
                ? Optional.empty()
                : lending.lentBy(DomainName.of(list.get().getDomain().asString()), mail, header);
    }

    private boolean match(Mail mail, Optional<DomainName> author, String policy, String reason) {
        ListAttributes.setDmarc(mail, author.map(DomainName::ascii), policy, reason);
        outcomes.note(mail, "matched", () -> "needs mitigation: " + reason);
        return true;
    }

    private boolean noMatch(Mail mail, String reason) {
        outcomes.step(mail, "unmatched", () -> "needs no mitigation: " + reason);
        return false;
    }

    private boolean trouble(Mail mail, Optional<DomainName> author, MitigationAnswer answer) throws MessagingException {
        String words = "the author's DMARC policy could not be looked up: " + answer.reason();
        outcomes.note(mail, "trouble", () -> "may need mitigation: " + words);
        return switch (temperror) {
            case MATCH -> match(mail, author, UNKNOWN, words);
            case PASS -> false;
            case FAIL -> throw new MessagingException(words);
        };
    }
}
