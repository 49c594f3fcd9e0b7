package org.jameslists.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.DnsQuestion;
import org.jameslists.dns.Lookups;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.spf.SpfResult;
import org.jameslists.spf.SpfVerifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.net.InetAddresses;

class DmarcEvaluatorTest {
    private static final Dns DNS = ZoneFileDns.of(
            """
            _dmarc.example.ne.jp         TXT "v=DMARC1; p=reject"
            mail.example.ne.jp           TXT "v=spf1 ip4:192.0.2.1 -all"
            _dmarc.island.example.ne.jp  TXT "v=DMARC1; p=none; psd=n"
            _dmarc.example.org           TXT "v=DMARC1; p=quarantine; adkim=s; aspf=s"
            example.org                  TXT "v=spf1 ip4:192.0.2.1 -all"
            mail.example.org             TXT "v=spf1 ip4:192.0.2.1 -all"
            _dmarc.example.com           TXT "v=DMARC1; p=none"
            _dmarc.example.net           TXT "v=DMARC1; p=reject; t=y"
            _dmarc.broken.ac.jp          TXT "v=DMARC1; p=bogus"
            """);

    private static final InetAddress CLIENT = InetAddresses.forString("192.0.2.1");

    private static AuthorDomains from(String value) {
        return AuthorDomains.of(Header.of(HeaderField.of("From", value)));
    }

    private static List<Identifier> domains(String list) {
        return Arrays.stream(list.split("\\|"))
                .filter(name -> !name.isEmpty())
                .map(DomainName::of)
                .map(Identifier::dkim)
                .toList();
    }

    private static Dns failing(String name) {
        return (asked, type) ->
                asked.equals(name) ? new DnsAnswer.Failure(name + " does not answer") : DNS.query(asked, type);
    }

    private static DmarcResult evaluate(String from, String dkim, Optional<SpfResult> spf, Dns dns) {
        List<Identifier> identifiers = new ArrayList<>(domains(dkim));
        spf.flatMap(Identifier::spf).ifPresent(identifiers::add);
        return DmarcEvaluator.DEFAULT.evaluate(from(from), identifiers, dns);
    }

    private static DmarcResult evaluate(String from, String dkim) {
        return evaluate(from, dkim, Optional.empty(), DNS);
    }

    @ParameterizedTest(name = "dmarc 11: From {0}, DKIM {1}: {2}")
    @CsvSource({
        "a@example.ne.jp, example.ne.jp, PASS",
        "a@EXAMPLE.ne.jp, Example.NE.JP, PASS",
        "a@example.ne.jp, mail.example.ne.jp, PASS",
        "a@sub.example.ne.jp, example.ne.jp, PASS",
        "a@sub.example.ne.jp, other.example.ne.jp, PASS",
        "a@example.ne.jp, '', FAIL",
        "a@example.ne.jp, example.org, FAIL",
        "a@example.ne.jp, ne.jp, FAIL",
        "a@example.ne.jp, badexample.ne.jp, FAIL",
        "a@example.ne.jp, example.com|example.org|example.ne.jp, PASS",
        "a@example.ne.jp, island.example.ne.jp, FAIL",
        "a@island.example.ne.jp, example.ne.jp, FAIL",
        "a@island.example.ne.jp, x.island.example.ne.jp, PASS",
        "a@example.org, example.org, PASS",
        "a@example.org, mail.example.org, FAIL",
        "a@mail.example.org, example.org, FAIL",
        "a@example.edu, example.edu, NONE",
    })
    void aDkimDomainAlignsAsThePolicyWants(String from, String dkim, Code code) {
        assertThat(evaluate(from, dkim).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "dmarc 11: From {0}, MAIL FROM {1}: {2}")
    @CsvSource({
        "a@example.ne.jp, b@mail.example.ne.jp, PASS",
        "a@example.org, b@example.org, PASS",
        "a@example.org, b@mail.example.org, FAIL",
        "a@example.ne.jp, b@example.org, FAIL",
        "a@example.ne.jp, '', PASS",
    })
    void aPassingMailFromAlignsAsThePolicyWants(String from, String mailFrom, Code code) {
        SpfResult spf = SpfVerifier.mailFrom(CLIENT, "mail.example.ne.jp", mailFrom, DNS);

        assertThat(evaluate(from, "", Optional.of(spf), DNS).code()).isEqualTo(code);
    }

    @Test
    @DisplayName("dmarc 11: SPF counts only if it passes, and only for MAIL FROM")
    void otherSpfResultsDoNotCount() {
        SpfResult fails = SpfVerifier.mailFrom(
                InetAddresses.forString("192.0.2.9"), "mail.example.ne.jp", "b@mail.example.ne.jp", DNS);
        SpfResult helo = SpfVerifier.helo(CLIENT, "mail.example.ne.jp", DNS);

        assertThat(helo.code()).isEqualTo(SpfResult.Code.PASS);
        for (SpfResult spf : List.of(fails, helo)) {
            assertThat(evaluate("a@example.ne.jp", "", Optional.of(spf), DNS).code())
                    .isEqualTo(Code.FAIL);
        }
    }

    @ParameterizedTest(name = "dmarc 12: From {0}, the key of {1} is not known, {2} passes: {3}")
    @CsvSource({
        "a@example.ne.jp, example.ne.jp, '', TEMPERROR",
        "a@example.ne.jp, mail.example.ne.jp, '', TEMPERROR",
        "a@example.ne.jp, mail.example.ne.jp, example.ne.jp, PASS",
        "a@example.ne.jp, example.org, '', FAIL",
        "a@example.org, mail.example.org, '', FAIL",
        "a@example.edu, example.edu, '', NONE",
    })
    void aKeyThatWouldHaveDecidedLeavesTheQuestionOpen(String from, String open, String passing, Code code) {
        List<Identifier> identifiers = new ArrayList<>(domains(passing));
        identifiers.add(Identifier.dkimUnanswered(DomainName.of(open), "SERVFAIL"));

        assertThat(DmarcEvaluator.DEFAULT.evaluate(from(from), identifiers, DNS).code())
                .isEqualTo(code);
    }

    @ParameterizedTest(name = "dmarc 12: From a@example.ne.jp, SPF of {0} is not known: {1}")
    @CsvSource({"b@mail.example.ne.jp, TEMPERROR", "b@example.org, FAIL"})
    void spfThatWouldHaveDecidedLeavesTheQuestionOpen(String mailFrom, Code code) {
        SpfResult spf = SpfVerifier.mailFrom(
                CLIENT, "mail.example.ne.jp", mailFrom, (name, type) -> new DnsAnswer.Failure("SERVFAIL"));

        assertThat(spf.code()).isEqualTo(SpfResult.Code.TEMPERROR);
        assertThat(evaluate("a@example.ne.jp", "", Optional.of(spf), DNS).code())
                .isEqualTo(code);
    }

    @Test
    @DisplayName("dmarc 11: domains outside the organizational domain cost no look-ups")
    void asksNothingAboutDomainsThatCannotAlign() {
        MessageDns dns = new MessageDns(DNS, MessageDns.Limits.DEFAULT, Lookups.IN_PLACE.of(Optional.empty()));
        String many = String.join(
                "|",
                IntStream.range(0, 50).mapToObj(i -> "a.d" + i + ".example.com").toList());

        evaluate("a@example.ne.jp", many, Optional.empty(), dns.decision());

        assertThat(dns.questions())
                .extracting(DnsQuestion::name)
                .containsExactly("_dmarc.example.ne.jp", "_dmarc.ne.jp", "_dmarc.jp");
    }

    @ParameterizedTest(name = "dmarc 12: From {0}, DKIM {1}, {2} does not answer: {3}")
    @CsvSource({
        "a@example.ne.jp, example.ne.jp, _dmarc.example.ne.jp, TEMPERROR",
        "a@sub.example.ne.jp, '', _dmarc.example.ne.jp, TEMPERROR",
        "a@example.ne.jp, x.example.ne.jp, _dmarc.x.example.ne.jp, TEMPERROR",
        "a@example.ne.jp, x.example.ne.jp, _dmarc.jp, TEMPERROR",
        "a@example.ne.jp, x.example.ne.jp|example.ne.jp, _dmarc.x.example.ne.jp, PASS",
        "a@example.ne.jp, example.ne.jp, _dmarc.jp, PASS",
        "a@example.org, x.example.org, _dmarc.org, FAIL",
    })
    void aDnsErrorIsNeitherPassNorFail(String from, String dkim, String silent, Code code) {
        DmarcResult result = evaluate(from, dkim, Optional.empty(), failing(silent));

        assertThat(result.code()).isEqualTo(code);
        if (code == Code.TEMPERROR) {
            assertThat(result.reason()).contains("does not answer");
            assertThat(result.disposition()).isEqualTo(DmarcPolicy.NONE);
        }
    }

    @ParameterizedTest(name = "dmarc 1: From {0}, DKIM {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a@example.ne.jp, b@example.org | example.ne.jp               | dmarc=fail header.from=example.org policy.dmarc=quarantine
            a@example.org, b@example.ne.jp | example.edu                 | dmarc=fail header.from=example.ne.jp policy.dmarc=reject
            a@example.com, b@example.ne.jp | example.com                 | dmarc=fail header.from=example.ne.jp policy.dmarc=reject
            a@example.com, b@example.ne.jp | example.com/example.ne.jp   | dmarc=pass header.from=example.ne.jp policy.dmarc=reject
            a@example.edu, b@example.com   | example.com                 | dmarc=pass header.from=example.com policy.dmarc=none
            a@example.edu, b@x.edu         | example.edu                 | dmarc=none header.from=example.edu
            """)
    void ofSeveralAuthorsTheStrictestFailingPolicyCounts(String from, String dkim, String result) {
        assertThat(evaluate(from, dkim.replace('/', '|')).toMethodResult()).hasToString(result);
    }

    @Test
    @DisplayName("dmarc 1: there is a cap on the author domains looked up")
    void looksNoMoreAuthorDomainsUpThanItIsTold() {
        DmarcEvaluator evaluator = new DmarcEvaluator(DmarcDiscovery.TREE_WALK, 2);
        AuthorDomains authors = from("a@example.com, b@example.edu, c@example.ne.jp");

        DmarcResult result = evaluator.evaluate(authors, domains("example.com"), DNS);

        assertThat(result.answers())
                .extracting(DmarcAnswer::author)
                .containsExactly(DomainName.of("example.com"), DomainName.of("example.edu"));
        assertThat(result.toMethodResult()).hasToString("dmarc=permerror reason=\"more than 2 author domains\"");
        assertThat(evaluator.evaluate(authors, List.of(), DNS).code()).isEqualTo(Code.FAIL);
    }

    @ParameterizedTest(name = "dmarc 1: From: {0}")
    @CsvSource({"Undisclosed:;", "jane", "a@[192.0.2.1]", "''"})
    void withoutAuthorDomainDmarcDoesNotApply(String from) {
        assertThat(evaluate(from, "").toMethodResult()).hasToString("dmarc=none");
    }

    @Test
    @DisplayName("dmarc 2: without From field DMARC does not apply, with two it cannot be evaluated")
    void wantsOneFromField() {
        Header none = Header.of(HeaderField.of("Sender", "a@example.ne.jp"));
        Header two = Header.of(HeaderField.of("From", "a@example.com"), HeaderField.of("From", "a@example.ne.jp"));

        assertThat(DmarcEvaluator.DEFAULT
                        .evaluate(AuthorDomains.of(none), List.of(), DNS)
                        .code())
                .isEqualTo(Code.NONE);
        assertThat(DmarcEvaluator.DEFAULT
                        .evaluate(AuthorDomains.of(two), List.of(), DNS)
                        .toMethodResult())
                .hasToString("dmarc=permerror reason=\"2 From fields, where one is allowed (RFC 5322 §3.6)\"");
    }

    @ParameterizedTest(name = "dmarc 13: From {0}, DKIM {1}: {2}")
    @CsvSource({
        "a@example.ne.jp, '', QUARANTINE",
        "a@example.ne.jp, example.ne.jp, NONE",
        "a@example.org, '', QUARANTINE",
        "a@example.com, '', NONE",
        "a@example.net, '', QUARANTINE",
        "a@example.edu, '', NONE",
    })
    void nobodyRejectsForThePolicyAlone(String from, String dkim, DmarcPolicy disposition) {
        assertThat(evaluate(from, dkim).disposition()).isEqualTo(disposition);
    }

    @ParameterizedTest(name = "dmarc 14: {2}")
    @CsvSource({
        "a@example.ne.jp, example.ne.jp, dmarc=pass header.from=example.ne.jp policy.dmarc=reject",
        "a@sub.example.ne.jp, '', dmarc=fail header.from=sub.example.ne.jp policy.dmarc=reject",
        "a@example.net, '', dmarc=fail header.from=example.net policy.dmarc=quarantine",
        "a@例え.jp, '', dmarc=none header.from=xn--r8jz45g.jp",
        "a@broken.ac.jp, '', dmarc=none header.from=broken.ac.jp",
    })
    void theResultIsWrittenWithDomainAndPolicy(String from, String dkim, String result) {
        assertThat(evaluate(from, dkim).toMethodResult()).hasToString(result);
    }

    @Test
    void saysWhyDomainsAlignOrNot() {
        assertThat(evaluate("a@example.ne.jp", "example.com|mail.example.ne.jp").alignments())
                .hasToString("[DKIM example.com is outside the organizational domain example.ne.jp,"
                        + " DKIM mail.example.ne.jp has the organizational domain example.ne.jp]");
    }

    @Test
    void refusesACapThatLetsNothingThrough() {
        assertThatThrownBy(() -> new DmarcEvaluator(DmarcDiscovery.TREE_WALK, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
