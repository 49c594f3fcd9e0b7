package org.jameslists.james.health;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jameslists.dmarc.DmarcAnswer;
import org.jameslists.dmarc.DmarcDiscovery;
import org.jameslists.dmarc.DmarcRecord;
import org.jameslists.dmarc.Organizations;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.DomainName;
import org.jameslists.spf.SpfResult;
import org.jameslists.spf.SpfVerifier;
import org.xbill.DNS.ReverseMap;

import com.google.common.net.InetAddresses;

/**
 * Checks what large receivers require of bulk senders (Gmail's and Yahoo's rules of 2024, Outlook's of 2025): SPF, DKIM
 * and DMARC that align with From, a domain that accepts bounces, and hosts with names.
 */
final class DomainHealth {
    private static final String RECEIVERS = "Gmail, Yahoo and Outlook";

    private final List<InetAddress> servers;

    /** Checks domains that send from these addresses. Without addresses, it does not check the hosts. */
    DomainHealth(List<InetAddress> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * All findings about one domain of lists.
     *
     * @param signers the domains that sign with DKIM
     */
    List<HealthFinding> of(DomainName domain, Collection<DomainName> signers, Dns dns) {
        List<HealthFinding> findings = new ArrayList<>();
        findings.add(spf(domain, dns));
        findings.add(dmarc(domain, signers, dns));
        findings.add(bounces(domain, dns));
        for (InetAddress server : servers) {
            findings.add(allowed(domain, server, dns));
        }
        return findings;
    }

    private static HealthFinding spf(DomainName domain, Dns dns) {
        String subject = "SPF of " + domain.ascii();
        DnsAnswer answer = dns.query(domain.ascii(), RecordType.TXT);
        if (answer instanceof DnsAnswer.Failure failure) {
            return HealthFinding.unknown(subject, "The DNS does not answer: " + failure.reason() + ".");
        }
        List<String> records = answer instanceof DnsAnswer.Records texts
                ? texts.values().stream().filter(DomainHealth::isSpf).toList()
                : List.of();
        if (records.isEmpty()) {
            return new HealthFinding(
                    HealthLevel.DEGRADED,
                    subject,
                    "There is no SPF record; " + RECEIVERS + " require one of bulk senders.",
                    "Publish a TXT record at " + domain.ascii() + ", such as: v=spf1 ip4:ADDRESS -all");
        }
        if (records.size() > 1) {
            return new HealthFinding(
                    HealthLevel.UNHEALTHY,
                    subject,
                    "There are " + records.size() + " SPF records, so none of them counts (RFC 7208 §4.5).",
                    "Merge them into one.");
        }
        if (records.get(0).toLowerCase(Locale.ROOT).matches(".* \\+?all( .*)?")) {
            return new HealthFinding(
                    HealthLevel.UNHEALTHY,
                    subject,
                    "The record lets every host send in the domain's name: " + records.get(0) + ".",
                    "List your own servers, and end the record with -all.");
        }
        return HealthFinding.healthy(subject, "There is one record: " + records.get(0) + ".");
    }

    private static boolean isSpf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
    }

    private static HealthFinding dmarc(DomainName domain, Collection<DomainName> signers, Dns dns) {
        String subject = "DMARC of " + domain.ascii();
        DmarcAnswer answer = DmarcDiscovery.TREE_WALK.find(domain, dns);
        if (answer instanceof DmarcAnswer.TempError error) {
            return HealthFinding.unknown(subject, "The DNS does not answer: " + error.reason() + ".");
        }
        Optional<DmarcRecord> record =
                answer instanceof DmarcAnswer.Found found ? Optional.of(found.record()) : Optional.empty();
        boolean strict =
                record.filter(found -> found.adkim() == DmarcRecord.Mode.STRICT).isPresent();
        if (signers.stream().noneMatch(signer -> aligns(signer, domain, strict, dns))) {
            return new HealthFinding(
                    HealthLevel.UNHEALTHY,
                    subject,
                    "No DkimResign signs with a domain that aligns with " + domain.ascii()
                            + (strict ? ", whose record asks for adkim=s" : "") + "; mail can pass DMARC only by SPF.",
                    "Name the domain in 'domains' of DkimResign, and publish its key.");
        }
        return record.map(found -> HealthFinding.healthy(
                        subject, "There is a record (" + found + "), and our DKIM signature aligns."))
                .orElseGet(() -> new HealthFinding(
                        HealthLevel.DEGRADED,
                        subject,
                        "There is no DMARC record; " + RECEIVERS
                                + " require one of bulk senders, at least with p=none.",
                        "Publish a TXT record at _dmarc." + domain.ascii() + ": v=DMARC1; p=none"));
    }

    private static boolean aligns(DomainName signer, DomainName domain, boolean strict, Dns dns) {
        return strict ? signer.equals(domain) : Organizations.mayAlign(signer, domain, dns);
    }

    /** RFC 5321 §5.1: mail for a domain goes to its MX, or to its addresses if it has none. */
    private static HealthFinding bounces(DomainName domain, Dns dns) {
        String subject = "Bounces to " + domain.ascii();
        for (RecordType type : List.of(RecordType.MX, RecordType.A, RecordType.AAAA)) {
            DnsAnswer answer = dns.query(domain.ascii(), type);
            if (answer instanceof DnsAnswer.Records) {
                return HealthFinding.healthy(subject, "The domain accepts mail.");
            }
            if (answer instanceof DnsAnswer.Failure failure) {
                return HealthFinding.unknown(subject, "The DNS does not answer: " + failure.reason() + ".");
            }
        }
        return new HealthFinding(
                HealthLevel.UNHEALTHY,
                subject,
                "The domain has neither MX nor address: bounces cannot come back, and receivers refuse its mail.",
                "Publish an MX record at " + domain.ascii() + ".");
    }

    private static HealthFinding allowed(DomainName domain, InetAddress server, Dns dns) {
        String address = InetAddresses.toAddrString(server);
        String subject = address + " for " + domain.ascii();
        SpfResult spf = SpfVerifier.mailFrom(server, domain.ascii(), "bounces@" + domain.ascii(), dns);
        if (spf.code() == SpfResult.Code.TEMPERROR) {
            return HealthFinding.unknown(subject, "The DNS does not answer SPF's questions.");
        }
        // The finding about SPF reports a missing record.
        if (spf.code() != SpfResult.Code.PASS && spf.code() != SpfResult.Code.NONE) {
            return new HealthFinding(
                    HealthLevel.UNHEALTHY,
                    subject,
                    "SPF is " + spf.code().word() + " for mail from this server.",
                    "Add " + address + " to the SPF record of " + domain.ascii() + ".");
        }
        DnsAnswer names = dns.query(ReverseMap.fromAddress(server).toString(true), RecordType.PTR);
        if (names instanceof DnsAnswer.Failure failure) {
            return HealthFinding.unknown(subject, "The DNS does not answer: " + failure.reason() + ".");
        }
        boolean named = names instanceof DnsAnswer.Records found
                && found.values().stream().anyMatch(name -> leadsTo(name, server, dns));
        return named
                ? HealthFinding.healthy(
                        subject, "The server's name leads back to its address, and no SPF record forbids it to send.")
                : new HealthFinding(
                        HealthLevel.DEGRADED,
                        subject,
                        "The address has no name (PTR) that leads back to it; Gmail and Yahoo require one.",
                        "Ask your provider to set one.");
    }

    private static boolean leadsTo(String name, InetAddress server, Dns dns) {
        RecordType type = server.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
        return dns.query(name, type) instanceof DnsAnswer.Records addresses
                && addresses.values().stream()
                        .anyMatch(address -> InetAddresses.isInetAddress(address)
                                && InetAddresses.forString(address).equals(server));
    }
}
