package org.jameslists.matchers;

import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.mail.Outcomes;
import org.jameslists.james.reception.NameLending;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.DomainName;

import com.google.inject.Inject;

/**
 * Matches posts in the name of the list's own organization whose author is not authenticated. Sent on by the list, they
 * would pass DMARC all the same. {@link IsDmarcRejectSender} matches them, too; use this matcher for lists that rewrite
 * From for no other reason.
 *
 * <pre>{@code
 * <mailet match="org.jameslists.matchers.LendsAuthorName" class="org.jameslists.mailets.MungeFrom">
 *   <refusedProcessor>list-refused</refusedProcessor>
 * </mailet>
 * }</pre>
 *
 * <p>It stores the reason on the mail: {@link ListAttributes#DMARC_REASON}.
 */
public class LendsAuthorName extends ListMatcher {
    private final NameLending lending;
    private final Outcomes outcomes;

    /** Counts with these metrics. */
    @Inject
    public LendsAuthorName(MetricFactory metrics, NameLending lending) {
        this.lending = lending;
        this.outcomes = new Outcomes(metrics, LendsAuthorName.class, "matched", "unmatched");
    }

    @Override
    protected void configure(Parameters parameters) {
        // no parameter
    }

    @Override
    protected boolean matches(Mail mail) throws MessagingException {
        DomainName list =
                DomainName.of(ListAttributes.requireList(mail).getDomain().asString());
        Optional<DomainName> author =
                lending.lentBy(list, mail, MailMessage.read(mail).header());
        String reason = author.map(
                        name -> "the author is not authenticated, and the post would pass DMARC as from " + name)
                .orElse("the list would not make it pass DMARC in an author's name");
        author.ifPresent(name -> ListAttributes.setDmarc(mail, Optional.of(name.ascii()), "unknown", reason));
        outcomes.note(
                mail,
                author.isPresent() ? "matched" : "unmatched",
                () -> "was checked for its author's name: " + reason);
        return author.isPresent();
    }
}
