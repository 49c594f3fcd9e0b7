package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jameslists.list.RestoredAuthor.Author;
import org.jameslists.list.RestoredAuthor.Nobody;
import org.jameslists.mail.DomainName;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.BaseEncoding;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReversibleFormTest {
    private static final DomainName DOMAIN = DomainName.of("dmarc.ml.example.ac.jp");
    private static final String JANE = "jane@example.ne.jp";
    private static final byte[] SECRET = secret("first");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static byte[] secret(String name) {
        return (name + " secret of the tests, known to everybody").getBytes(StandardCharsets.US_ASCII);
    }

    private static SignedForm signed(Instant now, byte[]... secrets) {
        return new SignedForm(() -> List.of(secrets), DOMAIN, 30, InstantSource.fixed(now));
    }

    private static SignedForm signed() {
        return signed(NOW, SECRET);
    }

    private static Instant day(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    @ParameterizedTest
    @CsvSource({
        "jane@example.ne.jp,        jane=40example.ne.jp,              jane=example.ne.jp",
        "Jane.Doe@example.ne.jp,    =4Aane.=44oe=40example.ne.jp,      Jane.Doe=example.ne.jp",
        "jane+list@example.ne.jp,   jane=2Blist=40example.ne.jp,       jane+list=example.ne.jp",
        "a=b_c@example.ne.jp,       a=3Db_c=40example.ne.jp,           a=b_c=example.ne.jp",
        "jane..doe.@example.ne.jp,  jane.=2Edoe.=40example.ne.jp,      ",
        ".jane@example.ne.jp,       =2Ejane=40example.ne.jp,           ",
        "'\"a b\"@example.ne.jp',   =22a=20b=22=40example.ne.jp,       "
    })
    void shouldWriteAnAddressAsTheIetfAndGroupsIoDo(String author, String ietf, String groupsIo) {
        assertThat(new EscapedForm().localPart(author)).contains(ietf);
        assertThat(new PlainForm().localPart(author)).isEqualTo(Optional.ofNullable(groupsIo));
    }

    @Test
    void shouldSignAnAddressInSmallLettersWithItsLastDay() {
        assertThat(signed().localPart(JANE).orElseThrow()).matches("jane=40example[.]ne[.]jp-[0-9a-v]{3}-[a-z2-7]{16}");
    }

    @Property
    void whatIsWrittenComesBackWhateverBecomesOfItsCase(@ForAll("authors") String author) {
        for (ReversibleForm form : List.of(new EscapedForm(), signed())) {
            form.localPart(author).ifPresent(localPart -> {
                assertThat(localPart).hasSizeLessThanOrEqualTo(64);
                assertThat(form.restore(localPart)).isEqualTo(new Author(author));
                assertThat(form.restore(localPart.toLowerCase(Locale.ROOT))).isEqualTo(new Author(author));
                assertThat(form.restore(localPart.toUpperCase(Locale.ROOT))).isEqualTo(new Author(author));
            });
        }
        new PlainForm().localPart(author).ifPresent(localPart -> assertThat(new PlainForm().restore(localPart))
                .isEqualTo(new Author(author)));
    }

    @Property
    void anythingIsReadWithoutTroubleAndGivesNoControls(@ForAll String text) {
        for (ReversibleForm form : List.of(new EscapedForm(), signed())) {
            if (form.restore(text) instanceof Author author) {
                assertThat(author.address()).matches("[ -~]+@[ -~]+");
            }
        }
        assertThat(new PlainForm().restore(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> authors() {
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withChars("0123456789!#$%&'*+-/=?^_`{|}~.")
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<String> labels = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0123456789-")
                .ofMinLength(1)
                .ofMaxLength(12);
        return Combinators.combine(words, labels).as((word, label) -> word + "@" + label + ".example.ne.jp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane",
                "jane=40",
                "=40example.ne.jp",
                "jane=4",
                "jane=zz=40example.ne.jp",
                "jane@example.ne.jp",
                "j=61ne=40example.ne.jp",
                "jane=40example.ne.jp=0D=0ABcc:=20x",
                ""
            })
    void shouldNotReadWhatWeDoNotWrite(String localPart) {
        assertThat(new EscapedForm().restore(localPart)).isInstanceOf(Nobody.class);
    }

    @ParameterizedTest
    @DisplayName("features 3: a reversible address cannot be forged")
    @ValueSource(
            strings = {
                "TOKEN@other",
                "john=40example.ne.jp-DAY-MAC",
                "jane=40example.com-DAY-MAC",
                "jane=40example.ne.jp-vvvvv-MAC",
                "jane=40example.ne.jp-DAY-aaaaaaaaaaaaaaaa",
                "jane=40example.ne.jp-DAY-",
                "jane=40example.ne.jp-MAC",
                "jane=40example.ne.jp",
                "-DAY-MAC"
            })
    void shouldRefuseWhatItDidNotMake(String forged) {
        String[] parts = signed().localPart(JANE).orElseThrow().split("-", -1);
        String localPart = forged.replace("DAY", parts[1]).replace("MAC", parts[2]);

        assertThat(signed().restore(localPart)).isInstanceOf(Nobody.class);
    }

    @Test
    void shouldRefuseWhatWasMadeWithAnotherSecretOrForAnotherDomain() {
        String localPart = signed().localPart(JANE).orElseThrow();
        SignedForm elsewhere =
                new SignedForm(() -> List.of(SECRET), DomainName.of("example.org"), 30, InstantSource.fixed(NOW));

        assertThat(signed(NOW, secret("second")).restore(localPart))
                .isEqualTo(new Nobody("its signature is not valid"));
        assertThat(elsewhere.restore(localPart)).isEqualTo(new Nobody("its signature is not valid"));
        assertThat(signed(NOW, secret("second"), SECRET).restore(localPart)).isEqualTo(new Author(JANE));
    }

    @Test
    @DisplayName("features 3: an author has one address for a time, and it ends")
    void shouldEndButNotWithinTheValidity() {
        String localPart = signed().localPart(JANE).orElseThrow();

        assertThat(signed(day(1), SECRET).localPart(JANE)).contains(localPart);
        assertThat(signed(day(31), SECRET).localPart(JANE)).isNotEqualTo(Optional.of(localPart));
        assertThat(signed(day(30), SECRET).restore(localPart)).isEqualTo(new Author(JANE));
        assertThat(signed(day(60), SECRET).restore(localPart))
                .isInstanceOfSatisfying(
                        Nobody.class, nobody -> assertThat(nobody.reason()).startsWith("it expired on 202"));
    }

    @Test
    void shouldHaveNoAddressForOneThatIsTooLong() {
        String domain = "@example.ne.jp";

        assertThat(new EscapedForm().localPart("j".repeat(48) + domain)).isPresent();
        assertThat(new EscapedForm().localPart("j".repeat(49) + domain)).isEmpty();
        assertThat(new PlainForm().localPart("j".repeat(50) + domain)).isPresent();
        assertThat(new PlainForm().localPart("j".repeat(51) + domain)).isEmpty();
        assertThat(signed().localPart("j".repeat(27) + domain)).isPresent();
        assertThat(signed().localPart("j".repeat(28) + domain)).isEmpty();
    }

    @Test
    void shouldNotTakeWhatWasSignedForAnotherPurpose() {
        String localPart = signed().localPart(JANE).orElseThrow();
        String claim = localPart.substring(0, localPart.lastIndexOf('-'));
        for (SecretMac.Purpose purpose : SecretMac.Purpose.values()) {
            byte[] mac = new SecretMac(SECRET, purpose).of(claim + "@" + DOMAIN.ascii(), 10);
            String token = claim + "-" + BaseEncoding.base32().lowerCase().encode(mac);

            assertThat(signed().restore(token))
                    .isEqualTo(
                            purpose == SecretMac.Purpose.REVERSIBLE_ADDRESS
                                    ? new Author(JANE)
                                    : new Nobody("its signature is not valid"));
        }
    }

    @Test
    void shouldNotSignWithAShortSecret() {
        assertThatThrownBy(() -> signed(NOW, SECRET, new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signed(NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            Jane <jane@example.ne.jp>                     | Jane via example <jane=40example.ne.jp@dmarc.ml.example.ac.jp> | false
            J <j@example.ne.jp>, K <k@example.com>        | "J, K via example" <example@ml.example.ac.jp>                  | true
            J <aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.ne.jp> | J via example <example@ml.example.ac.jp> | true
            """)
    void shouldFallBackToTheListsAddressAndNameTheAuthorInReplyTo(String author, String from, boolean replyTo) {
        Header header = new Header(List.of(HeaderField.of("From", author)));

        MungedFrom munged = FromMunging.MAILMAN.apply(
                header,
                ListIdentity.of("example", "example@ml.example.ac.jp"),
                NameDirectory.EMPTY,
                Optional.of(new ReversibleAddresses(new EscapedForm(), DOMAIN)));

        Header result = ((MungedFrom.Rewritten) munged).header();
        assertThat(result.first("From").orElseThrow().text()).isEqualTo(from);
        assertThat(result.first("Reply-To").isPresent()).isEqualTo(replyTo);
        assertThat(result.first("X-Original-From")).isPresent();
    }
}
