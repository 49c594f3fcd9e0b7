package org.jameslists.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AddressListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            jane@example.ne.jp                            | {} jane@example.ne.jp
            <jane@example.ne.jp>                          | {} jane@example.ne.jp
            Jane <jane@example.ne.jp>                     | {Jane} jane@example.ne.jp
            Jane Q. Doe <jane@example.ne.jp>              | {Jane Q. Doe} jane@example.ne.jp
            "Doe, Jane" <jane@example.ne.jp>              | {Doe, Jane} jane@example.ne.jp
            "Jane \\"J\\" <x@y>" <jane@example.ne.jp>     | {Jane "J" <x@y>} jane@example.ne.jp
            "Jane" Doe <jane@example.ne.jp>               | {Jane Doe} jane@example.ne.jp
            Jane<jane@example.ne.jp>                      | {Jane} jane@example.ne.jp
            other@example.org <jane@example.ne.jp>        | {other@example.org} jane@example.ne.jp
            [list] Jane <jane@example.ne.jp>              | {[list] Jane} jane@example.ne.jp
            a@example.org, b@example.com                  | {} a@example.org / {} b@example.com
            , a@example.org,, ,b@example.com,             | {} a@example.org / {} b@example.com
            a@example.org; b@example.com                  | {} a@example.org / {} b@example.com
            "a,b"@example.org                             | {} "a,b"@example.org
            "a@b"@example.org                             | {} "a@b"@example.org
            <@relay.example.com,@b.example.com:jane@example.ne.jp> | {} jane@example.ne.jp
            jane . doe @ example . org                    | {} jane.doe@example.org
            jane@[192.0.2.1]                              | {} jane@[192.0.2.1]
            Jane <jane@[IPv6:2001:db8::1]>                | {Jane} jane@[IPv6:2001:db8::1]
            jane..doe.@example.ne.jp                      | {} jane..doe.@example.ne.jp
            (x)jane(y)@(z)example.org                     | {x} jane@example.org
            """)
    void shouldReadMailboxes(String value, String mailboxes) {
        AddressList list = parse(value);
        assertThat(shown(list)).isEqualTo(mailboxes);
        assertThat(list.malformed()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 9: names in comments are kept")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            jane@example.ne.jp (Jane Doe)                  | {Jane Doe} jane@example.ne.jp
            jane@example.ne.jp (山田 花子)                 | {山田 花子} jane@example.ne.jp
            jane@example.ne.jp (=?UTF-8?B?5bGx55Sw?=)      | {山田} jane@example.ne.jp
            jane@example.ne.jp (Jane (work) \\) x)         | {Jane (work) ) x} jane@example.ne.jp
            <jane@example.ne.jp> (Jane)                    | {Jane} jane@example.ne.jp
            Jane (at work) <jane@example.ne.jp> (x)        | {Jane} jane@example.ne.jp
            jane@example.ne.jp () (Jane)                   | {Jane} jane@example.ne.jp
            """)
    void shouldTakeNamesFromComments(String value, String mailboxes) {
        assertThat(shown(parse(value))).isEqualTo(mailboxes);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 5: encoded-words are read in phrases and, against the RFC, within quotes")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            =?UTF-8?B?5bGx55Sw?= <jane@example.ne.jp>                       | 山田
            =?UTF-8?B?5bGx55Sw?= =?UTF-8?B?6Iqx5a2Q?= <jane@example.ne.jp>  | 山田花子
            "=?UTF-8?B?5bGx55Sw?=" <jane@example.ne.jp>                     | 山田
            "=?UTF-8?B?5bGx55Sw?= (x)" <jane@example.ne.jp>                 | 山田 (x)
            Dr =?UTF-8?Q?Ren=C3=A9?= <jane@example.ne.jp>                   | Dr René
            =?x-unknown?Q?a?= <jane@example.ne.jp>                          | =?x-unknown?Q?a?=
            =?UTF-8?Q?Doe,_Ren=C3=A9;:?= <jane@example.ne.jp>                | Doe, René;:
            =?UTF-8?Q?jane=40example.org=3E?= <jane@example.ne.jp>          | jane@example.org>
            """)
    void shouldDecodeNames(String value, String name) {
        assertThat(parse(value).mailboxes()).hasSize(1);
        assertThat(parse(value).mailboxes().get(0).name().text()).isEqualTo(name);
        assertThat(parse(value).mailboxes().get(0).address()).isEqualTo("jane@example.ne.jp");
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 4: the raw words of a name are kept to be used again")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            =?ISO-2022-JP?B?GyRCO3NFRBsoQg==?= Taro <jane@example.ne.jp> | =?ISO-2022-JP?B?GyRCO3NFRBsoQg==?= Taro
            "Doe, Jane" <jane@example.ne.jp>                              | "Doe, Jane"
            jane@example.ne.jp (=?UTF-8?B?5bGx55Sw?=)                     | =?UTF-8?B?5bGx55Sw?=
            """)
    void shouldKeepRawNames(String value, String raw) {
        assertThat(parse(value).mailboxes().get(0).name().raw()).isEqualTo(raw);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 8: a group gives no domain of its own")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Undisclosed:;                                  | ''
            Undisclosed: (nobody) ;                        | ''
            Staff: a@example.org, Bob <b@example.com>;     | {} a@example.org / {Bob} b@example.com
            Staff:a@example.org;,c@example.net             | {} a@example.org / {} c@example.net
            "A: b": <a@example.org> , , ; c@example.net    | {} a@example.org / {} c@example.net
            """)
    void shouldReadGroups(String value, String mailboxes) {
        AddressList list = parse(value.strip());
        assertThat(shown(list)).isEqualTo(mailboxes.replace("''", ""));
        assertThat(list.malformed()).isEmpty();
        assertThat(list.addresses().get(0)).isInstanceOf(Group.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            jane                                   | there is no '@'                      | ''
            Jane <jane>                            | there is no '@'                      | ''
            <>                                     | there is no '@'                      | ''
            Jane <jane@example.org                 | '<' is not closed                    | ''
            Jane <<jane@example.org>>              | '<' is not closed                    | ''
            @example.org                           | the local part is empty              | ''
            <@example.org>                         | the local part is empty              | ''
            jane@                                  | a label of the domain is empty       | ''
            jane@example..org                      | a label of the domain is empty       | ''
            jane@example.org.                      | a label of the domain is empty       | ''
            Staff: b@example.org, Jane             | there is no '@'                      | {} b@example.org
            Staff:                                 | the group is not closed by ';'       | ''
            jane doe@example.org                   | there are two words, but only one is allowed | ''
            jane@example.org evil@example.com      | there are two words, but only one is allowed | ''
            jane@evil@example.org                  | the local part contains '@'             | ''
            jane@example.org <a@b> <c@d>           | text follows the address in brackets | ''
            <jane@example.org> Jane                | text follows the address in brackets | ''
            jane[1]@example.org                    | the local part contains '['             | ''
            jane@[1.2                              | '[' is not closed                    | ''
            jane@[a[b]                             | the domain literal is invalid          | ''
            "jane@example.org, b@example.com       | a quoted-string is not closed        | ''
            jane@example.org (Jane, b@example.com  | a comment is not closed              | ''
            "a"b@example.org                       | the quoted-string in the local part is invalid | ''
            =?UTF-8?Q?a<b@example.org>?= <c@d>     | there are two words, but only one is allowed | ''
            Foo, Inc. <a@example.org>              | there is no '@'                      | {Inc.} a@example.org
            jane, b@example.com, c@                | there is no '@'                      | {} b@example.com
            Staff: jane, b@example.com;            | there is no '@'                      | {} b@example.com
            Staff: b@example.com                   | the group is not closed by ';'       | {} b@example.com
            """)
    void shouldDeclareWhatIsMalformed(String value, String reason, String mailboxes) {
        AddressList list = parse(value);
        assertThat(list.malformed()).isNotEmpty();
        assertThat(list.malformed().get(0).reason()).isEqualTo(reason);
        assertThat(shown(list)).isEqualTo(mailboxes.replace("''", ""));
    }

    @Test
    void shouldFindNothingInNothing() {
        assertThat(parse("").addresses()).isEmpty();
        assertThat(parse(" \r\n ,").addresses()).isEmpty();
    }

    @Test
    void shouldReadFoldedFields() {
        HeaderField field =
                HeaderField.of("From", "\r\n =?UTF-8?B?5bGx55Sw?=\r\n\t=?UTF-8?B?6Iqx5a2Q?=\r\n <a@example.org>");
        assertThat(shown(AddressList.parse(field))).isEqualTo("{山田花子} a@example.org");
    }

    @Test
    void shouldReadUnicodeAddresses() {
        assertThat(shown(parse("花子@例.example.org"))).isEqualTo("{} 花子@例.example.org");
    }

    @Test
    void shouldDeclareAnAddressInAnUnknownCharset() {
        assertThat(AddressList.parse(new byte[] {(byte) 0xe9, '@', 'a'}).malformed())
                .extracting(MalformedAddress::reason)
                .containsExactly("the address is neither ASCII nor UTF-8");
    }

    @Test
    void shouldDeclareABareCarriageReturn() {
        assertThat(parse("a\r@example.org, b\rc@example.com").malformed())
                .extracting(MalformedAddress::reason)
                .containsExactly("there are two words, but only one is allowed");
    }

    @ParameterizedTest
    @CsvSource({"山田 花子", "\"山田(花)\"", "山田Taro"})
    void shouldReadRawIso2022JpWhoseOctetsLookLikeSyntax(String name) {
        byte[] value = (name + " <a@example.org>, b@example.com").getBytes(Charset.forName("ISO-2022-JP"));
        assertThat(shown(AddressList.parse(value)))
                .isEqualTo("{" + name.replace("\"", "") + "} a@example.org / {} b@example.com");
    }

    @Property
    void shouldNeverFailOnAnyOctets(@ForAll byte[] octets, @ForAll("fragments") String text) {
        assertThatCode(() -> AddressList.parse(octets)).doesNotThrowAnyException();
        assertThatCode(() -> parse(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "<,",
                "<",
                "a:b,",
                "\"",
                "a,",
                "a@[",
                "(x)",
                "<a@b>",
                "\u001b$B",
                "\u001b$B!!\u001b(B",
                "\\",
                "a:(x),",
                "=?UTF-8?Q?a?= ",
                "=?a?Q?",
                "=?a"
            })
    void shouldTakeLinearTimeForHostileInput(String unit) {
        String hostile = unit.repeat(200_000);
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parse(hostile)))
                .isNotNull();
    }

    @Provide
    static Arbitrary<String> fragments() {
        return Arbitraries.of(
                        "a",
                        "@",
                        "b.org",
                        "<",
                        ">",
                        "(",
                        ")",
                        "\"",
                        "\\",
                        ",",
                        ";",
                        ":",
                        "[",
                        "]",
                        ".",
                        " ",
                        "\r\n ",
                        "=?UTF-8?B?44GC?=",
                        "é",
                        "\u001b$B",
                        "\u001b(B",
                        "\r",
                        "\u0000")
                .list()
                .map(list -> String.join("", list));
    }

    private static AddressList parse(String value) {
        return AddressList.parse(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(AddressList list) {
        List<Mailbox> mailboxes = list.mailboxes();
        return mailboxes.stream()
                .map(mailbox -> "{" + mailbox.name().text() + "} " + mailbox.address())
                .collect(Collectors.joining(" / "));
    }
}
