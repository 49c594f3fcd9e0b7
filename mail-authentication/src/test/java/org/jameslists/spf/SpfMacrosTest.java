package org.jameslists.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.RecordType;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.spf.SpfResult.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.net.InetAddresses;

/** Macros (RFC 7208 §7), as the questions show that are asked, and the names of clients (§5.5). */
class SpfMacrosTest {
    private static final String SENDER = "strong-bad@email.example.com";
    private static final String IPV4 = "192.0.2.3";
    private static final String IPV6 = "2001:db8::cb01";
    private static final String TAIL = ".q.example.net";
    private static final String ZONE =
            """
            3.2.0.192.in-addr.arpa   PTR  Gone.example.org.
            3.2.0.192.in-addr.arpa   PTR  Other.example.org.
            3.2.0.192.in-addr.arpa   PTR  MX.Example.ORG.
            3.2.0.192.in-addr.arpa   PTR  a.email.Example.com.
            Other.example.org        A    192.0.2.4
            mx.example.org           A    192.0.2.3
            a.email.example.com      A    192.0.2.3
            inc.example.org          TXT  "v=spf1 ptr -all"
            5.2.0.192.in-addr.arpa   PTR  Email.example.com.
            5.2.0.192.in-addr.arpa   PTR  b.email.example.com.
            email.example.com        A    192.0.2.5
            b.email.example.com      A    192.0.2.5
            why.example.org          TXT  "%{c} is none of %{o}, says %{r} at %{t}%_%%"
            """;

    private static InetAddress address(String text) {
        return InetAddresses.forString(text);
    }

    private static Dns zone(String record) {
        return ZoneFileDns.of(ZONE + "email.example.com TXT \"" + record + "\"\n");
    }

    /** The name that an "exists" with a target asks for. */
    private static String asked(String client, String sender, String target) {
        List<String> questions = new ArrayList<>();
        Dns zone = zone("v=spf1 exists:" + target.replace("\\", "\\\\") + TAIL + " -all");
        Dns dns = (name, type) -> {
            questions.add(name);
            return zone.query(name, type);
        };
        assertThat(SpfVerifier.mailFrom(address(client), "Mail.example.org", sender, dns)
                        .code())
                .isEqualTo(Code.FAIL);
        String last = questions.get(questions.size() - 1);
        assertThat(last).endsWith(TAIL);
        return last.substring(0, last.length() - TAIL.length());
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "%{s}; strong-bad@email.example.com",
                "%{o}; email.example.com",
                "%{d}; email.example.com",
                "%{d4}; email.example.com",
                "%{d3}; email.example.com",
                "%{d2}; example.com",
                "%{d1}; com",
                "%{d01}; com",
                "%{d99999999999999999999}; email.example.com",
                "%{dr}; com.example.email",
                "%{dR}; com.example.email",
                "%{d2r}; example.email",
                "%{d2R}; example.email",
                "%{l}; strong-bad",
                "%{l-}; strong.bad",
                "%{lr}; strong-bad",
                "%{lr-}; bad.strong",
                "%{l1r-}; strong",
                "%{s-@}; ''",
                "%{o.}; email.example.com",
                "%{v}; in-addr",
                "%{v-}; in.addr",
                "%{h}; Mail.example.org",
                "%{i}; 192.0.2.3",
                "%{ir}.%{v}._spf.%{d2}; 3.2.0.192.in-addr._spf.example.com",
                "%{lr-}.lp._spf.%{d2}; bad.strong.lp._spf.example.com",
                "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}; 3.2.0.192.in-addr.strong.lp._spf.example.com",
                "%%%-x; %%20x",
                "%{p}; a.email.example.com",
                "%{p2}; example.com",
                "%{D2}; example.com",
            },
            delimiter = ';')
    void expand(String target, String name) {
        if (name.isEmpty()) {
            assertThat(SpfVerifier.mailFrom(address(IPV4), "h", SENDER, zone("v=spf1 exists:" + target + TAIL))
                            .code())
                    .isEqualTo(Code.PERMERROR);
        } else {
            assertThat(asked(IPV4, SENDER, target)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "a$1@email.example.com; %{l}; a$1",
                "a${x}@email.example.com; %{l}; a${x}",
                "a\\b@email.example.com; %{l}; a\\b",
                "-a-b@email.example.com; x%{l-}; x.a.b",
                "a+b=c@email.example.com; %{l1+=}; c",
                "a+b=c@email.example.com; %{l2=}; a+b.c",
                "a~b*c+d@email.example.com; %{L}; a~b%2Ac%2Bd",
                "a+b@email.example.com; %{L+}; a.b",
                "é@email.example.com; %{L}; %C3%A9",
                "@email.example.com; %{l}; postmaster",
            },
            delimiter = ';')
    void expandWhateverTheSenderHolds(String sender, String target, String name) {
        assertThat(asked(IPV4, sender, target)).isEqualTo(name);
    }

    @Test
    void writeIpv6AddressesInNibbles() {
        assertThat(asked(IPV6, SENDER, "%{ir}.%{v}._spf.%{d2}").toLowerCase(Locale.ROOT))
                .isEqualTo("1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com");
    }

    @Test
    void cutLongNamesFromTheLeft() {
        String label = "l".repeat(50);
        String sender = String.join(".", label, label, label, label) + "@email.example.com";

        String name = asked(IPV4, sender, "x.%{l}.%{l}");

        assertThat(name).isEqualTo(String.join(".", label, label, label, label));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.3, a.email.example.com",
        "192.0.2.5, email.example.com",
        "192.0.2.4, unknown",
        "2001:db8::cb01, unknown",
    })
    void nameTheClientByItsDomainIfItCanBe(String client, String name) {
        assertThat(asked(client, SENDER, "%{p}")).isEqualTo(name);
    }

    @Test
    void nameTheClientByAnyNameOfItsOwnIfNoneIsInTheDomain() {
        Dns dns = ZoneFileDns.of(
                ZONE
                        + "email.example.net TXT \"v=spf1 exists:%{p}.q.example.net -all\"\nmx.example.org.q.example.net A 127.0.0.2\n");

        assertThat(SpfVerifier.mailFrom(address(IPV4), "h", "a@email.example.net", dns)
                        .code())
                .isEqualTo(Code.PASS);
    }

    @ParameterizedTest
    @CsvSource({"3.2.0.192.in-addr.arpa, unknown", "a.email.example.com, mx.example.org"})
    void passOverNamesOfTheClientThatHaveNoAnswer(String failing, String name) {
        Dns zone = zone("v=spf1 exists:%{p}.q.example.net ?all");
        List<String> questions = new ArrayList<>();
        Dns dns = (asked, type) -> {
            questions.add(asked);
            return asked.equals(failing) ? new DnsAnswer.Failure("no answer") : zone.query(asked, type);
        };

        assertThat(SpfVerifier.mailFrom(address(IPV4), "h", SENDER, dns).code()).isEqualTo(Code.NEUTRAL);
        assertThat(questions).endsWith(name + TAIL);
    }

    /** RFC 7208 §4.6.4: look-ups for a macro count as those for a mechanism, but not for an explanation. */
    @ParameterizedTest
    @CsvSource({
        "v=spf1 exists:%{p}.q.example.net -all, FAIL",
        "v=spf1 exists:%{p}.q.example.net a:n1.example.net -all, PERMERROR",
        "v=spf1 a:n1.example.net a:n2.example.net -all exp=%{p}.why.example.org, FAIL"
    })
    void countLookUpsThatFindNothing(String record, Code code) {
        assertThat(SpfVerifier.mailFrom(address("192.0.2.9"), "h", SENDER, zone(record))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void lookTheClientsNamesUpOnce() {
        Dns zone = zone("v=spf1 exists:%{p}.a.example.net exists:%{p}.b.example.net -all");
        List<RecordType> questions = new ArrayList<>();
        Dns dns = (name, type) -> {
            questions.add(type);
            return zone.query(name, type);
        };
        SpfVerifier.mailFrom(address("192.0.2.5"), "h", SENDER, dns);

        assertThat(questions).containsOnlyOnce(RecordType.PTR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%{d0}", "%{d00r}", "%{dx}", "%{x}", "%{}", "%{d", "%d", "%", "%{c}", "%{R}", "%{t}", "%{d:}",
            })
    void refuseWhatIsNoMacro(String target) {
        assertThat(SpfVerifier.mailFrom(address(IPV4), "h", SENDER, zone("v=spf1 exists:" + target + TAIL + " -all"))
                        .code())
                .isEqualTo(Code.PERMERROR);
    }

    @Test
    void haveMoreLettersInExplanations() {
        String words = SpfVerifier.mailFrom(address(IPV4), "h", SENDER, zone("v=spf1 -all exp=why.example.org"))
                .explanation()
                .orElseThrow();

        assertThat(words).matches("192\\.0\\.2\\.3 is none of email\\.example\\.com, says unknown at [0-9]{10} %");
        long seconds = Long.parseLong(words.replaceAll(".* at ([0-9]+) .*", "$1"));
        assertThat(Instant.ofEpochSecond(seconds)).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    /** RFC 7208 §5.5: names are compared without regard to case; a dot at the end of a target is no part of it. */
    @ParameterizedTest
    @CsvSource({
        "v=spf1 ptr -all, PASS",
        "v=spf1 ptr:Example.ORG -all, PASS",
        "v=spf1 PTR:EXAMPLE.org. -all, PASS",
        "v=spf1 ptr:mx.EXAMPLE.org -all, PASS",
        "v=spf1 ptr:%{O} -all, PASS",
        "v=spf1 ptr:xample.org -all, FAIL",
        "v=spf1 ptr:other.example.org -all, FAIL",
        "v=spf1 ptr:gone.example.org -all, FAIL",
        "v=spf1 include:Inc.Example.ORG -all, FAIL",
        "v=spf1 include:PTR.email.example.com -all, PASS",
        "v=spf1 redirect=PTR.email.example.com., PASS",
    })
    void compareTheClientsNames(String record, Code code) {
        Dns dns = ZoneFileDns.of(ZONE
                + "email.example.com TXT \"" + record + "\"\n"
                + "ptr.email.example.com TXT \"v=spf1 ptr:%{d2} ptr -all\"\n");

        assertThat(SpfVerifier.mailFrom(address(IPV4), "h", SENDER, dns).code()).isEqualTo(code);
    }

    /** RFC 7208 §5.3: the target of an "a" is a name. A client must not pass by calling itself what it is. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.3, 192.0.2.3, v=spf1 a:%{h} -all, FAIL",
        "192.0.2.3, 192.0.2.3., v=spf1 a:%{h}/24 -all, FAIL",
        "192.0.2.3, [192.0.2.3], v=spf1 a:%{h} -all, FAIL",
        "192.0.2.3, h, v=spf1 a:%{i} -all, FAIL",
        "192.0.2.3, h, v=spf1 mx:%{i} -all, FAIL",
        "2001:db8::cb01, 2001:db8::cb01, v=spf1 a:%{h} -all, FAIL",
        "192.0.2.3, h, v=spf1 a:1.2.3.4.5.6.example.org ip4:192.0.2.3 -all, PASS",
        "192.0.2.3, mx.example.org, v=spf1 a:%{h} -all, PASS",
    })
    void takeNoAddressForTheTargetOfA(String client, String helo, String record, Code code) {
        assertThat(SpfVerifier.mailFrom(address(client), helo, SENDER, zone(record))
                        .code())
                .isEqualTo(code);
    }
}
