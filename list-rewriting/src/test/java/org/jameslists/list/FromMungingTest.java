package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jameslists.mail.AddressList;
import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Mailbox;
import org.jameslists.mail.Octets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FromMungingTest {
    private static final ListIdentity LIST = ListIdentity.of("example", "example@ml.example.ac.jp");
    private static final String YAMADA = "=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            mailman              | Jane Doe via example <example@ml.example.ac.jp>
            japanese             | =?UTF-8?B?SmFuZSBEb2UgKGV4YW1wbGUg57WM55SxKQ==?= <example@ml.example.ac.jp>
            google               | 'Jane Doe' via example <example@ml.example.ac.jp>
            fml4                 | example@ml.example.ac.jp
            display_name         | Jane Doe <example@ml.example.ac.jp>
            name_and_email       | "Jane Doe (jane@example.ne.jp)" <example@ml.example.ac.jp>
            name_via_list        | "Jane Doe (via example)" <example@ml.example.ac.jp>
            name_email_via_list  | "Jane Doe (jane@example.ne.jp via example)" <example@ml.example.ac.jp>
            list_for_name        | "example (on behalf of Jane Doe)" <example@ml.example.ac.jp>
            list_for_email       | "example (on behalf of jane@example.ne.jp)" <example@ml.example.ac.jp>
            {localpart} at {list-address} | "jane at example@ml.example.ac.jp" <example@ml.example.ac.jp>
            """)
    void shouldFillEachTemplate(String template, String from) {
        Header header = rewritten(munging(template), header("From: Jane Doe <jane@example.ne.jp>"));
        assertThat(value(header, "From")).isEqualTo(from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{nam}", "{Name}", "{}", "{list_address}", "a\nb"})
    void shouldRefuseATemplateItDoesNotUnderstand(String template) {
        assertThatThrownBy(() -> PhraseTemplate.of(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 4, 6: encoded names keep their words; the space beside them is seen by readers")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            mailman       | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=       | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= via example | 山田 via example
            mailman       | "=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?="     | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= via example | 山田 via example
            mailman       | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= Taro  | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= Taro via example | 山田 Taro via example
            google        | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=       | =?UTF-8?B?Jw==?= =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?B?JyB2aWEgZXhhbXBsZQ==?= | '山田' via example
            japanese      | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=       | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?B?IChleGFtcGxlIOe1jOeUsSk=?= | 山田 (example 経由)
            name_via_list | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= Taro  | =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?B?IFRhcm8gKHZpYSBleGFtcGxlKQ==?= | 山田 Taro (via example)
            list_for_name | Dr =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=    | =?UTF-8?B?ZXhhbXBsZSAob24gYmVoYWxmIG9mIERyIA==?= =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= =?UTF-8?B?KQ==?= | example (on behalf of Dr 山田)
            mailman       | =?UTF-8?Q?Ren=C3=A9?= =?UTF-8?B?5bGx?=    | =?UTF-8?Q?Ren=C3=A9?= =?UTF-8?B?5bGx?= via example | René山 via example
            """)
    void shouldReuseEncodedWords(String template, String name, String phrase, String seen) {
        Header header = rewritten(munging(template), header("From: " + name + " <jane@example.ne.jp>"));
        assertThat(value(header, "From")).isEqualTo(phrase + " <example@ml.example.ac.jp>");
        assertThat(seenName(header)).isEqualTo(seen);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 5: words that may not stand in a phrase are written anew")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            =?UTF-8?Q?Doe,_Ren=C3=A9?= <jane@example.ne.jp>      | Doe, René via example
            jane@example.ne.jp (=?UTF-8?Q?Doe,_Ren=C3=A9?=)      | Doe, René via example
            "Doe, =?UTF-8?Q?Ren=C3=A9?=" <jane@example.ne.jp>    | Doe, René via example
            J. =?UTF-8?Q?Ren=C3=A9?= <jane@example.ne.jp>        | J. René via example
            =?x-no?Q?a?= <jane@example.ne.jp>                    | =?x-no?Q?a?= via example
            """)
    void shouldWriteIllegalWordsAnew(String from, String seen) {
        Header header = rewritten(munging("mailman"), header("From: " + from));
        assertThat(value(header, "From")).startsWith("=?UTF-8?B?").doesNotContain("?Q?");
        assertThat(seenName(header)).isEqualTo(seen);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 9: specials are quoted, names in comments are kept")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "Doe, Jane" <jane@example.ne.jp>       | "Doe, Jane via example" <example@ml.example.ac.jp>
            Jane Q. Doe <jane@example.ne.jp>       | "Jane Q. Doe via example" <example@ml.example.ac.jp>
            "Jane \\"J\\" Doe" <jane@example.ne.jp>| "Jane \\"J\\" Doe via example" <example@ml.example.ac.jp>
            jane@example.ne.jp (Jane Doe)          | Jane Doe via example <example@ml.example.ac.jp>
            jane@example.ne.jp (=?UTF-8?B?5bGx?=)  | =?UTF-8?B?5bGx?= via example <example@ml.example.ac.jp>
            Jane   Doe <jane@example.ne.jp>        | Jane Doe via example <example@ml.example.ac.jp>
            """)
    void shouldQuoteSpecials(String from, String munged) {
        assertThat(value(rewritten(munging("mailman"), header("From: " + from)), "From"))
                .isEqualTo(munged);
    }

    @ParameterizedTest
    @DisplayName("header-rewriting 10: a name can neither inject a field nor show a false address")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "jane@example.org" <x@example.ne.jp>                              | jane... via example
            Boss <boss@example.org> via x                                     | ''
            =?UTF-8?Q?boss=40example=2Eorg?= <x@example.ne.jp>                | boss... via example
            =?UTF-8?B?Ym9zc++8oGV4YW1wbGUub3Jn?= <x@example.ne.jp>            | boss... via example
            =?UTF-8?Q?a=0D=0ABcc:_all=40example=2Eorg?= <x@example.ne.jp>     | a Bcc: all... via example
            =?UTF-8?Q?a=00b=7F=0C?= <x@example.ne.jp>                         | a b via example
            =?UTF-8?Q?gro=E2=80=AEsdrow?= <x@example.ne.jp>                   | grosdrow via example
            =?UTF-8?Q?a=E2=80=8Bb=EF=BB=BF=E2=81=A6c?= <x@example.ne.jp>      | abc via example
            =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fboss=3F=3D?= <x@example.ne.jp>        | =?UTF-8?Q?boss?= via example
            =?UTF-8?Q?=22_=3Cboss=40example=2Eorg=3E,_=22?= <x@example.ne.jp> | " <boss...>, " via example
            =?UTF-8?Q?=E2=80=AE?= <x@example.ne.jp>                           | x via example
            """)
    void shouldMakeNamesSafe(String from, String seen) {
        FromMunging munging = munging("mailman");
        Header header = header("From: " + from);
        if (seen.equals("''")) {
            assertThat(munging.apply(header, LIST, NameDirectory.EMPTY)).isInstanceOf(MungedFrom.Refused.class);
            return;
        }
        Header result = rewritten(munging, header);
        assertThat(result.fields())
                .hasSameSizeAs(Header.of(HeaderField.of("Reply-To", "x"), HeaderField.of("From", "x"))
                        .fields());
        assertThat(seenName(result)).isEqualTo(seen);
        assertThat(EncodedWords.decode(result.first("From").orElseThrow().value()))
                .doesNotContain("\u202e", "\r", "\u0000");
    }

    @Test
    void shouldMaskTheNameInReplyToAsWell() {
        Header header = rewritten(munging("mailman"), header("From: \"boss@example.org\" <x@example.ne.jp>"));
        assertThat(value(header, "Reply-To")).isEqualTo("\"boss...\" <x@example.ne.jp>");
    }

    @Test
    void shouldFillAMissingNameFromTheDirectoryOrTheLocalPart() {
        Header header = header("From: jane.doe@example.ne.jp");
        assertThat(seenName(rewritten(munging("mailman"), header))).isEqualTo("jane.doe via example");
        NameDirectory directory =
                address -> address.equals("jane.doe@example.ne.jp") ? Optional.of("山田 <a@b.org>") : Optional.empty();
        MungedFrom known = munging("mailman").apply(header, LIST, directory);
        assertThat(seenName(((MungedFrom.Rewritten) known).header())).isEqualTo("山田 <a...> via example");
    }

    @Test
    @DisplayName("header-rewriting 8: several authors are named together, and From, Reply-To and Sender come once")
    void shouldNameSeveralAuthors() {
        Header header = rewritten(
                munging("mailman"),
                header(
                        "From: Jane <jane@example.ne.jp>, " + YAMADA + " <yamada@example.ne.jp>",
                        "From: Third <third@example.org>",
                        "Sender: jane@example.ne.jp",
                        "Sender: other@example.org",
                        "Reply-To: one@example.org",
                        "Reply-To: two@example.org"));
        assertThat(seenName(header)).isEqualTo("Jane, 山田, Third via example");
        assertThat(header.all("From")).hasSize(1);
        assertThat(header.all("Sender")).isEmpty();
        assertThat(header.all("Reply-To")).hasSize(1);
        assertThat(addresses(header, "Reply-To"))
                .containsExactly(
                        "one@example.org",
                        "two@example.org",
                        "jane@example.ne.jp",
                        "yamada@example.ne.jp",
                        "third@example.org");
    }

    @Test
    @DisplayName("header-rewriting 8: a group's members are authors, a group without members is none")
    void shouldReadGroupsAsAuthors() {
        Header header = rewritten(munging("mailman"), header("From: Staff: Jane <jane@example.ne.jp>;"));
        assertThat(seenName(header)).isEqualTo("Jane via example");
        assertThat(munging("mailman").apply(header("From: Undisclosed:;"), LIST, NameDirectory.EMPTY))
                .isEqualTo(new MungedFrom.Refused("the From field names no author"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"To: x@example.org", "From: ", "From: jane", "From: <>", "From: \"Jane <jane@example.ne.jp>"})
    void shouldRefuseAHeaderThatNamesNoAuthor(String field) {
        assertThat(munging("mailman").apply(header(field), LIST, NameDirectory.EMPTY))
                .isEqualTo(new MungedFrom.Refused("the From field names no author"));
    }

    @Test
    @DisplayName("header-rewriting 11: raw 8-bit names become encoded-words, a non-ASCII local part is refused")
    void shouldWriteNonAsciiAsAscii() {
        Header utf8 = rewritten(munging("mailman"), header("From: 山田 <jane@例え.example.ne.jp>"));
        assertThat(utf8.octets()).asString(StandardCharsets.ISO_8859_1).matches("[\\x00-\\x7f]*");
        assertThat(seenName(utf8)).isEqualTo("山田 via example");
        assertThat(addresses(utf8, "Reply-To")).containsExactly("jane@xn--r8jz45g.example.ne.jp");
        Header sharp = rewritten(munging("mailman"), header("From: Jane <jane@ß.example.org>"));
        assertThat(addresses(sharp, "Reply-To")).containsExactly("jane@xn--zca.example.org");
        assertThat(munging("mailman").apply(header("From: 山田@example.ne.jp"), LIST, NameDirectory.EMPTY))
                .isInstanceOfSatisfying(MungedFrom.Refused.class, refused -> assertThat(refused.reason())
                        .contains("山田@example.ne.jp"));
    }

    @Test
    @DisplayName("header-rewriting 11: raw names that are no UTF-8 are in the charset of the body")
    void shouldReadRawNamesInTheDeclaredCharset() {
        Header header = new Header(List.of(
                HeaderField.ofOctets(Octets.bytes("From: \u008eR\u0093c <jane@example.ne.jp>")),
                HeaderField.of("Content-Type", "text/plain; charset=\"Shift_JIS\"")));
        assertThat(seenName(rewritten(munging("mailman"), header))).isEqualTo("山田 via example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            WHERE_REPLIES_ALLOW      | author | -               | jane                  | -
            WHERE_REPLIES_ALLOW      | author | set@example.org | set jane              | -
            WHERE_REPLIES_ALLOW      | list   | -               | example               | jane
            WHERE_REPLIES_ALLOW      | list   | set@example.org | set example           | jane
            WHERE_REPLIES_ALLOW      | to     | set@example.org | desk set              | jane
            WHERE_REPLIES_ALLOW      | author | JANE <jane@EXAMPLE.ne.jp> | jane        | -
            REPLY_TO                 | list   | set@example.org | set example jane      | -
            REPLY_TO                 | to     | -               | desk jane             | -
            REPLY_TO_IF_FREE         | author | set@example.org | set                   | -
            REPLY_TO_IF_FREE         | author | -               | jane                  | -
            REPLY_TO_IF_FREE_ELSE_CC | author | set@example.org | set                   | jane
            REPLY_TO_IF_FREE_ELSE_CC | author | -               | jane                  | -
            REPLY_TO_IF_FREE_ELSE_CC | list   | -               | example               | jane
            CC                       | author | -               | -                     | jane
            CC                       | author | set@example.org | set                   | jane
            NOWHERE                  | author | -               | -                     | -
            NOWHERE                  | list   | -               | example               | -
            """)
    void shouldPutTheAuthorWhereTheListWants(AuthorPlace place, String replies, String set, String replyTo, String cc) {
        FromMunging munging = new FromMunging(PhraseTemplate.of("mailman"), place, replies(replies), false, false);
        Header header = header("From: Jane <jane@example.ne.jp>");
        Header result = rewritten(munging, set == null ? header : header.append(HeaderField.of("Reply-To", set)));
        assertThat(localParts(result, "Reply-To")).isEqualTo(replyTo == null ? "" : replyTo);
        assertThat(localParts(result, "Cc")).isEqualTo(cc == null ? "" : cc);
        assertThat(result.all("Reply-To")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldDropTheAuthorsReplyToIfTheListSaysSo() {
        FromMunging munging = new FromMunging(
                PhraseTemplate.of("mailman"), AuthorPlace.WHERE_REPLIES_ALLOW, replies("to"), true, false);
        Header result = rewritten(
                munging, header("From: jane@example.ne.jp", "Reply-To: set@example.org", "To: x@example.org"));
        assertThat(localParts(result, "Reply-To")).isEqualTo("desk");
    }

    @Test
    void shouldLeaveAReplyToThatSaysItAlreadyAsItIs() {
        Header header = header("From: jane@example.ne.jp", "Reply-To:  \"Jane, at home\"\r\n  <jane@example.ne.jp>");
        assertThat(rewritten(munging("mailman"), header).first("Reply-To")).isEqualTo(header.first("Reply-To"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Cc: b@example.com            | Jane <jane@example.ne.jp>,\\r\\n b@example.com
            Cc: Open "quote              | Jane <jane@example.ne.jp>,\\r\\n Open "quote
            Cc:                          | Jane <jane@example.ne.jp>
            Cc: JANE@example.ne.jp       | Jane <jane@example.ne.jp>,\\r\\n JANE@example.ne.jp
            Cc: x <jane@Example.NE.JP>   | x <jane@Example.NE.JP>
            To: x <jane@example.ne.jp>   | ''
            """)
    void shouldPutTheAuthorBeforeTheOthersInCc(String present, String cc) {
        FromMunging munging =
                new FromMunging(PhraseTemplate.of("mailman"), AuthorPlace.CC, new Replies.ToAuthor(), false, false);
        Header result = rewritten(munging, header("From: Jane <jane@example.ne.jp>", present));
        assertThat(result.first("Cc")
                        .map(field -> Octets.string(field.value()).strip())
                        .orElse(""))
                .isEqualTo(cc.replace("''", "").replace("\\r\\n", "\r\n"));
    }

    @Test
    void shouldKeepWhoWroteInOriginalFields() {
        FromMunging munging = FromMunging.MAILMAN;
        Header result = rewritten(
                munging,
                header(
                        "From: \"Doe, Jane\" <jane@example.ne.jp> (x)",
                        "X-Original-From: forged@example.org",
                        "Sender: Office <office@example.ne.jp>"));
        assertThat(value(result, "X-Original-From")).isEqualTo("\"Doe, Jane\" <jane@example.ne.jp> (x)");
        assertThat(value(result, "X-Original-Sender")).isEqualTo("Office <office@example.ne.jp>");
        assertThat(result.all("X-Original-From")).hasSize(1);
        assertThat(value(rewritten(munging, header("From: 山田 <a@example.org>")), "X-Original-From"))
                .isEqualTo("=?UTF-8?B?5bGx55Sw?= <a@example.org>");
    }

    @Test
    void shouldKeepASenderOfTheListsOwn() {
        Header result = rewritten(
                FromMunging.MAILMAN,
                header(
                        "From: jane@example.ne.jp",
                        "Sender: jane@example.ne.jp",
                        "Sender: example-bounces@ML.example.ac.jp"));
        assertThat(addresses(result, "Sender")).containsExactly("example-bounces@ML.example.ac.jp");
    }

    @Test
    void shouldTouchNoOtherField() {
        Header header =
                header("Received: x", "From: jane@example.ne.jp", "To: example@ml.example.ac.jp", "Subject:  s ");
        Header result = rewritten(munging("mailman"), header);
        assertThat(result.without("From").without("Reply-To")).isEqualTo(header.without("From"));
        assertThat(result.fields().get(1).is("From")).isTrue();
    }

    @Test
    void shouldNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(addresses(
                            rewritten(
                                    munging("{list-address}"),
                                    header("From: I@EXAMPLE.NE.JP", "Reply-To: I@example.ne.jp")),
                            "Reply-To"))
                    .containsExactly("I@example.ne.jp");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a, b@example.org", "a@b@c", "山田@example.org", "a@例.example.org"})
    void shouldRefuseAListThatHasNoAsciiAddress(String address) {
        assertThatThrownBy(() -> ListIdentity.of("example", address)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(AuthorPlace.class)
    void shouldGiveSoundFieldsWhateverThePlace(AuthorPlace place) {
        FromMunging munging = new FromMunging(PhraseTemplate.of("japanese"), place, replies("list"), false, true);
        Header result = rewritten(
                munging,
                header("From: " + (YAMADA + " ").repeat(40) + "<a@example.org>, " + "x".repeat(800)
                        + " <b@example.org>"));
        assertLinesAreShort(result);
    }

    @Property
    @Label("header-rewriting 1, 10: whatever stands in From, the result is ASCII in short lines and says one mailbox")
    void shouldAlwaysGiveASoundHeader(@ForAll("from") String from, @ForAll("template") String template) {
        Header header = Header.of(HeaderField.ofOctets(Octets.bytes("From: " + from.replace("\n", ""))));
        FromMunging munging =
                new FromMunging(PhraseTemplate.of(template), AuthorPlace.REPLY_TO, new Replies.ToAuthor(), false, true);
        if (munging.apply(header, LIST, NameDirectory.EMPTY) instanceof MungedFrom.Rewritten rewritten) {
            Header result = rewritten.header();
            assertThat(result.fields()).hasSize(3);
            assertLinesAreShort(result);
            assertThat(addresses(result, "From")).containsExactly("example@ml.example.ac.jp");
            assertThat(AddressList.parse(result.first("Reply-To").orElseThrow()).malformed())
                    .isEmpty();
            assertThat(seenName(result).chars()).noneMatch(Character::isISOControl);
        }
    }

    @Provide
    static Arbitrary<String> from() {
        return Arbitraries.of(
                        "a",
                        "Jane",
                        "@",
                        "<b@c.org>",
                        "b@c.org",
                        "(",
                        ")",
                        "\"",
                        "\\",
                        ",",
                        ":",
                        ";",
                        " ",
                        "=?UTF-8?B?44GC?=",
                        " =?UTF-8?Q?a,b?= ",
                        " =?UTF-8?Q?=E3=81?= ",
                        "=?UTF-8?Q?=0D=0A?=",
                        "\u00e3\u0081\u0082",
                        "\u00e9",
                        "\r",
                        "\u0000",
                        "\u001b$B\"\"\u001b(B",
                        "x".repeat(120))
                .list()
                .map(list -> String.join("", list) + " <jane@example.ne.jp>");
    }

    @Provide
    static Arbitrary<String> template() {
        return Arbitraries.of("mailman", "japanese", "google", "name_email_via_list", "{name}{list}", "{name}さん");
    }

    private static void assertLinesAreShort(Header header) {
        String text = new String(header.octets(), StandardCharsets.ISO_8859_1);
        assertThat(text).matches("(?s)[\\x09\\x0a\\x0d\\x20-\\x7e]*");
        for (String line : text.strip().split("\r\n", -1)) {
            assertThat(line).isNotBlank().doesNotContain("\r", "\n").hasSizeLessThanOrEqualTo(998);
            if (line.matches("(.*\\s)?=\\?UTF-8\\?B\\?[^?\\s]*\\?=(,?\\s.*)?")) {
                assertThat(line).hasSizeLessThanOrEqualTo(76);
            }
        }
    }

    private static FromMunging munging(String template) {
        return new FromMunging(
                PhraseTemplate.of(template), AuthorPlace.WHERE_REPLIES_ALLOW, new Replies.ToAuthor(), false, false);
    }

    private static Replies replies(String where) {
        return switch (where) {
            case "author" -> new Replies.ToAuthor();
            case "list" -> new Replies.ToList();
            default -> new Replies.To(List.of(Mailbox.parse("Desk <desk@example.org>")));
        };
    }

    private static Header header(String... fields) {
        return new Header(Arrays.stream(fields)
                .map(field -> HeaderField.ofOctets(field.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private static Header rewritten(FromMunging munging, Header header) {
        MungedFrom result = munging.apply(header, LIST, NameDirectory.EMPTY);
        assertThat(result).isInstanceOf(MungedFrom.Rewritten.class);
        return ((MungedFrom.Rewritten) result).header();
    }

    private static String value(Header header, String name) {
        return header.first(name).orElseThrow().text();
    }

    private static String seenName(Header header) {
        return AddressList.parse(header.first("From").orElseThrow())
                .mailboxes()
                .get(0)
                .name()
                .text();
    }

    private static List<String> addresses(Header header, String name) {
        return header.all(name).stream()
                .flatMap(field -> AddressList.parse(field).mailboxes().stream())
                .map(Mailbox::address)
                .toList();
    }

    private static String localParts(Header header, String name) {
        return String.join(
                " ",
                addresses(header, name).stream()
                        .map(address -> address.substring(0, address.indexOf('@')))
                        .toList());
    }
}
