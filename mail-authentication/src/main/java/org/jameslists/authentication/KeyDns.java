package org.jameslists.authentication;

import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;

/**
 * Looks up the keys of a message's DKIM signatures: keys that could authenticate an author as deciding questions,
 * others with the rest.
 */
record KeyDns(AuthorDomains authors, MessageDns dns) implements Dns {
    @Override
    public DnsAnswer query(String name, RecordType type) {
        return of(name).query(name, type);
    }

    @Override
    public void prefetch(String name, RecordType type) {
        of(name).prefetch(name, type);
    }

    private Dns of(String name) {
        return DomainName.parse(name).filter(authors::mayAlign).isPresent() ? dns.decision() : dns.rest();
    }
}
