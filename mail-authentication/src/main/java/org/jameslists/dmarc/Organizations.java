package org.jameslists.dmarc;

import java.util.Arrays;

import org.jameslists.dmarc.OrganizationalDomain.Known;
import org.jameslists.dns.Dns;
import org.jameslists.mail.DomainName;

/** Whether domains belong to one organization, as any receiver may see it. */
public final class Organizations {
    private Organizations() {}

    /**
     * Whether some receiver could find that two domains align (RFC 9989 §4.4.1, RFC 7489 §3.1.1): by either discovery,
     * and also if the DNS does not answer. Use it to decide whether a signature could lend a name, never to
     * authenticate.
     */
    public static boolean mayAlign(DomainName one, DomainName other, Dns dns) {
        if (one.isWithin(other) || other.isWithin(one)) {
            return true;
        }
        // names with different endings have no common domain
        return one.last(1).equals(other.last(1))
                && Arrays.stream(DmarcDiscovery.values()).anyMatch(discovery -> isOne(discovery, one, other, dns));
    }

    private static boolean isOne(DmarcDiscovery discovery, DomainName one, DomainName other, Dns dns) {
        return !(discovery.organizationalDomain(one, dns) instanceof Known known)
                || !(discovery.organizationalDomain(other, dns) instanceof Known others)
                || known.equals(others);
    }
}
