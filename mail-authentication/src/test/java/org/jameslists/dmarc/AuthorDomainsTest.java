package org.jameslists.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AuthorDomainsTest {
    private static Header header(String... fields) {
        return new Header(Arrays.stream(fields)
                .map(field -> HeaderField.ofOctets(field.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private static AuthorDomains from(String value) {
        return AuthorDomains.of(header("From: " + value));
    }

    @ParameterizedTest(name = "dmarc 1: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            jane@example.ne.jp                                        | example.ne.jp
            Jane <jane@EXAMPLE.ne.jp>                                 | example.ne.jp
            "jane@example.com" <jane@example.ne.jp>                   | example.ne.jp
            jane@example.com <jane@example.ne.jp>                     | example.ne.jp
            =?UTF-8?Q?jane=40example=2Ecom?= <jane@example.ne.jp>     | example.ne.jp
            jane@example.ne.jp (bob@example.com)                      | example.ne.jp
            jane@example(x@example.com).ne(y).jp                      | example.ne.jp
            "a@example.com"@example.ne.jp                             | example.ne.jp
            <@example.com:jane@example.ne.jp>                         | example.ne.jp
            花子 <hanako@例え.jp>                                     | xn--r8jz45g.jp
            花子 <hanako@xn--r8jz45g.jp>                              | xn--r8jz45g.jp
            a@example.org, B <b@example.com>                          | example.org, example.com
            a@example.org, b@EXAMPLE.org, c@例え.jp, d@xn--r8jz45g.jp | example.org, xn--r8jz45g.jp
            Foo, Inc. <a@example.org>                                 | example.org
            """)
    void areThoseOfTheAddressesInFrom(String value, String domains) {
        assertThat(from(value).domains()).hasToString("[" + domains + "]");
    }

    @ParameterizedTest(name = "header-rewriting 8: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Undisclosed:;                          | ``
            Staff: a@example.org, b@example.com;   | example.org, example.com
            """)
    void aGroupGivesTheDomainsOfItsMembersOnly(String value, String domains) {
        AuthorDomains authors = from(value);

        assertThat(authors.domains()).hasToString("[" + domains + "]");
        assertThat(authors.unreadable()).isEmpty();
    }

    @ParameterizedTest(name = "dmarc 1: {0} cannot be read")
    @ValueSource(
            strings = {
                "jane",
                "Jane <jane>",
                "jane@",
                "jane@evil@example.ne.jp",
                "jane@example..jp",
                "jane@-.!jp",
                "=?UTF-8?Q?Jane_=3Cjane=40example.ne.jp=3E?=",
                "Jane <jane@example.ne.jp",
            })
    void whatIsNoAddressGivesNoDomainAndIsNoted(String value) {
        AuthorDomains authors = from(value);

        assertThat(authors.domains()).isEmpty();
        assertThat(authors.unreadable()).isNotEmpty();
    }

    @ParameterizedTest(name = "dmarc 1: {0} names no domain")
    @ValueSource(strings = {"", "()", "jane@[192.0.2.1]"})
    void anEmptyFromOrAnAddressLiteralNamesNoDomain(String value) {
        assertThat(from(value))
                .isEqualTo(new AuthorDomains(1, List.of(), from(value).unreadable()));
    }

    @Test
    @DisplayName("dmarc 2: Sender does not stand in for From")
    void senderIsNoAuthor() {
        AuthorDomains authors = AuthorDomains.of(header("Sender: a@example.org", "X-From: b@example.org"));

        assertThat(authors.fields()).isZero();
        assertThat(authors.domains()).isEmpty();
    }

    @Test
    @DisplayName("dmarc 2: two From fields are two")
    void severalFromFieldsAreCountedRaw() {
        AuthorDomains authors =
                AuthorDomains.of(header("From: a@example.org", "FROM : b@example.com", "from:\r\n a@example.org"));

        assertThat(authors.fields()).isEqualTo(3);
        assertThat(authors.domains()).hasToString("[example.org, example.com]");
    }

    @Test
    void showsAsMuchOfAnUnreadableAddressAsALogCanTake() {
        assertThat(from("x".repeat(100_000)).unreadable())
                .allSatisfy(shown -> assertThat(shown.length()).isLessThan(200));
    }

    @Property
    void areReadFromAnyOctetsWithoutFailing(@ForAll byte[] octets) {
        Header header = Header.of(HeaderField.of("From", "a@example.org"), HeaderField.ofOctets(octets));

        assertThat(AuthorDomains.of(header).fields()).isPositive();
    }

    @Property
    void areReadFromAnyTextWithoutFailing(@ForAll String text) {
        assertThat(from(text)).isNotNull();
    }
}
