package org.jameslists.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.jameslists.dmarc.MitigationAnswer.Mitigate;
import org.jameslists.dmarc.MitigationAnswer.NoNeed;
import org.jameslists.dmarc.MitigationAnswer.Unknown;
import org.jameslists.dmarc.MitigationRule.Reading;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MitigationRuleTest {
    private static final Set<DmarcDiscovery> BOTH = Set.of(DmarcDiscovery.values());

    private static final Dns DNS = ZoneFileDns.of(
            """
            _dmarc.example.ne.jp        TXT "v=DMARC1; p=reject"
            _dmarc.example.org          TXT "v=DMARC1; p=quarantine"
            _dmarc.example.com          TXT "v=DMARC1; p=none"
            _dmarc.example.net          TXT "v=DMARC1; p=quarantine; t=y"

            _dmarc.ac.jp                TXT "v=DMARC1; p=reject; psd=y"
            _dmarc.dept.example.com     TXT "v=DMARC1; p=none; psd=n"
            _dmarc.strict.example.com   TXT "v=DMARC1; p=reject; psd=n"
            _dmarc.example.edu          TXT "v=DMARC1; p=reject"
            _dmarc.lab.example.edu      TXT "v=DMARC1; p=none; psd=n"
            """);

    private static AuthorDomains from(String value) {
        return AuthorDomains.of(Header.of(HeaderField.of("From", value)));
    }

    private static MitigationRule rule(DmarcPolicy from, Reading reading) {
        return new MitigationRule(from, reading, BOTH, 10);
    }

    private static Dns failing(String name) {
        return (asked, type) ->
                asked.equals(name) ? new DnsAnswer.Failure(name + " does not answer") : DNS.query(asked, type);
    }

    @ParameterizedTest
    @CsvSource({
        "REJECT, a@example.ne.jp, true",
        "REJECT, a@example.org, false",
        "REJECT, a@example.com, false",
        "REJECT, a@example.invalid, false",
        "QUARANTINE, a@example.ne.jp, true",
        "QUARANTINE, a@example.org, true",
        "QUARANTINE, a@example.com, false",
        "NONE, a@example.com, true",
        "NONE, a@example.invalid, false",
        "REJECT, 'a@example.com, b@example.ne.jp', true",
        "REJECT, 'a@example.com, b@example.org', false",
    })
    void mitigatesFromThePolicyItIsToldOn(DmarcPolicy policy, String from, boolean mitigates) {
        MitigationAnswer answer = rule(policy, Reading.PUBLISHED).ask(from(from), DNS);

        assertThat(answer).isInstanceOf(mitigates ? Mitigate.class : NoNeed.class);
    }

    @Test
    void saysWhy() {
        assertThat(MitigationRule.DEFAULT.ask(from("a@x.example.ne.jp"), DNS))
                .isInstanceOfSatisfying(Mitigate.class, mitigate -> {
                    assertThat(mitigate.author()).isEqualTo(DomainName.of("x.example.ne.jp"));
                    assertThat(mitigate.policy()).isEqualTo(DmarcPolicy.REJECT);
                    assertThat(mitigate.reason())
                            .isEqualTo("x.example.ne.jp has the DMARC policy reject"
                                    + " (P of the record at _dmarc.example.ne.jp)");
                    assertThat(mitigate.answers()).hasSize(2);
                });
        assertThat(MitigationRule.DEFAULT.ask(from("a@example.com"), DNS).reason())
                .isEqualTo("no DMARC policy of at least quarantine for [example.com]");
    }

    @ParameterizedTest(name = "dmarc 9: {0}: {1}")
    @CsvSource({"PUBLISHED, true", "APPLIES, false"})
    void aPolicyUnderTestCountsAsTheListWants(Reading reading, boolean mitigates) {
        assertThat(rule(DmarcPolicy.QUARANTINE, reading).ask(from("a@example.net"), DNS))
                .isInstanceOf(mitigates ? Mitigate.class : NoNeed.class);
    }

    @ParameterizedTest(name = "dmarc 15, features 4: {1} by {0}: {2}")
    @CsvSource({
        "TREE_WALK, a@ml.example.ac.jp, true",
        "PUBLIC_SUFFIX_LIST, a@ml.example.ac.jp, false",
        "TREE_WALK, a@x.lab.example.edu, false",
        "PUBLIC_SUFFIX_LIST, a@x.lab.example.edu, true",
    })
    void theTwoDiscoveriesMayDisagreeAndTheStricterDecides(DmarcDiscovery discovery, String from, boolean mitigates) {
        MitigationRule one = new MitigationRule(DmarcPolicy.REJECT, Reading.PUBLISHED, Set.of(discovery), 10);

        assertThat(one.ask(from(from), DNS)).isInstanceOf(mitigates ? Mitigate.class : NoNeed.class);
        assertThat(rule(DmarcPolicy.REJECT, Reading.PUBLISHED).ask(from(from), DNS))
                .isInstanceOf(Mitigate.class);
    }

    @ParameterizedTest(name = "dmarc 12: {0} while {1} does not answer")
    @CsvSource({
        "a@example.com, _dmarc.example.com",
        "a@x.example.com, _dmarc.com",
        "'a@example.com, b@example.org', _dmarc.example.org",
    })
    void isUnknownWhereTheDnsDoesNotAnswer(String from, String silent) {
        assertThat(MitigationRule.DEFAULT.ask(from(from), failing(silent)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).isEqualTo(silent + " does not answer"));
    }

    @ParameterizedTest
    @CsvSource({
        "a@example.ne.jp, _dmarc.jp",
        "'a@example.org, b@example.ne.jp', _dmarc.example.org",
    })
    void whatIsKnownToBeStrictNeedsNoOtherAnswer(String from, String silent) {
        assertThat(MitigationRule.DEFAULT.ask(from(from), failing(silent))).isInstanceOf(Mitigate.class);
    }

    @Test
    @DisplayName("dmarc 1: there is a cap on the author domains looked up")
    void looksNoMoreAuthorDomainsUpThanItIsTold() {
        MitigationRule rule = new MitigationRule(DmarcPolicy.REJECT, Reading.PUBLISHED, BOTH, 1);

        assertThat(rule.ask(from("a@example.com, b@example.ne.jp"), DNS))
                .isInstanceOfSatisfying(Unknown.class, unknown -> {
                    assertThat(unknown.reason()).isEqualTo("more than 1 author domains");
                    assertThat(unknown.answers()).hasSize(2);
                });
        assertThat(rule.ask(from("b@example.ne.jp, a@example.com"), DNS)).isInstanceOf(Mitigate.class);
    }

    @Test
    @DisplayName("dmarc 2: the authors of all From fields count")
    void looksAtAllFromFields() {
        Header two = Header.of(HeaderField.of("From", "a@example.com"), HeaderField.of("From", "a@example.ne.jp"));

        assertThat(MitigationRule.DEFAULT.ask(AuthorDomains.of(two), DNS)).isInstanceOf(Mitigate.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Undisclosed:;, NoNeed",
        "a@[192.0.2.1], NoNeed",
        "'', NoNeed",
        "jane, Unknown",
        "a@b@example.ne.jp, Unknown",
        "'Foo, Inc. <a@example.com>', NoNeed",
    })
    void isUnknownWhereFromCannotBeRead(String from, String answer) {
        assertThat(MitigationRule.DEFAULT.ask(from(from), DNS).getClass().getSimpleName())
                .isEqualTo(answer);
    }

    @Test
    void refusesARuleThatLooksNowhere() {
        assertThatThrownBy(() -> new MitigationRule(DmarcPolicy.NONE, Reading.APPLIES, Set.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MitigationRule(DmarcPolicy.NONE, Reading.APPLIES, BOTH, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
