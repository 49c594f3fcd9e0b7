package org.jameslists.james;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.dns.DomainName;
import org.jameslists.signature.SigningIdentity;

/**
 * Who signs for a list: the domain of the list's address, or one above it, so that a From with the list's address
 * aligns (RFC 7489 §3.1.1).
 */
public final class ListSigners {
    private final SigningKeys keys;
    private final List<DomainName> domains;
    private final List<String> selectors;

    private ListSigners(SigningKeys keys, List<DomainName> domains, List<String> selectors) {
        this.keys = keys;
        this.domains = domains;
        this.selectors = selectors;
    }

    /**
     * Reads {@code domains}, which may sign, from a mailet's parameters. Each key is tried now.
     *
     * @param selectorParameter the parameter that named the selectors
     * @param selectors of which each makes a signature
     * @throws MessagingException if a domain is none, or a key cannot be used
     */
    public static ListSigners configure(
            Parameters parameters, SigningKeys keys, String selectorParameter, List<String> selectors)
            throws MessagingException {
        List<DomainName> domains = parameters.each("domains", DomainName::of);
        for (DomainName domain : domains) {
            for (String selector : selectors) {
                try {
                    keys.identity(domain.ascii(), selector);
                } catch (MessagingException e) {
                    throw parameters.wrong(selectorParameter, selector, e.getMessage());
                }
            }
        }
        return new ListSigners(keys, domains, selectors);
    }

    /**
     * Who signs a mail.
     *
     * @return one identity for each selector, in their order
     * @throws MessagingException if none of the domains may sign for the mail's list, or there is no key
     */
    public List<SigningIdentity> of(Mail mail) throws MessagingException {
        String domain = domain(ListAttributes.list(mail));
        List<SigningIdentity> identities = new ArrayList<>();
        for (String selector : selectors) {
            identities.add(keys.identity(domain, selector));
        }
        return identities;
    }

    private String domain(Optional<MailAddress> list) throws MessagingException {
        if (list.isEmpty()) {
            if (domains.size() == 1) {
                return domains.get(0).ascii();
            }
            throw new MessagingException("the mail goes to no list, so it is not known which domain signs");
        }
        String own = list.get().getDomain().asString();
        if (domains.isEmpty()) {
            return own;
        }
        return DomainName.parse(own)
                .flatMap(name -> domains.stream()
                        .filter(name::isWithin)
                        .max(Comparator.comparingInt(within -> within.ascii().length())))
                .orElseThrow(() -> new MessagingException("none of the domains " + domains + " may sign for list "
                        + list.get().asString()))
                .ascii();
    }
}
