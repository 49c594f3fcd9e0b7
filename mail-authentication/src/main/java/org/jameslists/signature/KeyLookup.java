package org.jameslists.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;

/** What the DNS says of the key that a signature names (RFC 6376 §3.6.2). */
public sealed interface KeyLookup {
    /**
     * There are key records.
     *
     * @param records at least one; RFC 6376 §6.1.2 step 4 lets a verifier try each where there are several
     */
    record Found(List<KeyRecord> records) implements KeyLookup {
        /** Takes a copy of the list. */
        public Found {
            records = List.copyOf(records);
        }
    }

    /**
     * There is none, and asking again will not help.
     *
     * @param reason why, in words
     */
    record None(String reason) implements KeyLookup {}

    /**
     * The DNS did not answer.
     *
     * @param reason why, in words
     */
    record Unavailable(String reason) implements KeyLookup {}

    /** Of several records at one name, how many are tried. */
    int MOST_RECORDS = 4;

    /**
     * The name of a key record (RFC 6376 §3.6.2.1), in A-labels whatever the signature has (RFC 8616 §5).
     *
     * @return the name, or nothing if domain and selector make none
     */
    static Optional<DomainName> name(String domain, String selector) {
        return DomainName.parse(selector + "._domainkey." + domain);
    }

    /** Looks a key up; never throws. */
    static KeyLookup of(Dns dns, String domain, String selector) {
        Optional<DomainName> name = name(domain, selector);
        if (name.isEmpty()) {
            return new None("d= and s= make no domain name");
        }
        DnsAnswer answer = dns.query(name.get().ascii(), RecordType.TXT);
        if (answer instanceof DnsAnswer.Failure failure) {
            return new Unavailable("key look-up: " + failure.reason());
        }
        if (!(answer instanceof DnsAnswer.Records records)) {
            return new None("no key for the signature");
        }
        List<KeyRecord> found = new ArrayList<>();
        String trouble = "no key for the signature";
        for (String text : records.values()) {
            try {
                if (found.size() < MOST_RECORDS) {
                    found.add(KeyRecord.parse(text));
                }
            } catch (SignatureFormatException e) {
                trouble = e.getMessage();
            }
        }
        return found.isEmpty() ? new None(trouble) : new Found(found);
    }
}
