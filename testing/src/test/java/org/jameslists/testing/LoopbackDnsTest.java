package org.jameslists.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jameslists.testing.DnsQuery.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class LoopbackDnsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final LoopbackDns dns = LoopbackDns.start(
            """
            example.ne.jp                  MX    10 mx.example.ne.jp.
            example.ne.jp                  MX    20 mx2.example.ne.jp.
            s1._domainkey.example.ne.jp    TXT   "v=DKIM1; k=rsa; " "p=MIGf"
            s2._domainkey.example.ne.jp    CNAME keys.example.net.
            keys.example.net               TXT   "v=DKIM1; p="
            gone.example.net               CNAME nowhere.example.net.
            loop.example.net               CNAME loop.example.net.
            *.wild.example.net             TXT   "any"
            here.wild.example.net          A     192.0.2.1
            $TTL 60
            example.org 600 SOA ns.example.org. hostmaster.example.org. 1 3600 600 86400 30
            example.org                    A     192.0.2.7
            """);

    @AfterEach
    void close() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({
        "example.ne.jp, MX, NOERROR, 2",
        "EXAMPLE.ne.JP, mx, NOERROR, 2",
        "s1._domainkey.example.ne.jp, TXT, NOERROR, 1",
        "s2._domainkey.example.ne.jp, TXT, NOERROR, 2",
        "gone.example.net, TXT, NXDOMAIN, 1",
        "some.thing.wild.example.net, TXT, NOERROR, 1",
        "some.thing.wild.example.net, A, NOERROR, 0",
        "here.wild.example.net, TXT, NOERROR, 0",
        "under.here.wild.example.net, TXT, NXDOMAIN, 0",
        "example.ne.jp, TXT, NOERROR, 0",
        "_domainkey.example.ne.jp, TXT, NOERROR, 0",
        "ne.jp, NS, NOERROR, 0",
        "none.example.ne.jp, TXT, NXDOMAIN, 0",
        "example.com, MX, NXDOMAIN, 0",
        "loop.example.net, TXT, SERVFAIL, 8",
    })
    void answersWithTheRecordsThatThereAre(String name, String type, String code, int answers) throws IOException {
        Message response = ask(name, type);

        assertThat(Rcode.string(response.getRcode())).isEqualTo(code);
        assertThat(response.getSection(Section.ANSWER)).hasSize(answers);
        assertThat(response.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "none.example.org, A, example.org., 600",
        "example.org, TXT, example.org., 600",
        "example.com, A, ., 0",
        "example.ne.jp, A, ., 0",
    })
    void carriesTheNearestStartOfAuthorityInNegativeAnswers(String name, String type, String zone, long ttl)
            throws IOException {
        assertThat(ask(name, type).getSection(Section.AUTHORITY))
                .singleElement()
                .satisfies(soa -> {
                    assertThat(soa.getType()).isEqualTo(Type.SOA);
                    assertThat(soa.getName()).hasToString(zone);
                    assertThat(soa.getTTL()).isEqualTo(ttl);
                });
    }

    @Test
    void givesRecordsNoTimeToLiveUnlessTheZoneSaysOne() throws IOException {
        assertThat(ask("example.ne.jp", "MX").getSection(Section.ANSWER))
                .extracting(Record::getTTL)
                .containsOnly(0L);
        assertThat(ask("example.org", "A").getSection(Section.ANSWER))
                .extracting(Record::getTTL)
                .containsOnly(60L);
    }

    @Test
    void keepsTheCharacterStringsOfATextApart() throws IOException {
        assertThat(texts("s1._domainkey.example.ne.jp")).containsExactly(List.of("v=DKIM1; k=rsa; ", "p=MIGf"));
    }

    @Test
    void cutsALongTextIntoCharacterStrings() throws IOException {
        String key = "p=" + "\"\\A".repeat(200);

        dns.txt("long.example.net", key, "");

        assertThat(ask("long.example.net", "TXT").getSection(Section.ANSWER))
                .map(record -> ((TXTRecord) record)
                        .getStringsAsByteArrays().stream()
                                .map(string -> string.length)
                                .toList())
                .containsExactly(List.of(255, 255, 92), List.of(0));
    }

    @Test
    void changesWhileItRuns() throws IOException {
        dns.set("example.com", "MX", "10 a.example.com.", "20 b.example.com.");
        assertThat(ask("example.com", "MX").getSection(Section.ANSWER)).hasSize(2);
        dns.set("example.com", "MX", "0 .");
        assertThat(ask("example.com", "MX").getSection(Section.ANSWER)).hasSize(1);
        dns.set("example.com", "MX");
        assertThat(ask("example.com", "MX").getRcode()).isEqualTo(Rcode.NXDOMAIN);

        dns.zone("example.com TXT \"only this\"");
        assertThat(texts("example.com")).containsExactly(List.of("only this"));
        assertThat(ask("example.ne.jp", "MX").getRcode()).isEqualTo(Rcode.NXDOMAIN);
        dns.remove("example.com");
        assertThat(ask("example.com", "TXT").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVFAIL", "NXDOMAIN", "REFUSED"})
    void failsAsTold(DnsFault fault) throws IOException {
        dns.fail("example.ne.jp", fault);

        assertThat(Rcode.string(ask("example.ne.jp", "MX").getRcode())).isEqualTo(fault.name());
        assertThat(ask("s1._domainkey.example.ne.jp", "TXT").getRcode()).isEqualTo(Rcode.NOERROR);

        dns.heal();
        assertThat(ask("example.ne.jp", "MX").getRcode()).isEqualTo(Rcode.NOERROR);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void keepsSilentWhenTold(Transport transport) throws IOException {
        dns.fail("example.ne.jp", DnsFault.SILENCE);
        SimpleResolver resolver = resolver(SHORT);
        resolver.setTCP(transport == Transport.TCP);

        assertThatThrownBy(() -> resolver.send(query("example.ne.jp", "MX"))).isInstanceOf(IOException.class);

        assertThat(dns.queries()).containsExactly(new DnsQuery("example.ne.jp", "MX", transport));
    }

    @Test
    void answersUnderAnotherIdWhenTold() throws IOException {
        dns.fail("example.ne.jp", DnsFault.WRONG_ID);

        assertThatThrownBy(() -> resolver(SHORT).send(query("example.ne.jp", "MX")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answersGarbageForAllNamesUntilHealed() throws IOException {
        dns.failAll(DnsFault.GARBAGE);

        assertThatThrownBy(() -> resolver(SHORT).send(query("example.ne.jp", "MX")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> resolver(SHORT).send(query("example.org", "A")))
                .isInstanceOf(IOException.class);

        dns.heal();
        assertThat(ask("example.org", "A").getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void answersLateWhenToldAndHoldsUpNoOther() throws IOException {
        dns.delay("example.ne.jp", Duration.ofMillis(200));

        long start = System.nanoTime();
        ask("example.org", "A");
        assertThatThrownBy(() -> resolver(Duration.ofMillis(20)).send(query("example.ne.jp", "MX")))
                .isInstanceOf(IOException.class);
        Message late = ask("example.ne.jp", "MX");

        assertThat(late.getSection(Section.ANSWER)).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void isAskedAgainOverTcpWhenItTruncates() throws IOException {
        dns.fail("example.ne.jp", DnsFault.TRUNCATED);

        assertThat(ask("example.ne.jp", "MX").getSection(Section.ANSWER)).hasSize(2);

        assertThat(dns.queries()).extracting(DnsQuery::transport).containsExactly(Transport.UDP, Transport.TCP);
    }

    @Test
    void leavesTheAskerWithoutAnAnswerOverTcpEither() {
        dns.fail("example.ne.jp", DnsFault.TRUNCATED_FOR_GOOD);

        assertThatThrownBy(() -> resolver(SHORT).send(query("example.ne.jp", "MX")))
                .isInstanceOf(IOException.class);

        assertThat(dns.queries()).extracting(DnsQuery::transport).containsExactly(Transport.UDP, Transport.TCP);
    }

    @Test
    void holdsBackTheAnswersOfADomainUntilTheyAreReleased() throws Exception {
        dns.hold("example.ne.jp");
        CompletableFuture<Message> below = resolver(LONG)
                .sendAsync(query("s1._domainkey.example.ne.jp", "TXT"))
                .toCompletableFuture();
        assertThat(ask("keys.example.net", "TXT").getSection(Section.ANSWER)).hasSize(1);
        assertThat(below).isNotDone();

        dns.release();

        assertThat(below.get(10, TimeUnit.SECONDS).getSection(Section.ANSWER)).hasSize(1);
        assertThat(ask("example.ne.jp", "MX").getSection(Section.ANSWER)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 500, UDP", "0, 1000, TCP", "1232, 1000, UDP", "1232, 1300, TCP"})
    void truncatesWhatDoesNotFitADatagram(int ednsSize, int octets, Transport answeredOver) throws IOException {
        dns.txt("big.example.net", "x".repeat(octets - 50));
        SimpleResolver resolver = resolver(LONG);
        resolver.setEDNS(ednsSize == 0 ? -1 : 0, ednsSize, 0, List.of());

        Message response = resolver.send(query("big.example.net", "TXT"));

        assertThat(response.getSection(Section.ANSWER)).hasSize(1);
        assertThat(dns.queries()).last().extracting(DnsQuery::transport).isEqualTo(answeredOver);
        assertThat(response.getOPT() != null).isEqualTo(ednsSize > 0);
    }

    @Test
    void servesManyAtOnce() {
        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> {
                    try {
                        return ask("example.ne.jp", "MX")
                                .getSection(Section.ANSWER)
                                .size();
                    } catch (IOException e) {
                        return -1;
                    }
                }))
                .containsOnly(2);
        assertThat(dns.queries()).hasSize(200);
        assertThat(dns.forgetQueries().queries()).isEmpty();
    }

    @Test
    void survivesWhatIsNoQuestion() throws IOException {
        try (Socket socket = new Socket(dns.address().getAddress(), dns.port())) {
            socket.getOutputStream().write(new byte[] {0, 3, 1, 2, 3});
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(ask("example.ne.jp", "MX").getSection(Section.ANSWER)).hasSize(2);
    }

    @Test
    void refusesTextThatIsNoZone() {
        assertThatThrownBy(() -> dns.add("example.com MX ten")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dns.set("example.com", "A", "none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoopbackDns.start("example.com")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesThePortWhenClosed() throws IOException {
        InetSocketAddress address = dns.address();
        ask("example.ne.jp", "MX");

        dns.close();

        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(IOException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("dns-"))
                .isEmpty();
    }

    private Message ask(String name, String type) throws IOException {
        return resolver(LONG).send(query(name, type));
    }

    private List<List<String>> texts(String name) throws IOException {
        return ask(name, "TXT").getSection(Section.ANSWER).stream()
                .map(record -> ((TXTRecord) record).getStrings())
                .toList();
    }

    private SimpleResolver resolver(Duration timeout) {
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTimeout(timeout);
        return resolver;
    }

    private static Message query(String name, String type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.value(type), DClass.IN));
    }
}
