package org.jameslists.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.jameslists.testing.DnsFault;
import org.jameslists.testing.DnsQuery;
import org.jameslists.testing.DnsQuery.Transport;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

class DnsjavaDnsTest {
    private static final String NAME = "_dmarc.example.ne.jp";
    private static final DnsAnswer ANSWER = new DnsAnswer.Records(List.of("v=DMARC1; p=reject"));
    private static final DnsSettings IMPATIENT = new DnsSettings(Duration.ofMillis(200), 0, 100);

    private final LoopbackDns server = LoopbackDns.start(
            """
            _dmarc.example.ne.jp   TXT   "v=DMARC1; p=reject"
            loop.example.net       CNAME loop.example.net.
            $TTL 60
            kept.example.net       TXT   "kept"
            example.org 600 SOA ns.example.org. hostmaster.example.org. 1 3600 600 86400 60
            """);
    private final Dns dns = DnsjavaDns.of(server.hostAndPort(), IMPATIENT);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DnsFault.class,
            names = {"SERVFAIL", "REFUSED", "SILENCE", "WRONG_ID"})
    void aServerThatDoesNotAnswerIsAFailureInWords(DnsFault fault) {
        server.fail(NAME, fault);

        assertThat(dns.query(NAME, RecordType.TXT))
                .isInstanceOfSatisfying(DnsAnswer.Failure.class, failure -> assertThat(failure.reason())
                        .startsWith("TXT " + NAME + ": no answer ("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xxxxxxxxxxxxxxxxxxxxxxxx"})
    void garbageIsAFailure(String garbage) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread responder = new Thread(() -> answerWith(garbage.getBytes(StandardCharsets.US_ASCII), socket));
            responder.setDaemon(true);
            responder.start();
            Dns garbled = DnsjavaDns.of("127.0.0.1:" + socket.getLocalPort(), IMPATIENT);

            assertThat(garbled.query(NAME, RecordType.TXT)).isInstanceOf(DnsAnswer.Failure.class);
        }
    }

    /** The garbage follows the id of the question, if there is room for it, so that it is taken for the answer. */
    private static void answerWith(byte[] garbage, DatagramSocket socket) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                byte[] answer = garbage.clone();
                System.arraycopy(packet.getData(), 0, answer, 0, Math.min(2, answer.length));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Test
    void anEndlessAliasIsAFailure() {
        assertThat(dns.query("loop.example.net", RecordType.TXT)).isInstanceOf(DnsAnswer.Failure.class);
    }

    @Test
    void aServerThatIsNotThereIsAFailure() {
        server.close();

        assertThat(dns.query(NAME, RecordType.TXT)).isInstanceOf(DnsAnswer.Failure.class);
    }

    @Test
    void aFailureIsNotRemembered() {
        server.fail(NAME, DnsFault.SERVFAIL);
        dns.query(NAME, RecordType.TXT);
        server.heal();

        assertThat(dns.query(NAME, RecordType.TXT)).isEqualTo(ANSWER);
    }

    @Test
    void asksAgainAsOftenAsItIsTold() {
        server.fail(NAME, DnsFault.SILENCE);

        DnsjavaDns.of(server.hostAndPort(), new DnsSettings(Duration.ofMillis(200), 1, 100))
                .query(NAME, RecordType.TXT);

        assertThat(server.queries()).hasSize(2);
    }

    @Test
    void asksTheNextServerWhenOneIsSilent() {
        try (LoopbackDns silent = LoopbackDns.start()) {
            silent.fail(NAME, DnsFault.SILENCE);
            Dns two = DnsjavaDns.of(silent.hostAndPort() + ", " + server.hostAndPort(), IMPATIENT);

            assertThat(two.query(NAME, RecordType.TXT)).isEqualTo(ANSWER);
        }
    }

    @Test
    void asksOverTcpWhenTheAnswerIsTruncated() {
        server.fail(NAME, DnsFault.TRUNCATED);

        assertThat(dns.query(NAME, RecordType.TXT)).isEqualTo(ANSWER);
        assertThat(server.queries()).extracting(DnsQuery::transport).containsExactly(Transport.UDP, Transport.TCP);
    }

    @Test
    void takesAnAnswerAsLargeAsTheProtocolAllows() {
        String large = "x".repeat(60_000);
        server.txt("large.example.net", large);

        assertThat(dns.query("large.example.net", RecordType.TXT)).isEqualTo(new DnsAnswer.Records(List.of(large)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept.example.net", "none.example.org"})
    void keepsAnswersAndNegativeOnesForAsLongAsTheySay(String name) {
        DnsAnswer first = dns.query(name, RecordType.TXT);
        server.fail(name, DnsFault.SERVFAIL);

        assertThat(dns.query(name, RecordType.TXT)).isEqualTo(first);
        assertThat(server.queries()).hasSize(1);
    }

    @Test
    void doesNotKeepWhatSaysItMustNotBeKept() {
        dns.query(NAME, RecordType.TXT);
        server.txt(NAME, "v=DMARC1; p=none");

        assertThat(dns.query(NAME, RecordType.TXT)).isEqualTo(new DnsAnswer.Records(List.of("v=DMARC1; p=none")));
    }

    @Test
    void keepsNoMoreNamesThanItIsTold() {
        int names = 20;
        for (int i = 0; i < names; i++) {
            server.add("$TTL 60\nn" + i + ".example.net TXT \"" + i + "\"\n");
        }
        Dns small = DnsjavaDns.of(server.hostAndPort(), new DnsSettings(Duration.ofSeconds(5), 0, 5));

        IntStream.range(0, 2 * names).forEach(i -> small.query("n" + i % names + ".example.net", RecordType.TXT));

        assertThat(server.queries()).hasSizeGreaterThan(names + names / 2);
    }

    @Test
    void sharesTheResolverAndTheCacheOfTheProcess() {
        Resolver resolver = Lookup.getDefaultResolver();
        Cache cache = Lookup.getDefaultCache(DClass.IN);
        Dns shared = DnsjavaDns.shared();
        try {
            Lookup.setDefaultResolver(new SimpleResolver(server.address()));
            Lookup.setDefaultCache(new Cache(DClass.IN), DClass.IN);

            assertThat(shared.query("kept.example.net", RecordType.TXT))
                    .isEqualTo(new DnsAnswer.Records(List.of("kept")));
            assertThat(Lookup.getDefaultCache(DClass.IN).getSize()).isEqualTo(1);
        } finally {
            Lookup.setDefaultResolver(resolver);
            Lookup.setDefaultCache(cache, DClass.IN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "192.0.2.1:port", "192.0.2.1:99999", "[::1", "no such host:53"})
    void refusesServersThatAreNone(String servers) {
        assertThatThrownBy(() -> DnsjavaDns.of(servers, DnsSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> new DnsSettings(Duration.ZERO, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsSettings(Duration.ofSeconds(1), -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DnsSettings(Duration.ofSeconds(1), 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
