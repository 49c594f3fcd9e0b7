package org.jameslists.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.DnsQuestion;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;

/** Looks up the DMARC records of names, and records its questions. */
final class PolicyLookup {
    private final Dns dns;
    private final List<DnsQuestion> questions = new ArrayList<>();

    PolicyLookup(Dns dns) {
        this.dns = dns;
    }

    /** RFC 9989 §4.5: the name of a domain's record. */
    static String nameFor(DomainName domain) {
        return "_dmarc." + domain.ascii();
    }

    /**
     * The only record for a domain (RFC 9989 §4.10, steps 2 and 6). Texts without the version are ignored; if there are
     * several records, none counts.
     */
    Optional<DmarcRecord> recordOf(DomainName domain) throws DnsFailureException {
        if (!(ask(nameFor(domain), RecordType.TXT) instanceof DnsAnswer.Records texts)) {
            return Optional.empty();
        }
        List<DmarcRecord> records = texts.values().stream()
                .flatMap(text -> DmarcRecord.parse(text).stream())
                .toList();
        return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
    }

    /**
     * Whether a domain exists (RFC 9989 §3.2.13). Only NXDOMAIN says that it does not, whatever the type of the
     * question (RFC 8020 §2).
     */
    boolean exists(DomainName domain) throws DnsFailureException {
        return !(ask(domain.ascii(), RecordType.A) instanceof DnsAnswer.NoSuchName);
    }

    /** The questions asked so far. */
    List<DnsQuestion> questions() {
        return List.copyOf(questions);
    }

    private DnsAnswer ask(String name, RecordType type) throws DnsFailureException {
        questions.add(new DnsQuestion(name, type));
        DnsAnswer answer = dns.query(name, type);
        if (answer instanceof DnsAnswer.Failure failure) {
            throw new DnsFailureException(failure.reason());
        }
        return answer;
    }
}
