package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DomainNameTest {
    private static final String LABEL_OF_63 = "a".repeat(63);

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "Example.ORG., example.org",
        "TITLE.INFO, title.info",
        "org, org",
        "_dmarc.example.org, _dmarc.example.org",
        "s1._domainkey.EXAMPLE.ne.jp, s1._domainkey.example.ne.jp",
        "XN--WGV71A119E.jp, xn--wgv71a119e.jp",
        "192.0.2.1, 192.0.2.1",
    })
    void givesAsciiNamesOneForm(String text, String ascii) {
        assertThat(DomainName.parse(text)).map(DomainName::ascii).contains(ascii);
    }

    @ParameterizedTest(name = "dmarc 1: {0} is {1}")
    @CsvSource({
        "日本語.jp, xn--wgv71a119e.jp",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "ドメイン名例。jp, xn--eckwd4c7cu47r2wf.jp",
        "münchen.example.org, xn--mnchen-3ya.example.org",
        "MÜNCHEN.example.org, xn--mnchen-3ya.example.org",
        "mu\u0308nchen.example.org, xn--mnchen-3ya.example.org",
        "3年B組金八先生.example.org, xn--3b-ww4c5e180e575a65lsy2b.example.org",
        "☃.example.net, xn--n3h.example.net",
        "ｅｘａｍｐｌｅ．ｏｒｇ, example.org",
        "ｶﾞ.example.org, xn--mck.example.org",
        "ex\u00adample.org, example.org",
    })
    void turnsULabelsIntoALabels(String text, String ascii) {
        assertThat(DomainName.parse(text)).map(DomainName::ascii).contains(ascii);
    }

    @ParameterizedTest
    @CsvSource({
        "straße.example.org, xn--strae-oqa.example.org",
        "STRAẞE.example.org, xn--strae-oqa.example.org",
        "βόλος.example.org, xn--nxasmm1c.example.org",
        "ΒΌΛΟΣ.example.org, xn--nxasmq6b.example.org",
    })
    void asksAboutTheDomainThatMailReadersShowAndNotTheOneOfIdna2003(String text, String ascii) {
        assertThat(DomainName.parse(text)).map(DomainName::ascii).contains(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".org",
                "example..org",
                "example.org..",
                "exam ple.org",
                " example.org",
                "example.org\r\nX: y",
                "a@example.org",
                "example.org/x",
                "[192.0.2.1]",
                "[IPv6:2001:db8::1]",
                "example\u2028.org",
                "example\u202e.org",
                "example\u00a0.org",
                "℀.example.org",
                "⒈example.org",
                "xn--ü.example.org",
                "\u00ad.example.org",
                "\ud800.example.org",
            })
    void refusesWhatIsNoDomainName(String text) {
        assertThat(DomainName.parse(text)).isEmpty();
        assertThatThrownBy(() -> DomainName.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheLengthsOfTheDns() {
        String longest = String.join(".", LABEL_OF_63, LABEL_OF_63, LABEL_OF_63, "a".repeat(61));

        assertThat(DomainName.parse(longest)).map(DomainName::ascii).contains(longest);
        assertThat(DomainName.parse(longest + "a")).isEmpty();
        assertThat(DomainName.parse("a" + LABEL_OF_63 + ".org")).isEmpty();
        assertThat(DomainName.parse("ü".repeat(60) + ".org")).isEmpty();
        assertThat(DomainName.parse("ü".repeat(100_000))).isEmpty();
    }

    @Test
    void knowsWhatIsAboveIt() {
        DomainName name = DomainName.of("a.example.org");

        assertThat(name.labels()).containsExactly("a", "example", "org");
        assertThat(name.parent()).contains(DomainName.of("example.org"));
        assertThat(name.last(1)).isEqualTo(DomainName.of("org"));
        assertThat(DomainName.of("org").parent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, true",
        "a.example.org, example.org, true",
        "a.b.example.org, example.org, true",
        "example.org, a.example.org, false",
        "badexample.org, example.org, false",
        "example.com, example.org, false",
    })
    void saysWhetherItIsWithinAnother(String name, String other, boolean within) {
        assertThat(DomainName.of(name).isWithin(DomainName.of(other))).isEqualTo(within);
    }

    @Property
    void takesAnyTextWithoutFailingAndItsOwnFormUnchanged(@ForAll String text) {
        Optional<DomainName> name = DomainName.parse(text);

        name.ifPresent(present -> assertThat(DomainName.parse(present.ascii())).contains(present));
    }

    @Property
    void agreesWithTheJdkWhereIdna2003AndIdna2008DoNotDiffer(@ForAll("labels") String label) {
        assertThat(DomainName.parse(label + ".jp"))
                .map(DomainName::ascii)
                .contains(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED) + ".jp");
    }

    @Provide
    Arbitrary<String> labels() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('à', 'ö')
                .withCharRange('ぁ', 'ゔ')
                .withCharRange('ァ', 'ヺ')
                .withCharRange('一', '龠')
                .withCharRange('\u0430', '\u044f')
                .ofMinLength(1)
                .ofMaxLength(12);
    }
}
