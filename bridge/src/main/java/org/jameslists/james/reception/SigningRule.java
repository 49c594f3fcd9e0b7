package org.jameslists.james.reception;

import java.util.Collection;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.jameslists.authentication.AuthorStanding;
import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dmarc.Organizations;
import org.jameslists.dns.Dns;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.JamesDns;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;

import com.google.inject.Inject;

/**
 * Which domains may sign a post. A signature that aligns with From makes the post pass DMARC (RFC 9989 §4.4), so it lends
 * the author's name: only an authenticated author gets it, or a From that is the list's own.
 */
public final class SigningRule {
    private final JamesDns dns;

    /** Asks this DNS which domains align. */
    @Inject
    public SigningRule(JamesDns dns) {
        this.dns = dns;
    }

    /**
     * Why these domains must not sign a post.
     *
     * @param header the header as it will be signed
     * @param signers the domains ({@code d=})
     * @return nothing if they may
     * @throws MessagingException if the mail was not authenticated
     */
    public Optional<String> objection(Mail mail, Header header, Collection<DomainName> signers)
            throws MessagingException {
        AuthorStanding standing = AuthorStandings.of(mail, header);
        if (standing instanceof AuthorStanding.Authenticated) {
            return Optional.empty();
        }
        if (standing instanceof AuthorStanding.Forged || standing instanceof AuthorStanding.Unknown) {
            return Optional.of("the post's author is " + standing.word() + ": " + standing.reason());
        }
        return isFromOurs(mail, header) ? Optional.empty() : aligned(standing, header, signers);
    }

    /** Whether a mailet of ours put the list into From, and nobody changed it since. */
    public static boolean isFromOurs(Mail mail, Header header) {
        return ListAttributes.get(mail, ListAttributes.MITIGATION).isPresent() && AuthorStandings.isSet(mail, header);
    }

    private Optional<String> aligned(AuthorStanding standing, Header header, Collection<DomainName> signers) {
        Dns forThisMail = dns.forOneMail();
        for (DomainName author : AuthorDomains.of(header).domains()) {
            for (DomainName signer : signers) {
                if (Organizations.mayAlign(signer, author, forThisMail)) {
                    return Optional.of("the post's author is " + standing.word() + ", and a signature of " + signer
                            + " would make it pass DMARC as from " + author + ": " + standing.reason());
                }
            }
        }
        return Optional.empty();
    }
}
