package org.jameslists.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One zone, asked as a master file and as a server on the network: the answers are the same. */
class DnsAnswersTest {
    private static final String ZONE =
            """
            example.ne.jp                  MX    20 mx2.example.ne.jp.
            example.ne.jp                  MX    10 MX.example.ne.jp.
            _dmarc.example.ne.jp           TXT   "v=DMARC1; p=reject"
            s1._domainkey.example.ne.jp    TXT   "v=DKIM1; k=rsa; " "p=MIGf"
            s2._domainkey.example.ne.jp    CNAME keys.example.net.
            keys.example.net               TXT   "v=DKIM1; p="
            two.example.net                TXT   "one"
            two.example.net                TXT   "two"
            gone.example.net               CNAME nowhere.example.net.
            bare.example.net               CNAME mx.example.ne.jp.
            mx.example.ne.jp               A     192.0.2.1
            mx.example.ne.jp               AAAA  2001:db8:0:0:0:0:0:1
            mapped.example.ne.jp           AAAA  ::ffff:192.0.2.9
            1.2.0.192.in-addr.arpa         PTR   Host.example.ne.jp.
            octets.example.net             TXT   "\\227\\129\\130 \\"q\\" \\\\"
            *.wild.example.net             TXT   "any"
            here.wild.example.net          A     192.0.2.1
            """;

    private static final LoopbackDns SERVER = LoopbackDns.start(ZONE);
    private static final List<Dns> BOTH =
            List.of(ZoneFileDns.of(ZONE), DnsjavaDns.of(SERVER.hostAndPort(), DnsSettings.DEFAULT));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "_dmarc.example.ne.jp, TXT, v=DMARC1; p=reject",
        "_DMARC.Example.NE.jp., TXT, v=DMARC1; p=reject",
        "s1._domainkey.example.ne.jp, TXT, v=DKIM1; k=rsa; p=MIGf",
        "s2._domainkey.example.ne.jp, TXT, v=DKIM1; p=",
        "example.ne.jp, MX, MX.example.ne.jp|mx2.example.ne.jp",
        "mx.example.ne.jp, A, 192.0.2.1",
        "mx.example.ne.jp, AAAA, 2001:db8::1",
        "mapped.example.ne.jp, AAAA, ::ffff:192.0.2.9",
        "1.2.0.192.in-addr.arpa, PTR, Host.example.ne.jp",
        "some.thing.wild.example.net, TXT, any",
        "bare.example.net, A, 192.0.2.1",
        "octets.example.net, TXT, ã\u0081\u0082 \"q\" \\",
    })
    void recordsAreGivenAsTheirTypeShapesThem(String name, RecordType type, String values) {
        for (Dns dns : BOTH) {
            assertThat(dns.query(name, type)).isEqualTo(new DnsAnswer.Records(List.of(values.split("\\|"))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.ne.jp, TXT",
        "ne.jp, TXT",
        "_domainkey.example.ne.jp, TXT",
        "bare.example.net, TXT",
        "some.thing.wild.example.net, A",
        "here.wild.example.net, TXT",
    })
    void anExistingNameWithoutSuchRecordsHasNoData(String name, RecordType type) {
        for (Dns dns : BOTH) {
            assertThat(dns.query(name, type)).isEqualTo(new DnsAnswer.NoData());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none.example.ne.jp, TXT",
        "gone.example.net, TXT",
        "under.here.wild.example.net, TXT",
        "'', TXT",
        "., TXT",
        "@, TXT",
        "example..ne.jp, TXT",
        "*ü日.example.ne.jp, TXT",
        "a\\.b.example.ne.jp, A",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.example.ne.jp, A",
    })
    void whatDoesNotExistOrIsNoNameHasNoSuchName(String name, RecordType type) {
        for (Dns dns : BOTH) {
            assertThat(dns.query(name, type)).isEqualTo(new DnsAnswer.NoSuchName());
        }
    }

    @ParameterizedTest
    @CsvSource({"two.example.net, one, two"})
    void allRecordsOfATypeAreGiven(String name, String first, String second) {
        for (Dns dns : BOTH) {
            assertThat(dns.query(name, RecordType.TXT))
                    .isInstanceOfSatisfying(DnsAnswer.Records.class, records -> assertThat(records.values())
                            .containsExactlyInAnyOrder(first, second));
        }
    }
}
