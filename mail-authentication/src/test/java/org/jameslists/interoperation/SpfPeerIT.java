package org.jameslists.interoperation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

import org.assertj.core.api.SoftAssertions;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.spf.SpfVerifier;
import org.jameslists.testing.Envelope;
import org.jameslists.testing.Judge;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.Test;

import com.google.common.net.InetAddresses;

/** Records with macros and with "ptr" (RFC 7208 §5.5, §7), as pyspf reads them. */
class SpfPeerIT {
    private static final Envelope ENVELOPE =
            new Envelope("192.0.2.1", "192.0.2.1", "Strong-bad$1@author.example.ne.jp");
    private static final byte[] MESSAGE = "From: a@author.example.ne.jp\r\n\r\ntext\r\n".getBytes(US_ASCII);
    private static final String HOSTS =
            """
            author.example.ne.jp          MX   10 mx1.example.org.
            mx1.example.org               A    192.0.2.1
            1.2.0.192.in-addr.arpa        PTR  Mx1.Example.org.
            mx1.example.org.p.example.org A    127.0.0.2
            1.2.0.192.i.example.org       A    127.0.0.2
            Strong.bad$1.l.example.org    A    127.0.0.2
            strong-bad%241.u.example.org  A    127.0.0.2
            example.author.o.example.org  A    127.0.0.2
            inc.example.org               TXT  "v=spf1 ptr:%{d2} -all"
            """;
    private static final List<String> RECORDS = List.of(
            "v=spf1 ptr:EXAMPLE.org -all",
            "v=spf1 ptr:example.com -all",
            "v=spf1 ptr -all",
            "v=spf1 include:Inc.Example.ORG -all",
            "v=spf1 exists:%{p}.p.example.org -all",
            "v=spf1 exists:%{ir}.i.example.org -all",
            "v=spf1 exists:%{l-}.l.example.org -all",
            "v=spf1 exists:%{L}.u.example.org -all",
            "v=spf1 exists:%{o3r}.o.example.org -all",
            "v=spf1 exists:%{o2r}.o.example.org -all",
            "v=spf1 a:%{h} -all",
            "v=spf1 exists:%{t}.example.org -all",
            "v=spf1 exists:%{x}.example.org -all");

    @Test
    void agreesWithPyspf() {
        try (LoopbackDns server = LoopbackDns.start(HOSTS)) {
            SoftAssertions softly = new SoftAssertions();
            for (String record : RECORDS) {
                server.txt("author.example.ne.jp", record);
                Dns dns = DnsjavaDns.of(server.hostAndPort(), DnsSettings.DEFAULT); // with a cache of its own
                String ours = SpfVerifier.mailFrom(
                                InetAddresses.forString(ENVELOPE.ip()), ENVELOPE.helo(), ENVELOPE.mailFrom(), dns)
                        .code()
                        .word();
                softly.assertThat(Judge.AUTHHEADERS
                                .hear(MESSAGE, server, ENVELOPE)
                                .spf())
                        .as(record)
                        .contains(ours);
            }
            softly.assertAll();
        }
    }
}
