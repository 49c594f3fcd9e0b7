package org.jameslists.examples;

import java.util.Optional;

import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.mail.DomainName;

/** Prints the DMARC policy of a domain and where it is published, found by the tree walk of RFC 9989. */
public final class DmarcCheck {
    private DmarcCheck() {}

    /** Runs with {@code DOMAIN}; the exit status is 0, 1 (no policy), 2 (usage) or 3 (no answer). */
    public static void main(String[] arguments) {
        Optional<DomainName> domain = arguments.length == 1 ? DomainName.parse(arguments[0]) : Optional.empty();
        if (domain.isEmpty()) {
            System.err.println("usage: DmarcCheck DOMAIN");
            System.exit(2);
        }
        DmarcAnswer answer = DmarcDiscovery.TREE_WALK.find(domain.orElseThrow(), DnsjavaDns.shared());
        if (answer instanceof DmarcAnswer.Found found) {
            System.out.println("_dmarc." + found.foundAt() + " TXT " + found.record());
            System.out.println(
                    "policy for " + found.author() + ": " + found.applies().word());
        } else if (answer instanceof DmarcAnswer.None none) {
            System.out.println("no policy: " + none.reason());
            System.exit(1);
        } else if (answer instanceof DmarcAnswer.TempError error) {
            System.out.println("no answer: " + error.reason());
            System.exit(3);
        }
    }
}
