package org.jameslists.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jameslists.mail.DomainName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {
    @ParameterizedTest(name = "dmarc 15: {0} belongs to {1}")
    @CsvSource({
        "example.org, example.org",
        "a.b.example.org, example.org",
        "ml.example.ac.jp, example.ac.jp",
        "ac.jp, ac.jp",
        "jp, jp",
        "mail.example.co.uk, example.co.uk",
        "a.example.kawasaki.jp, a.example.kawasaki.jp",
        "a.city.kawasaki.jp, city.kawasaki.jp",
        "a.b.user.github.io, user.github.io",
        "a.example.公司.cn, example.公司.cn",
        "a.b.internal, b.internal",
        "_x.a.example.org, example.org",
        "a_b.example.org, example.org",
        "a.1, a.1",
    })
    void isOneLabelBelowThePublicSuffix(String name, String organizational) {
        assertThat(PublicSuffixes.organizationalDomain(DomainName.of(name))).isEqualTo(DomainName.of(organizational));
    }
}
