package org.jameslists.forecast;

import java.util.List;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.james.settings.JamesDns;

/** The DNS that the mailets ask. */
final class ReceptionDns implements JamesDns {
    private static final DnsAnswer ANYWHERE = new DnsAnswer.Records(List.of("v=spf1 +all"));

    private final Dns dns;

    private ReceptionDns(Dns dns) {
        this.dns = dns;
    }

    /** The real DNS, except that the author's domain allows every server if the client is not known. */
    static ReceptionDns of(ForecastPost post, Dns dns) {
        if (post.client().isPresent()) {
            return new ReceptionDns(dns);
        }
        String author = post.author().getDomain().asString();
        return new ReceptionDns(
                (name, type) -> type == RecordType.TXT && author.equalsIgnoreCase(name.replaceAll("\\.$", ""))
                        ? ANYWHERE
                        : dns.query(name, type));
    }

    @Override
    public DnsAnswer query(String name, RecordType type) {
        return dns.query(name, type);
    }
}
