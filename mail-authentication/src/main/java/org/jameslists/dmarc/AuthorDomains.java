package org.jameslists.dmarc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jameslists.mail.AddressList;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.MalformedAddress;

/**
 * The author domains of a message (RFC 9989 §3.2.2, §5.3.1): those of the addresses in its From field.
 *
 * <p>They are read from the raw fields, so two From fields count as two, and Sender never replaces an absent one. Only
 * addresses give domains, including those in groups (RFC 6854); names, comments, encoded-words and groups themselves do
 * not.
 *
 * @param fields how many From fields there are; RFC 5322 §3.6 requires one
 * @param domains the domains of all addresses in all From fields, in A-labels, each once, in order
 * @param unreadable texts in place of an address that give no domain, shortened, with the reason; they are the sender's
 *     text, so clean them before you show them
 */
public record AuthorDomains(int fields, List<DomainName> domains, List<String> unreadable) {
    private static final int LONGEST_SHOWN = 80;

    /** No organizational domain has fewer labels, unless a top-level domain calls itself one. */
    private static final int FEWEST_ORGANIZATION_LABELS = 2;

    /** Takes copies of the lists. */
    public AuthorDomains {
        domains = List.copyOf(domains);
        unreadable = List.copyOf(unreadable);
    }

    /** Reads the From fields of a message; never fails. */
    public static AuthorDomains of(Header header) {
        List<HeaderField> fields = header.all("From");
        Set<DomainName> domains = new LinkedHashSet<>();
        Set<String> unreadable = new LinkedHashSet<>();
        for (HeaderField field : fields) {
            AddressList addresses = AddressList.parse(field);
            for (Mailbox mailbox : addresses.mailboxes()) {
                Optional<DomainName> domain = DomainName.parse(mailbox.domain());
                domain.ifPresent(domains::add);
                if (domain.isEmpty() && !isLiteral(mailbox)) {
                    unreadable.add(shortened(mailbox.domain()) + ": not a domain name");
                }
            }
            for (MalformedAddress malformed : addresses.malformed()) {
                unreadable.add(shortened(malformed.raw()) + ": " + malformed.reason());
            }
        }
        return new AuthorDomains(fields.size(), List.copyOf(domains), List.copyOf(unreadable));
    }

    /**
     * Whether a domain, or a name below it, could align with an author domain (RFC 9989 §4.4). This needs no DNS: it is
     * true for every domain that aligns, and false for most others.
     */
    public boolean mayAlign(DomainName name) {
        return domains.stream()
                .anyMatch(author ->
                        name.isWithin(author.last(Math.min(author.labels().size(), FEWEST_ORGANIZATION_LABELS))));
    }

    /** RFC 5322 §3.4.1: an address literal is readable, but not a domain. */
    private static boolean isLiteral(Mailbox mailbox) {
        return mailbox.domain().startsWith("[");
    }

    private static String shortened(String raw) {
        return raw.length() <= LONGEST_SHOWN ? raw : raw.substring(0, LONGEST_SHOWN) + "...";
    }
}
