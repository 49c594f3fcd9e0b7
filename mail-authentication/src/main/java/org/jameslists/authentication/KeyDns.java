package org.jameslists.authentication;

import org.jameslists.dmarc.AuthorDomains;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;

/**
 * Where the keys of a message's DKIM signatures are looked up: those that could speak for an author with what decides,
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
