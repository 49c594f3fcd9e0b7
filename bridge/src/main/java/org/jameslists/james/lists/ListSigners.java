package org.jameslists.james.lists;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.settings.KeyCheck;
import org.jameslists.james.settings.Parameters;
import org.jameslists.mail.DomainName;
import org.jameslists.signature.SigningIdentity;

/**
 * Chooses who signs for a domain: the domain itself or the nearest one above it, so that the signature aligns with a
 * From in the domain (RFC 9989 §4.4).
 */
public final class ListSigners {
    private final KeyRotation keys;
    private final List<DomainName> domains;
    private final List<String> selectors;

    private ListSigners(KeyRotation keys, List<DomainName> domains, List<String> selectors) {
        this.keys = keys;
        this.domains = domains;
        this.selectors = selectors;
    }

    /**
     * Reads from a mailet's parameters which domains may sign. Tries each key now, and looks for it in the DNS.
     *
     * @param check looks for the keys in the DNS
     * @param domainsParameter the parameter that names the domains
     * @param selectorParameter the parameter that names the selectors
     * @param selectors the selectors; each makes one signature; a pattern stands for one of its keys
     * @throws MessagingException if a domain is invalid, or a key cannot be used
     */
    public static ListSigners configure(
            Parameters parameters,
            KeyRotation keys,
            KeyCheck check,
            String domainsParameter,
            String selectorParameter,
            List<String> selectors)
            throws MessagingException {
        List<DomainName> domains = parameters.each(domainsParameter, DomainName::of);
        for (DomainName domain : domains) {
            for (String selector : selectors) {
                Optional<String> objection;
                try {
                    objection = objection(keys.all(domain.ascii(), selector), check);
                } catch (MessagingException | IllegalArgumentException e) {
                    throw parameters.wrong(selectorParameter, selector, e.getMessage());
                }
                if (objection.isPresent()) {
                    throw parameters.wrong(selectorParameter, selector, objection.get());
                }
            }
        }
        return new ListSigners(keys, domains, selectors);
    }

    /** Of the keys that take turns one must be published. */
    private static Optional<String> objection(List<SigningIdentity> keys, KeyCheck check) {
        List<Optional<String>> objections = keys.stream().map(check::objection).toList();
        return objections.stream().allMatch(Optional::isPresent) ? objections.get(0) : Optional.empty();
    }

    /**
     * All who may sign, and all keys of those that take turns.
     *
     * @return empty if no domains are named
     * @throws MessagingException if there is no key
     */
    public List<SigningIdentity> named() throws MessagingException {
        List<SigningIdentity> named = new ArrayList<>();
        for (DomainName domain : domains) {
            for (String selector : selectors) {
                named.addAll(keys.all(domain.ascii(), selector));
            }
        }
        return named;
    }

    /**
     * Who signs for the list that a mail goes to. If no domains are named, the list's own domain signs.
     *
     * @return one identity for each selector, in the order of the selectors
     * @throws MessagingException if none of the domains may sign for the mail's list, or there is no key
     */
    public List<SigningIdentity> forList(Mail mail) throws MessagingException {
        Optional<MailAddress> list = ListAttributes.list(mail);
        if (list.isEmpty()) {
            if (domains.size() == 1) {
                return identities(domains.get(0).ascii());
            }
            throw new MessagingException(
                    "the mail goes to no list, so no domain can be chosen to sign it; put ToList before");
        }
        String own = list.get().getDomain().asString();
        if (domains.isEmpty()) {
            return identities(own);
        }
        Optional<DomainName> signing = DomainName.parse(own).flatMap(this::nearest);
        return identities(orRefuse(signing, "list " + list.get().asString()).ascii());
    }

    /**
     * Who signs for a From that was made here. To align, it needs a signature of its own domain or of one above it,
     * whatever the list's domain (RFC 9989 §4.4). If no domains are named, the domain itself signs, unless the list's
     * own domain is above it.
     *
     * @return one identity for each selector; empty if the list's domain signs for it
     * @throws MessagingException if none of the domains may sign for it, or there is no key
     */
    public List<SigningIdentity> forFrom(Mail mail, DomainName from) throws MessagingException {
        if (!domains.isEmpty()) {
            return identities(orRefuse(nearest(from), "From with " + from).ascii());
        }
        Optional<DomainName> own = ListAttributes.list(mail)
                .flatMap(list -> DomainName.parse(list.getDomain().asString()));
        return own.filter(from::isWithin).isPresent() ? List.of() : identities(from.ascii());
    }

    private DomainName orRefuse(Optional<DomainName> signing, String what) throws MessagingException {
        return signing.orElseThrow(
                () -> new MessagingException("none of the domains " + domains + " may sign for " + what));
    }

    /**
     * Who signs for a domain.
     *
     * @return one identity for each selector; empty if none of the named domains may sign for it
     * @throws MessagingException if there is no key
     */
    public List<SigningIdentity> forDomain(DomainName domain) throws MessagingException {
        Optional<DomainName> signing = nearest(domain);
        return signing.isPresent() ? identities(signing.get().ascii()) : List.of();
    }

    /** The domains of these identities, each once. */
    public static Set<DomainName> domains(List<SigningIdentity> identities) {
        return identities.stream()
                .map(identity -> DomainName.of(identity.domain()))
                .collect(Collectors.toSet());
    }

    private Optional<DomainName> nearest(DomainName domain) {
        return domains.stream().filter(domain::isWithin).max(Comparator.comparingInt(within -> within.ascii()
                .length()));
    }

    private List<SigningIdentity> identities(String domain) throws MessagingException {
        List<SigningIdentity> identities = new ArrayList<>();
        for (String selector : selectors) {
            identities.add(keys.identity(domain, selector));
        }
        return identities;
    }
}
