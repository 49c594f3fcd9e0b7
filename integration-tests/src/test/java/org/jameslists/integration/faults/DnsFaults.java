package org.jameslists.integration.faults;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jameslists.integration.faults.Fault.Fate;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;

/** DNS servers that are dead, slow, or lie. The message is well. */
final class DnsFaults {
    private static final String POLICY = "_dmarc.example.ne.jp";
    private static final String SPF = "example.ne.jp";
    private static final int HUGE = 60_000;

    private static final String MESSAGE = "From: Author <author@example.ne.jp>\r\nSubject: hello\r\n"
            + "DKIM-Signature: v=1; a=rsa-sha256; d=example.ne.jp; s=mobile; h=From; bh=AAAA; b=AAAA\r\n"
            + "\r\nHello.\r\n";

    private DnsFaults() {}

    static Stream<Fault> all() {
        return Stream.of(
                temporary("no DNS server answers", dns -> dns.failAll(DnsFault.SILENCE)),
                temporary("each answer comes after ten seconds", dns -> dns.delayAll(Duration.ofSeconds(10))),
                delivered("each answer comes after half a second", dns -> dns.delayAll(Duration.ofMillis(500))),
                temporary("the DNS server fails", dns -> dns.failAll(DnsFault.SERVFAIL)),
                temporary("the DNS server refuses", dns -> dns.failAll(DnsFault.REFUSED)),
                temporary("answers have another id", dns -> dns.failAll(DnsFault.WRONG_ID)),
                temporary("answers are garbage", dns -> dns.failAll(DnsFault.GARBAGE)),
                delivered("answers fit into TCP only", dns -> dns.failAll(DnsFault.TRUNCATED)),
                delivered(
                        "a DMARC record of 60 kB", dns -> dns.txt(POLICY, "v=DMARC1; p=reject; x=" + "x".repeat(HUGE))),
                delivered("a thousand DMARC records", dns -> dns.txt(POLICY, records("v=DMARC1; p=reject; x="))),
                delivered("an invalid DMARC record", dns -> dns.txt(POLICY, "v=DMARC1; p==;;; \u007f; =; p")),
                refused("an SPF record of 60 kB", dns -> dns.txt(SPF, "v=spf1 " + "a:example.com ".repeat(4_000))),
                refused("an SPF record that includes itself", dns -> dns.txt(SPF, "v=spf1 include:" + SPF + " -all")),
                refused("an invalid SPF record", dns -> dns.txt(SPF, "v=spf1 %{ ip4:999.1 a:%%%{z}")),
                delivered("a key record of 60 kB", dns -> dns.txt(key(), "v=DKIM1; p=" + "A".repeat(HUGE))),
                delivered("a thousand key records", dns -> dns.txt(key(), records("v=DKIM1; p="))),
                delivered("an invalid key record", dns -> dns.txt(key(), "v=DKIM1; p=%%%; k=; ;=")));
    }

    private static String key() {
        return "mobile._domainkey.example.ne.jp";
    }

    private static String[] records(String start) {
        return Stream.iterate(0, i -> i + 1).limit(1_000).map(i -> start + i).toArray(String[]::new);
    }

    private static Fault temporary(String name, Consumer<LoopbackDns> dns) {
        return new Fault(name, dns, MESSAGE, Fate.DELIVERED, Fate.PUT_OFF);
    }

    private static Fault delivered(String name, Consumer<LoopbackDns> dns) {
        return new Fault(name, dns, MESSAGE, Fate.DELIVERED, Fate.DELIVERED);
    }

    private static Fault refused(String name, Consumer<LoopbackDns> dns) {
        return new Fault(name, dns, MESSAGE, Fate.DELIVERED, Fate.REFUSED);
    }
}
