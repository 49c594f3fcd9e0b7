package org.jameslists.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.jameslists.dmarc.DmarcRecord.Alignment;
import org.jameslists.dmarc.DmarcRecord.Mode;
import org.jameslists.dmarc.DmarcRecord.Policies;
import org.jameslists.dmarc.DmarcRecord.Psd;
import org.jameslists.dmarc.DmarcRecord.Reports;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DmarcRecordTest {
    @ParameterizedTest(name = "dmarc 8: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            v=DMARC1; p=reject                                | v=DMARC1; p=reject
            v=DMARC1;p=reject;                                | v=DMARC1; p=reject
            v = DMARC1 ; p = reject ;                         | v=DMARC1; p=reject
            v=DMARC1; P=Reject                                | v=DMARC1; p=reject
            v=DMARC1; adkim=s; p=none; aspf=s                 | v=DMARC1; p=none; adkim=s; aspf=s
            v=DMARC1; p=reject; sp=quarantine; np=none        | v=DMARC1; p=reject; sp=quarantine; np=none
            v=DMARC1; p=reject; t=y; psd=y                    | v=DMARC1; p=reject; t=y; psd=y
            v=DMARC1; p=reject; psd=n                         | v=DMARC1; p=reject; psd=n
            v=DMARC1; p=reject; pct=0; rf=afrf; ri=3600       | v=DMARC1; p=reject
            v=DMARC1; p=reject; x=y; unknown                  | v=DMARC1; p=reject
            v=DMARC1;; p=reject; =; ;                         | v=DMARC1; p=reject
            v=DMARC1; p=reject; adkim=x; aspf=; t=yes; psd=1  | v=DMARC1; p=reject
            v=DMARC1; p=reject; adkim=r; t=n; psd=u; fo=0     | v=DMARC1; p=reject
            v=DMARC1; p=none; p=reject                        | v=DMARC1; p=reject
            v=DMARC1; p=none; rua=mailto:a@example.org!10m, mailto:b@example.org | v=DMARC1; p=none; rua=mailto:a@example.org!10m,mailto:b@example.org
            v=DMARC1; p=none; ruf=mailto:a@example.org; fo=1:d:s | v=DMARC1; p=none; ruf=mailto:a@example.org; fo=1:d:s
            v=DMARC1; p=none; rua=here, <x>; fo=x             | v=DMARC1; p=none
            """)
    void takesWhatItKnowsAndDefaultsForTheRest(String text, String record) {
        assertThat(DmarcRecord.parse(text)).map(DmarcRecord::toString).contains(record);
        assertThat(DmarcRecord.parse(record)).isEqualTo(DmarcRecord.parse(text));
    }

    @ParameterizedTest(name = "dmarc 8: no record: {0}")
    @ValueSource(
            strings = {
                "",
                "v",
                "v=",
                "v=dmarc1; p=reject",
                "v=DMARC2; p=reject",
                "v=DMARC1 p=reject",
                "v=DMARC1.; p=reject",
                "p=reject; v=DMARC1",
                "; v=DMARC1; p=reject",
                " v=DMARC1; p=reject",
                "DMARC1; p=reject",
                "v=spf1 -all",
                "\u0000",
            })
    void isNoneWithoutTheVersionInFront(String text) {
        assertThat(DmarcRecord.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "dmarc 7: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            v=DMARC1; p=bogus; rua=mailto:a@example.org              | v=DMARC1; p=none; rua=mailto:a@example.org
            v=DMARC1; rua=mailto:a@example.org; sp=reject            | v=DMARC1; p=none; rua=mailto:a@example.org
            v=DMARC1; p=reject; sp=bogus; rua=mailto:a@example.org   | v=DMARC1; p=none; rua=mailto:a@example.org
            v=DMARC1; p=reject; np=; rua=mailto:a@example.org        | v=DMARC1; p=none; rua=mailto:a@example.org
            v=DMARC1; p=bogus; psd=n; rua=x,mailto:a@example.org     | v=DMARC1; p=none; psd=n; rua=mailto:a@example.org
            """)
    void countsAsNoneWhereAPolicyIsNotValidAndReportsAreAskedFor(String text, String record) {
        assertThat(DmarcRecord.parse(text)).map(DmarcRecord::toString).contains(record);
    }

    @ParameterizedTest(name = "dmarc 7: {0} asks for nothing")
    @ValueSource(
            strings = {
                "v=DMARC1",
                "v=DMARC1; p=bogus",
                "v=DMARC1; p=",
                "v=DMARC1; sp=reject",
                "v=DMARC1; p=reject; sp=bogus",
                "v=DMARC1; p=reject; np=bogus",
                "v=DMARC1; p=bogus; rua=not a uri",
                "v=DMARC1; p=bogus; rua=",
                "v=DMARC1; p=bogus; rua=mailto:",
                "v=DMARC1; p=bogus; rua=relative",
            })
    void hasNoPolicyWhereNoneIsValidAndNoReportsAreAskedFor(String text) {
        assertThat(DmarcRecord.parse(text)).map(DmarcRecord::p).contains(Optional.empty());
        assertThat(DmarcRecord.parse(text)).map(DmarcRecord::sp).contains(Optional.empty());
    }

    @Test
    @DisplayName("dmarc 7: a record without policy still says whether its domain is a public suffix")
    void keepsThePlaceInTheTreeOfARecordWithoutPolicy() {
        assertThat(DmarcRecord.parse("v=DMARC1; psd=y")).map(DmarcRecord::psd).contains(Psd.YES);
    }

    @Test
    void cannotBeMadeOfWhatCouldNotBeWritten() {
        assertThatThrownBy(() -> record(List.of("mailto:a@example.org,b"), "0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record(List.of("mailto:a@example.org;p=none"), "0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record(List.of(), "0; p=none")).isInstanceOf(IllegalArgumentException.class);
    }

    private static DmarcRecord record(List<String> rua, String fo) {
        return new DmarcRecord(
                Policies.of(DmarcPolicy.NONE), Alignment.RELAXED, false, Psd.UNKNOWN, new Reports(rua, List.of(), fo));
    }

    @Property
    void isWrittenAsItIsRead(@ForAll("records") DmarcRecord record) {
        assertThat(DmarcRecord.parse(record.toString())).contains(record);
    }

    @Property
    void readsAnyTextWithoutFailingAndWritesWhatItRead(@ForAll("texts") String text) {
        DmarcRecord.parse(text).ifPresent(record -> assertThat(DmarcRecord.parse(record.toString()))
                .contains(record));
    }

    @Provide
    Arbitrary<DmarcRecord> records() {
        Arbitrary<DmarcPolicy> policy = Arbitraries.of(DmarcPolicy.class);
        Arbitrary<Mode> mode = Arbitraries.of(Mode.class);
        Arbitrary<List<String>> uris = Arbitraries.of(
                        "mailto:a@example.org", "mailto:b%2Cc@example.org!10m", "https://example.org/r?x=y")
                .list()
                .ofMaxSize(3);
        Arbitrary<DmarcRecord> usable = Combinators.combine(
                        policy,
                        policy.optional(),
                        policy.optional(),
                        mode,
                        mode,
                        Arbitraries.of(true, false),
                        Arbitraries.of(Psd.class))
                .flatAs((p, sp, np, adkim, aspf, testing, psd) -> Combinators.combine(
                                uris, uris, Arbitraries.of("0", "1", "d:s", "1:s:d"))
                        .as((rua, ruf, fo) -> new DmarcRecord(
                                new Policies(Optional.of(p), sp, np),
                                new Alignment(adkim, aspf),
                                testing,
                                psd,
                                new Reports(rua, ruf, fo))));
        Arbitrary<DmarcRecord> unusable = usable.map(record -> new DmarcRecord(
                new Policies(Optional.empty(), Optional.empty(), Optional.empty()),
                record.alignment(),
                record.testing(),
                record.psd(),
                new Reports(List.of(), record.reports().ruf(), record.reports().fo())));
        return Arbitraries.oneOf(usable, unusable);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "v",
                "=",
                "DMARC1",
                ";",
                " ",
                "\t",
                "p",
                "sp",
                "np",
                "none",
                "reject",
                "rua",
                "mailto:a@example.org",
                ",",
                "!",
                "t",
                "y",
                "psd",
                "n",
                "fo",
                ":",
                "d",
                "\u00e9",
                "\u0000",
                "%");
        Arbitrary<String> joined = pieces.list().ofMaxSize(30).map(list -> "v=DMARC1" + String.join("", list));
        return Arbitraries.oneOf(joined, Arbitraries.strings());
    }
}
