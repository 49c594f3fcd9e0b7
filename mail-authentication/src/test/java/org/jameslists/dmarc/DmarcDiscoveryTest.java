package org.jameslists.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jameslists.dmarc.DmarcDiscovery.PUBLIC_SUFFIX_LIST;
import static org.jameslists.dmarc.DmarcDiscovery.TREE_WALK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jameslists.dmarc.DmarcAnswer.Found;
import org.jameslists.dmarc.DmarcAnswer.None;
import org.jameslists.dmarc.DmarcAnswer.TempError;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.RecordType;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.DomainName;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DmarcDiscoveryTest {
    private static final String ZONE =
            """
            _dmarc.example.ne.jp            TXT "v=DMARC1; p=reject; sp=quarantine; np=none"
            _dmarc.own.example.ne.jp        TXT "v=DMARC1; p=none; sp=reject"
            there.example.ne.jp             A   192.0.2.1
            a.empty.example.ne.jp           A   192.0.2.1

            _dmarc.example.org              TXT "v=DMARC1; " "p=re" "ject"
            _dmarc.example.org              TXT "something else"
            _dmarc.two.example.org          TXT "v=DMARC1; p=quarantine"
            _dmarc.two.example.org          TXT "v=DMARC1; p=none"
            _dmarc.broken.example.org       TXT "v=DMARC1; p=bogus"

            _dmarc.example.com              TXT "v=DMARC1; p=quarantine"
            _dmarc.dept.example.com         TXT "v=DMARC1; p=reject; psd=n"

            _dmarc.ac.jp                    TXT "v=DMARC1; p=reject; psd=y; sp=quarantine; np=reject"
            ml.example.ac.jp                A   192.0.2.1
            bare.ac.jp                      A   192.0.2.1
            _dmarc.other.ac.jp              TXT "v=DMARC1; p=none"

            _dmarc.example.net              TXT "v=DMARC1; p=reject; sp=reject; t=y"
            _dmarc.sp.example.net           TXT "v=DMARC1; p=quarantine; t=y"
            """;

    private static final Dns DNS = ZoneFileDns.of(ZONE);

    private static DomainName name(String text) {
        return DomainName.of(text);
    }

    private static Dns failing(String... names) {
        return (name, type) -> List.of(names).contains(name)
                ? new DnsAnswer.Failure(name + " does not answer")
                : DNS.query(name, type);
    }

    /** What was found in short: policy as published, tag, where, organizational domain. */
    private static String shown(DmarcAnswer answer) {
        if (answer instanceof Found found) {
            return found.published().word() + " " + found.tag() + " at " + found.foundAt() + " of "
                    + shown(found.organizationalDomain());
        } else if (answer instanceof None none) {
            return "none of " + shown(none.organizationalDomain());
        }
        return "temperror " + ((TempError) answer).reason();
    }

    private static String shown(OrganizationalDomain domain) {
        return domain instanceof OrganizationalDomain.Known known
                ? known.name().ascii()
                : "unknown: " + ((OrganizationalDomain.Unknown) domain).reason();
    }

    private static List<String> queries(DmarcAnswer answer) {
        return answer.queries().stream().map(Object::toString).toList();
    }

    @ParameterizedTest(name = "dmarc 5, 6, 10: {0}: {1}")
    @CsvSource({
        "example.ne.jp, reject P at example.ne.jp of example.ne.jp",
        "there.example.ne.jp, quarantine SP at example.ne.jp of example.ne.jp",
        "empty.example.ne.jp, quarantine SP at example.ne.jp of example.ne.jp",
        "nowhere.example.ne.jp, none NP at example.ne.jp of example.ne.jp",
        "own.example.ne.jp, none P at own.example.ne.jp of example.ne.jp",
        "x.own.example.ne.jp, none NP at example.ne.jp of example.ne.jp",
        "example.org, reject P at example.org of example.org",
        "a.example.org, reject P at example.org of example.org",
        "dept.example.com, reject P at dept.example.com of dept.example.com",
        "a.dept.example.com, reject P at dept.example.com of dept.example.com",
        "b.example.com, quarantine P at example.com of example.com",
        "other.ac.jp, none P at other.ac.jp of other.ac.jp",
        "a.other.ac.jp, none P at other.ac.jp of other.ac.jp",
        "ml.example.ac.jp, quarantine SP at ac.jp of example.ac.jp",
        "bare.ac.jp, quarantine SP at ac.jp of bare.ac.jp",
        "nowhere.ac.jp, reject NP at ac.jp of nowhere.ac.jp",
        "ac.jp, reject P at ac.jp of ac.jp",
        "jp, none of jp",
        "example.edu, none of example.edu",
    })
    void theTreeWalkFindsTheRecordThatApplies(String author, String found) {
        assertThat(shown(TREE_WALK.find(name(author), DNS))).isEqualTo(found);
    }

    @ParameterizedTest(name = "dmarc 15: {0}: {1}")
    @CsvSource({
        "example.ne.jp, reject P at example.ne.jp of example.ne.jp",
        "there.example.ne.jp, quarantine SP at example.ne.jp of example.ne.jp",
        "nowhere.example.ne.jp, none NP at example.ne.jp of example.ne.jp",
        "own.example.ne.jp, none P at own.example.ne.jp of example.ne.jp",
        "a.dept.example.com, quarantine P at example.com of example.com",
        "dept.example.com, reject P at dept.example.com of example.com",
        "ml.example.ac.jp, none of example.ac.jp",
        "nowhere.ac.jp, none of nowhere.ac.jp",
        "ac.jp, reject P at ac.jp of ac.jp",
        "example.edu, none of example.edu",
    })
    void thePublicSuffixListFindsTheRecordThatApplies(String author, String found) {
        assertThat(shown(PUBLIC_SUFFIX_LIST.find(name(author), DNS))).isEqualTo(found);
    }

    @Test
    @DisplayName("dmarc 3: strings are joined, other texts and several records are passed over")
    void readsTheOneRecordOfAName() {
        assertThat(shown(TREE_WALK.find(name("example.org"), DNS))).startsWith("reject P");
        assertThat(shown(TREE_WALK.find(name("two.example.org"), DNS)))
                .isEqualTo("reject P at example.org of example.org");
        assertThat(shown(PUBLIC_SUFFIX_LIST.find(name("two.example.org"), DNS)))
                .isEqualTo("reject P at example.org of example.org");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("dmarc 7: a record without a valid policy ends the search, and DMARC does not apply")
    void aRecordWithoutAValidPolicyIsNone(DmarcDiscovery discovery) {
        DmarcAnswer answer = discovery.find(name("broken.example.org"), DNS);

        assertThat(answer).isInstanceOfSatisfying(None.class, none -> assertThat(none.reason())
                .contains("_dmarc.broken.example.org"));
    }

    @ParameterizedTest(name = "dmarc 9: {0}")
    @CsvSource({
        "example.net, REJECT, QUARANTINE",
        "sp.example.net, QUARANTINE, NONE",
        "other.example.net, REJECT, QUARANTINE",
        "example.ne.jp, REJECT, REJECT",
    })
    void aPolicyUnderTestAppliesOneLevelLower(String author, DmarcPolicy published, DmarcPolicy applies) {
        assertThat(TREE_WALK.find(name(author), DNS)).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.published()).isEqualTo(published);
            assertThat(found.applies()).isEqualTo(applies);
        });
    }

    @ParameterizedTest(name = "dmarc 4: {0}")
    @CsvSource({
        "a.b.c.d.e.f.g.h.i.j.mail.example.edu, g.h.i.j.mail.example.edu|h.i.j.mail.example.edu|i.j.mail.example.edu"
                + "|j.mail.example.edu|mail.example.edu|example.edu|edu",
        "a.b.c.d.e.f.example.edu, b.c.d.e.f.example.edu|c.d.e.f.example.edu|d.e.f.example.edu|e.f.example.edu"
                + "|f.example.edu|example.edu|edu",
        "b.c.d.e.f.example.edu, c.d.e.f.example.edu|d.e.f.example.edu|e.f.example.edu|f.example.edu|example.edu|edu",
        "example.edu, edu",
        "edu, ''",
    })
    void theWalkShortensTheNameAndGoesOnThroughTheTopLevelDomain(String author, String rest) {
        List<String> expected = new ArrayList<>(List.of("TXT _dmarc." + author));
        if (!rest.isEmpty()) {
            List.of(rest.split("\\|")).forEach(name -> expected.add("TXT _dmarc." + name));
        }

        DmarcAnswer answer = TREE_WALK.find(name(author), DNS);

        assertThat(queries(answer)).isEqualTo(expected).hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest(name = "dmarc 4: {0}")
    @CsvSource({
        "a.dept.example.com, TXT _dmarc.a.dept.example.com|TXT _dmarc.dept.example.com",
        "dept.example.com, TXT _dmarc.dept.example.com",
        "bare.ac.jp, TXT _dmarc.bare.ac.jp|TXT _dmarc.ac.jp|A bare.ac.jp",
        "b.example.com, TXT _dmarc.b.example.com|TXT _dmarc.example.com|TXT _dmarc.com",
    })
    void theWalkStopsWhereARecordSaysWhatItsDomainIs(String author, String queries) {
        assertThat(queries(TREE_WALK.find(name(author), DNS))).containsExactly(queries.split("\\|"));
    }

    @Test
    void thePublicSuffixListAsksTwiceAtMost() {
        assertThat(queries(PUBLIC_SUFFIX_LIST.find(name("a.b.c.example.edu"), DNS)))
                .containsExactly("TXT _dmarc.a.b.c.example.edu", "TXT _dmarc.example.edu");
        assertThat(queries(PUBLIC_SUFFIX_LIST.find(name("example.edu"), DNS)))
                .containsExactly("TXT _dmarc.example.edu");
    }

    @ParameterizedTest(name = "dmarc 10: {0} belongs to {1}")
    @CsvSource({
        "own.example.ne.jp, example.ne.jp, example.ne.jp",
        "a.b.dept.example.com, dept.example.com, example.com",
        "example.com, example.com, example.com",
        "a.b.ac.jp, b.ac.jp, b.ac.jp",
        "ac.jp, ac.jp, ac.jp",
        "a.b.example.edu, a.b.example.edu, example.edu",
    })
    void tellsTheOrganizationalDomain(String name, String byTreeWalk, String byList) {
        assertThat(shown(TREE_WALK.organizationalDomain(name(name), DNS))).isEqualTo(byTreeWalk);
        assertThat(shown(PUBLIC_SUFFIX_LIST.organizationalDomain(name(name), DNS)))
                .isEqualTo(byList);
    }

    @ParameterizedTest(name = "dmarc 12: {0} while {1} does not answer")
    @CsvSource({
        "a.example.edu, _dmarc.a.example.edu",
        "a.example.edu, _dmarc.example.edu",
        "a.example.edu, _dmarc.edu",
        "b.example.com, _dmarc.com",
        "nowhere.example.ne.jp, nowhere.example.ne.jp",
    })
    void aQuestionWithoutAnswerIsATemporaryError(String author, String silent) {
        assertThat(TREE_WALK.find(name(author), failing(silent))).isInstanceOfSatisfying(TempError.class, error -> {
            assertThat(error.reason()).isEqualTo(silent + " does not answer");
            assertThat(error.queries()).isNotEmpty();
        });
    }

    @Test
    @DisplayName("dmarc 12: a question that is not needed may go without answer")
    void theAuthorDomainsOwnRecordNeedsNoOther() {
        assertThat(shown(TREE_WALK.find(name("example.com"), failing("_dmarc.com"))))
                .isEqualTo("quarantine P at example.com of unknown: _dmarc.com does not answer");
        assertThat(shown(TREE_WALK.find(name("a.dept.example.com"), failing("_dmarc.example.com"))))
                .startsWith("reject P at dept.example.com");
        assertThat(shown(TREE_WALK.find(name("a.example.org"), failing("a.example.org"))))
                .startsWith("reject P at example.org");
    }

    @ParameterizedTest(name = "dmarc 12: {0}")
    @EnumSource(
            value = DnsFault.class,
            names = {"SERVFAIL", "REFUSED", "SILENCE"})
    void aServerThatFailsIsATemporaryError(DnsFault fault) {
        try (LoopbackDns server = LoopbackDns.start(ZONE)) {
            server.fail("_dmarc.example.ne.jp", fault);
            Dns dns = DnsjavaDns.of(server.hostAndPort(), new DnsSettings(Duration.ofMillis(100), 0, 100));

            for (DmarcDiscovery discovery : DmarcDiscovery.values()) {
                assertThat(discovery.find(name("example.ne.jp"), dns)).isInstanceOf(TempError.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsARecordThatDoesNotFitIntoADatagram(DmarcDiscovery discovery) {
        try (LoopbackDns server = LoopbackDns.start()) {
            server.txt("_dmarc.example.ne.jp", "v=DMARC1; p=reject; x=" + "y".repeat(10_000));
            Dns dns = DnsjavaDns.of(server.hostAndPort(), DnsSettings.DEFAULT);

            assertThat(shown(discovery.find(name("example.ne.jp"), dns))).startsWith("reject P");
        }
    }

    @Test
    void hasFetchedAheadWhatItMayAskFor() {
        List<String> ahead = new ArrayList<>();
        Dns noting = new Dns() {
            @Override
            public DnsAnswer query(String name, RecordType type) {
                return DNS.query(name, type);
            }

            @Override
            public void prefetch(String name, RecordType type) {
                ahead.add(type + " " + name);
            }
        };
        DomainName author = name("a.b.c.example.ne.jp");
        for (DmarcDiscovery discovery : DmarcDiscovery.values()) {
            discovery.prefetch(author, noting);
            assertThat(ahead).containsAll(textQueries(discovery.find(author, noting)));
        }
    }

    private static List<String> textQueries(DmarcAnswer answer) {
        return queries(answer).stream().filter(query -> query.startsWith("TXT")).toList();
    }

    @Property
    void whateverIsPublishedTheWalkIsShortAndEndsAtOrAboveItsStart(
            @ForAll("names") String start, @ForAll("psds") List<String> psds) {
        DomainName author = name(start);
        Dns dns = (name, type) -> {
            String record = psds.get(Math.floorMod(name.hashCode(), psds.size()));
            return record.isEmpty() ? new DnsAnswer.NoData() : new DnsAnswer.Records(List.of(record));
        };

        OrganizationalDomain organization = TREE_WALK.organizationalDomain(author, dns);
        DmarcAnswer answer = TREE_WALK.find(author, dns);

        assertThat(author.isWithin(((OrganizationalDomain.Known) organization).name()))
                .isTrue();
        assertThat(textQueries(answer)).hasSizeBetween(1, 8).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "example", "mail")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(labels -> String.join(".", labels));
    }

    @Provide
    Arbitrary<List<String>> psds() {
        return Arbitraries.of(
                        "",
                        "v=DMARC1; p=none",
                        "v=DMARC1; p=reject; psd=y; np=none",
                        "v=DMARC1; p=reject; psd=n",
                        "v=DMARC1; p=x",
                        "other")
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }
}
