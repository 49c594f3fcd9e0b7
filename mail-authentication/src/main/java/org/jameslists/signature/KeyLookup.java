package org.jameslists.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;

/** The result of looking up the key of a signature (RFC 6376 §3.6.2). */
public sealed interface KeyLookup {
    /**
     * There are key records.
     *
     * @param records at least one; if there are several, RFC 6376 §6.1.2 step 4 lets a verifier try each
     */
    record Found(List<KeyRecord> records) implements KeyLookup {
        /** Takes a copy of the list. */
        public Found {
            records = List.copyOf(records);
        }
    }

    /**
     * There is no key, and a retry will not help.
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

    /** How many records at one name to try. */
    int MOST_RECORDS = 4;

    /**
     * The name of a key record (RFC 6376 §3.6.2.1), always in A-labels (RFC 8616 §5).
     *
     * @return the name; empty if domain and selector do not make a domain name
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
