package org.jameslists.james.reception;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dmarc.Organizations;
import org.jameslists.dns.Dns;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;

import com.google.inject.Inject;

/**
 * Decides whether sending a post on would lend it its author's name. A signature that aligns with From makes a post
 * pass DMARC (RFC 9989 §4.4). So does an aligned envelope sender, since SPF passes for the list's own server. Only
 * posts by authenticated authors, or with the list's own From, may get these.
 */
public final class NameLending {
    private final JamesDns dns;

    /** Asks this DNS which domains align. */
    @Inject
    public NameLending(JamesDns dns) {
        this.dns = dns;
    }

    /**
     * Why these domains must not sign a post.
     *
     * @param header the header as it will be signed
     * @param signers the domains ({@code d=})
     * @return empty if they may
     * @throws MessagingException if the mail was not authenticated
     */
    public Optional<String> objectionToSigning(Mail mail, Header header, Collection<DomainName> signers)
            throws MessagingException {
        AuthorStanding standing = AuthorStandings.of(mail, header);
        if (standing instanceof AuthorStanding.Forged || standing instanceof AuthorStanding.Unknown) {
            return Optional.of("the post's author is " + standing.word() + ": " + standing.reason());
        }
        return objection(mail, header, signers);
    }

    /**
     * Why a post must not leave with an envelope sender in a domain. If the domain does not align, even a forged post
     * may: it leaves as it came, and receivers judge it as this server did.
     *
     * @return empty if it may
     * @throws MessagingException if the standing of its author cannot be read
     */
    public Optional<String> objectionToEnvelope(Mail mail, Header header, DomainName sender) throws MessagingException {
        return objection(mail, header, List.of(sender));
    }

    /**
     * Whether a post, sent on by the list as it is, would pass DMARC in the name of somebody who may not have written
     * it: because From aligns with the list, or because of a valid signature that does not show who wrote.
     *
     * @param list the domain of the list
     * @return the author domain in whose name it would pass; empty if it would not
     * @throws MessagingException if the mail was not authenticated
     */
    public Optional<DomainName> lentBy(DomainName list, Mail mail, Header header) throws MessagingException {
        if (isShown(mail, header)) {
            return Optional.empty();
        }
        boolean passes = ReceptionResults.of(mail).results("dmarc").stream()
                .anyMatch(dmarc -> dmarc.result().equals(DmarcResult.Code.PASS.word()));
        List<DomainName> authors = AuthorDomains.of(header).domains();
        return passes ? authors.stream().findFirst() : aligned(authors, List.of(list));
    }

    /** Whether one of this pack's mailets put the list into From, and nobody has changed it since. */
    public static boolean isFromOurs(Mail mail, Header header) {
        return ListAttributes.get(mail, ListAttributes.MITIGATION).isPresent() && AuthorStandings.isSet(mail, header);
    }

    private Optional<String> objection(Mail mail, Header header, Collection<DomainName> senders)
            throws MessagingException {
        return isShown(mail, header)
                ? Optional.empty()
                : aligned(AuthorDomains.of(header).domains(), senders)
                        .map(author -> "the post's author is not authenticated, and if it were sent by " + senders
                                + ", it would pass DMARC as from " + author);
    }

    /** Whether it is known who wrote, or From is the list's own. */
    private static boolean isShown(Mail mail, Header header) throws MessagingException {
        return isFromOurs(mail, header)
                || (AuthorStandings.isSet(mail, header)
                        && AuthorStandings.of(mail, header) instanceof AuthorStanding.Authenticated);
    }

    private Optional<DomainName> aligned(List<DomainName> authors, Collection<DomainName> senders) {
        Dns forThisMail = dns.forOneMail();
        return authors.stream()
                .filter(author ->
                        senders.stream().anyMatch(sender -> Organizations.mayAlign(sender, author, forThisMail)))
                .findFirst();
    }
}
