package org.jameslists.spf;

import java.net.InetAddress;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.mail.DomainName;
import org.jameslists.spf.SpfResult.Code;
import org.jameslists.spf.SpfResult.Identity;

import com.google.common.net.InetAddresses;

/** Checks whether an SMTP client may use the names that it gives (RFC 7208 §2). Never throws. */
public final class SpfVerifier {
    private static final String POSTMASTER = "postmaster";

    /** RFC 5321 §4.5.3.1.3: a path has at most 256 bytes. */
    private static final int LONGEST_PATH = 256;

    private SpfVerifier() {}

    /**
     * Checks the MAIL FROM identity, which counts for DMARC (RFC 9989 §3.2.4).
     *
     * @param client the address that the message came from
     * @param helo the client's name in HELO or EHLO, as given
     * @param reversePath the envelope sender without angle brackets; empty for the null reverse-path, which means
     *     {@code postmaster} at the HELO name (RFC 7208 §2.4)
     */
    public static SpfResult mailFrom(InetAddress client, String helo, String reversePath, Dns dns) {
        int at = reversePath.lastIndexOf('@');
        String local = at > 0 ? reversePath.substring(0, at) : POSTMASTER;
        return verify(client, helo, Identity.MAIL_FROM, local, mailFromDomain(helo, reversePath), dns);
    }

    /** The domain whose record {@link #mailFrom} looks up first; the parameters are the same. */
    public static String mailFromDomain(String helo, String reversePath) {
        return reversePath.isEmpty() ? helo : reversePath.substring(reversePath.lastIndexOf('@') + 1);
    }

    /** Checks the HELO identity; the parameters are those of {@link #mailFrom}. */
    public static SpfResult helo(InetAddress client, String helo, Dns dns) {
        return verify(client, helo, Identity.HELO, POSTMASTER, helo, dns);
    }

    private static SpfResult verify(
            InetAddress client, String helo, Identity identity, String local, String domain, Dns dns) {
        String mailbox = local + '@' + domain;
        String sender = identity == Identity.HELO ? domain : mailbox;
        Optional<DomainName> name = mailbox.length() > LONGEST_PATH ? Optional.empty() : DomainName.parse(domain);
        // RFC 7208 §4.3: a malformed name, or one with a single label, has no record
        if (name.isEmpty() || name.get().parent().isEmpty()) {
            Optional<String> reason = Optional.of("there is no domain name to look up");
            return new SpfResult(Code.NONE, identity, sender, name, reason, Optional.empty());
        }
        JspfRun.Outcome outcome = new JspfRun(dns)
                .check(
                        InetAddresses.toAddrString(client),
                        local + '@' + name.get().ascii(),
                        helo);
        return new SpfResult(outcome.code(), identity, sender, name, outcome.reason(), outcome.explanation());
    }
}
