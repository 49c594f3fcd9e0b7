package org.jameslists.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.RecordType;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.spf.SpfResult.Code;
import org.jameslists.spf.SpfResult.Identity;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.net.InetAddresses;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpfVerifierTest {
    private static final String HELO = "mail.example.net";
    private static final String CLIENT = "192.0.2.1";

    private static final String HOSTS =
            """
            mx1.example.org            A     192.0.2.1
            mx1.example.org            AAAA  2001:db8::1
            mx2.example.org            A     192.0.2.2
            bare.example.org           TXT   "no address"
            example.org                MX    10 bare.example.org.
            mx.example.org             MX    10 mx1.example.org.
            mx.example.org             MX    20 mx2.example.org.
            1.2.0.192.in-addr.arpa     PTR   Mx1.Example.org.
            1.2.0.192.list.example.org A     127.0.0.2
            author.list.example.org    A     127.0.0.2
            pass.example.org           TXT   "v=spf1 ip4:192.0.2.1 -all"
            fail.example.org           TXT   "v=spf1 -all"
            softfail.example.org       TXT   "v=spf1 ~all"
            neutral.example.org        TXT   "v=spf1"
            modifier.example.org       TXT   "v=spf1 x=y"
            wrong.example.org          TXT   "v=spf1 nonsense"
            loop.example.org           TXT   "v=spf1 include:loop.example.org"
            why.example.org            TXT   "%{i} is no host of %{d}"
            """;

    private static Dns zone(String record) {
        return zone(record, "");
    }

    private static Dns zone(String record, String more) {
        return ZoneFileDns.of(HOSTS + "author.example.ne.jp TXT \"" + record + "\"\n" + more);
    }

    private static SpfResult verify(String client, Dns dns) {
        return SpfVerifier.mailFrom(address(client), HELO, "author@author.example.ne.jp", dns);
    }

    private static InetAddress address(String text) {
        return InetAddresses.forString(text);
    }

    private static Dns failing(Dns dns, String name) {
        return (asked, type) -> asked.equals(name) ? new DnsAnswer.Failure("no answer") : dns.query(asked, type);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "v=spf1 ip4:192.0.2.1 -all, PASS",
                "v=spf1 ip4:192.0.2.0/24 -all, PASS",
                "v=spf1 ip4:192.0.2.2 -all, FAIL",
                "v=spf1 ip4:192.0.2.2 ~all, SOFTFAIL",
                "v=spf1 ip4:192.0.2.2 ?all, NEUTRAL",
                "v=spf1 ip4:192.0.2.2, NEUTRAL",
                "v=spf1 -ip4:192.0.2.1 +all, FAIL",
                "v=spf1 ip6:2001:db8::1 -all, FAIL",
                "v=spf1 a:mx1.example.org -all, PASS",
                "v=spf1 a:mx2.example.org -all, FAIL",
                "v=spf1 a:mx2.example.org/24 -all, PASS",
                "v=spf1 mx:mx.example.org -all, PASS",
                "v=spf1 exists:%{ir}.list.example.org -all, PASS",
                "v=spf1 exists:%{l}.list.example.org -all, PASS",
                "v=spf1 exists:%{h}.list.example.org -all, FAIL",
                "v=spf1 ptr:example.org -all, PASS",
                "v=spf1 ptr:example.com -all, FAIL",
                "v=spf1 include:pass.example.org -all, PASS",
                "v=spf1 include:fail.example.org ?all, NEUTRAL",
                "v=spf1 include:neutral.example.org -all, FAIL",
                "v=spf1 include:modifier.example.org -all, FAIL",
                "v=spf1 redirect=pass.example.org, PASS",
                "v=spf1 redirect=fail.example.org, FAIL",
                "v=spf1 x=y ip4:192.0.2.1, PASS",
                "v=spf1, NEUTRAL",
                "v=spf1 x=y, NEUTRAL",
                "'V=SPF1 IP4:192.0.2.1 -ALL', PASS",
            })
    void givesTheResultThatTheRecordHasForTheClient(String record, Code code) {
        assertThat(verify(CLIENT, zone(record)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ip6:2001:db8::/32 -all, PASS",
        "v=spf1 a:mx1.example.org -all, PASS",
        "v=spf1 a:mx1.example.org/24//64 -all, PASS",
        "v=spf1 mx:mx.example.org -all, PASS",
        "v=spf1 ip4:192.0.2.1 -all, FAIL",
    })
    void knowsClientsWithIpv6(String record, Code code) {
        assertThat(verify("2001:db8::1", zone(record)).code()).isEqualTo(code);
    }

    @Test
    void takesAnIpv4MappedAddressForIpv4() {
        assertThat(verify("::ffff:192.0.2.1", zone("v=spf1 ip4:192.0.2.1 -all")).code())
                .isEqualTo(Code.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 nonsense",
                "v=spf1 ip4:192.0.2.256 -all",
                "v=spf1 ip4:192.0.2.1/33 -all",
                "v=spf1 ip4:192.0.2.1/99999999999 -all",
                "v=spf1 ip4:192.0.2.1/024 -all",
                "v=spf1 +ip4:192.0.02.1 -all",
                "v=spf1 ip6:2001:db8::/032 -all",
                "v=spf1 a:mx1.example.org/024 -all",
                "v=spf1 a/024 -all",
                "v=spf1 a:mx1.example.org/024//64 -all",
                "v=spf1 mx//064 -all",
                "v=spf1 ip4:192.0.2.1 exp=%{c}.example.org",
                "v=spf1 a:%{q} -all",
                "v=spf1 include:none.example.org -all",
                "v=spf1 include:wrong.example.org -all",
                "v=spf1 redirect=none.example.org",
                "v=spf1 redirect=a.example.org redirect=b.example.org",
                "v=spf1 include:loop.example.org -all",
                "v=spf1 \\195\\188 -all",
            })
    void aRecordThatIsWrongIsAPermanentErrorWithAReason(String record) {
        SpfResult result = verify(CLIENT, zone(record));

        assertThat(result.code()).isEqualTo(Code.PERMERROR);
        assertThat(result.reason())
                .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("(?:"));
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "author.example.ne.jp TXT \"something else\"",
        "author.example.ne.jp TXT \" v=spf1 -all\"",
        "author.example.ne.jp TXT \"v=spf10 -all\"",
        "author.example.ne.jp TXT \"\"",
        "author.example.ne.jp TXT \"\\\"v=spf1 -all\\\"\"",
        "author.example.ne.jp SPF \"v=spf1 -all\"",
    })
    void whatIsNoRecordIsNone(String zone) {
        assertThat(verify(CLIENT, ZoneFileDns.of(zone)).code()).isEqualTo(Code.NONE);
    }

    @Test
    void severalRecordsAreAPermanentError() {
        Dns dns = zone("v=spf1 ip4:192.0.2.1 -all", "author.example.ne.jp TXT \"v=spf1 -all\"\n");

        assertThat(verify(CLIENT, dns).code()).isEqualTo(Code.PERMERROR);
    }

    @Test
    void textsThatAreNoRecordDoNotDisturbOneThatIs() {
        Dns dns = zone("v=spf1 ip4:192.0.2.1 -all", "author.example.ne.jp TXT \"\" \nauthor.example.ne.jp TXT \"x\"\n");

        assertThat(verify(CLIENT, dns).code()).isEqualTo(Code.PASS);
    }

    @ParameterizedTest
    @CsvSource({"10, FAIL", "11, PERMERROR"})
    void allowsTenTermsThatAskTheDns(int terms, Code code) {
        String record = "v=spf1 " + "a:mx2.example.org ".repeat(terms) + "-all";

        assertThat(verify(CLIENT, zone(record)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 a:n1.example.org a:n2.example.org -all, FAIL",
        "v=spf1 a:n1.example.org a:bare.example.org exists:n3.example.org -all, PERMERROR",
        "v=spf1 mx:n1.example.org mx:n2.example.org mx:n3.example.org -all, PERMERROR",
        "v=spf1 mx:example.org a:n1.example.org -all, FAIL",
        "v=spf1 mx:example.org a:n1.example.org a:n2.example.org -all, PERMERROR",
        "v=spf1 exists:0.%{p}.example.org a:n1.example.org -all, FAIL",
    })
    void allowsTwoLookUpsThatFindNothing(String record, Code code) {
        assertThat(verify(CLIENT, zone(record)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"10, PASS", "11, PERMERROR"})
    void allowsTenHostsOfOneMx(int hosts, Code code) {
        String zone = IntStream.range(0, hosts)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "many.example.org MX %d h%d.example.org.\nh%d.example.org A 192.0.2.%d\n",
                        i,
                        i,
                        i,
                        i))
                .collect(Collectors.joining());

        assertThat(verify(CLIENT, zone("v=spf1 mx:many.example.org -all", zone)).code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"9, PASS", "10, FAIL"})
    void looksAtTenNamesOfAClientForPtr(int others, Code code) {
        List<String> names = new ArrayList<>();
        IntStream.range(0, others).forEach(i -> names.add("mx2.example.org"));
        names.add("mx1.example.org");
        Dns hosts = zone("v=spf1 ptr:example.org -all");
        Dns dns = (name, type) -> type == RecordType.PTR ? new DnsAnswer.Records(names) : hosts.query(name, type);

        assertThat(verify(CLIENT, dns).code()).isEqualTo(code);
    }

    @Test
    void anMxWhoseHostsHaveNoAddressDoesNotDisturbTheNext() {
        assertThat(verify(CLIENT, zone("v=spf1 mx:example.org mx:mx.example.org -all"))
                        .code())
                .isEqualTo(Code.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 exists:a..b.example.org ip4:192.0.2.1 -all",
                "v=spf1 mx:a..b.example.org ip4:192.0.2.1 -all",
                "v=spf1 exists:%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}.example.org ip4:192.0.2.1 -all",
            })
    void aTargetThatIsNoNameDoesNotMatch(String record) {
        assertThat(verify(CLIENT, zone(record)).code()).isEqualTo(Code.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 -all, author.example.ne.jp, TEMPERROR",
        "v=spf1 a:mx1.example.org -all, mx1.example.org, TEMPERROR",
        "v=spf1 mx:mx.example.org -all, mx.example.org, TEMPERROR",
        "v=spf1 mx:mx.example.org -all, mx1.example.org, TEMPERROR",
        "v=spf1 exists:mx1.example.org -all, mx1.example.org, TEMPERROR",
        "v=spf1 include:pass.example.org -all, pass.example.org, TEMPERROR",
        "v=spf1 redirect=pass.example.org, pass.example.org, TEMPERROR",
        "v=spf1 ptr:example.org -all, 1.2.0.192.in-addr.arpa, FAIL",
        "v=spf1 ptr:example.org -all, mx1.example.org, FAIL",
        "v=spf1 ip4:192.0.2.1 a:mx1.example.org -all, mx1.example.org, PASS",
        "v=spf1 -all exp=why.example.org, why.example.org, FAIL",
    })
    void aDnsFailureIsATemporaryErrorWhereTheAnswerIsNeeded(String record, String name, Code code) {
        assertThat(verify(CLIENT, failing(zone(record), name)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(
            value = DnsFault.class,
            names = {"SERVFAIL", "SILENCE"})
    void aServerThatFailsIsATemporaryErrorThatSaysSo(DnsFault fault) {
        try (LoopbackDns server = LoopbackDns.start()) {
            server.fail("author.example.ne.jp", fault);
            Dns dns = DnsjavaDns.of(server.hostAndPort(), new DnsSettings(Duration.ofMillis(100), 0, 10));

            SpfResult result = verify(CLIENT, dns);

            assertThat(result.code()).isEqualTo(Code.TEMPERROR);
        }
    }

    @Test
    void theNullReversePathStandsForThePostmasterOfTheHeloName() {
        Dns dns = ZoneFileDns.of(HELO + " TXT \"v=spf1 ip4:192.0.2.1 -all\"\n");

        SpfResult result = SpfVerifier.mailFrom(address(CLIENT), HELO, "", dns);

        assertThat(result.code()).isEqualTo(Code.PASS);
        assertThat(result.toMethodResult()).hasToString("spf=pass smtp.mailfrom=postmaster@" + HELO);
        assertThat(result.domain()).hasToString("Optional[" + HELO + "]");
    }

    @Test
    void checksTheHeloNameOnItsOwn() {
        Dns dns = ZoneFileDns.of(HELO + " TXT \"v=spf1 ip4:192.0.2.1 -all\"\n");

        SpfResult result = SpfVerifier.helo(address(CLIENT), HELO, dns);

        assertThat(result.identity()).isEqualTo(Identity.HELO);
        assertThat(result.toMethodResult()).hasToString("spf=pass smtp.helo=" + HELO);
    }

    @ParameterizedTest
    @CsvSource({
        "author.example.ne.jp, author.example.ne.jp",
        "@author.example.ne.jp, author.example.ne.jp",
        "\"a@b\"@AUTHOR.example.ne.jp, author.example.ne.jp",
        "author@例え.jp, xn--r8jz45g.jp",
    })
    void asksAboutTheDomainOfTheSender(String reversePath, String domain) {
        SpfResult result = SpfVerifier.mailFrom(address(CLIENT), HELO, reversePath, zone("v=spf1 -all"));

        assertThat(result.domain()).hasToString("Optional[" + domain + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"author@", "author@localhost", "author@[192.0.2.1]", "author@a..b", "author@exa mple.org"})
    void aSenderWithoutDomainIsNone(String reversePath) {
        SpfResult result = SpfVerifier.mailFrom(address(CLIENT), HELO, reversePath, zone("v=spf1 -all"));

        assertThat(result.code()).isEqualTo(Code.NONE);
        assertThat(result.reason()).isPresent();
    }

    @Test
    void anOverlongSenderIsNone() {
        String sender = "a".repeat(300) + "@author.example.ne.jp";

        assertThat(SpfVerifier.mailFrom(address(CLIENT), HELO, sender, zone("v=spf1 -all"))
                        .code())
                .isEqualTo(Code.NONE);
    }

    @Test
    void keepsTheExplanationOfAFailure() {
        Dns dns = zone("v=spf1 -all exp=why.example.org");

        assertThat(verify(CLIENT, dns).explanation()).contains("192.0.2.1 is no host of author.example.ne.jp");
        assertThat(verify(CLIENT, dns).toMethodResult())
                .hasToString("spf=fail smtp.mailfrom=author@author.example.ne.jp");
    }

    @Test
    void hasNoExplanationWhereTheDomainGivesNone() {
        assertThat(verify(CLIENT, zone("v=spf1 -all")).explanation()).isEmpty();
    }

    @Test
    void ignoresAnExplanationThatFillsTheDns() {
        Dns hosts = zone("v=spf1 -all exp=long.example.org");
        Dns dns = (name, type) -> name.equals("long.example.org")
                ? new DnsAnswer.Records(List.of("%{s}".repeat(15_000)))
                : hosts.query(name, type);

        assertThat(verify(CLIENT, dns).explanation()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "%{s}.", "a-", "%{l1r+-,}"})
    @Timeout(20)
    void aRecordMadeToExhaustTheStackOrTheClockIsAPermanentError(String part) {
        for (int length : List.of(200, 60_000)) {
            String domain = part.repeat(length / part.length());
            Dns dns = (name, type) -> new DnsAnswer.Records(List.of("v=spf1 " + "exists:%s ".formatted(domain) + "?"));

            assertThat(verify(CLIENT, dns).code()).isEqualTo(Code.PERMERROR);
        }
    }

    @Property(tries = 300)
    void neverThrowsWhateverTheDnsSays(@ForAll("records") List<String> records, @ForAll String mailFrom) {
        Dns dns = (name, type) -> new DnsAnswer.Records(records);

        assertThat(SpfVerifier.mailFrom(address(CLIENT), mailFrom, "a@example.org", dns))
                .isNotNull();
        assertThat(SpfVerifier.mailFrom(address(CLIENT), HELO, mailFrom, dns)).isNotNull();
    }

    @Provide
    Arbitrary<List<String>> records() {
        Arbitrary<String> terms = Arbitraries.of(
                "a",
                "mx",
                "ptr",
                "all",
                "include:",
                "exists:",
                "redirect=",
                "exp=",
                "ip4:",
                "ip6:",
                "%{",
                "}",
                "%%",
                "%_",
                "d2r",
                "i",
                "p",
                "example.org",
                "192.0.2.1",
                "/",
                "//",
                "64",
                ":",
                "=",
                " ",
                "-",
                "~",
                "?",
                "\u00e9",
                "\u0000",
                "");
        Arbitrary<String> record = terms.list().ofMaxSize(12).map(list -> "v=spf1 " + String.join("", list));
        return Arbitraries.oneOf(record, Arbitraries.strings().ofMaxLength(40))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }
}
