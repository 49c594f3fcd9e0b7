package org.jameslists.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.jameslists.arc.ArcSealField;
import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimSignature;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.Canonicalization;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.KeyRecord;
import org.jameslists.signature.MessageSignature;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.TagList;
import org.jameslists.signature.TestSigners;

import com.google.common.io.ByteSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What we write is read back as it was meant. */
class WrittenFieldsPropertyTest {
    private static final Message MESSAGE = Message.of(
            Header.of(HeaderField.of("From", "a@example.org"), HeaderField.of("X-List", "1")), ByteSource.empty());

    @Property
    void aKeyRecord(
            @ForAll("words") String type,
            @ForAll byte[] key,
            @ForAll("wordLists") List<String> hashes,
            @ForAll("wordLists") List<String> services,
            @ForAll("wordLists") List<String> flags)
            throws Exception {
        String base64 = Base64.getEncoder().encodeToString(key);
        KeyRecord record = new KeyRecord(type, base64, hashes, services, flags);
        assertThat(KeyRecord.parse(record.toString())).isEqualTo(record);
    }

    @Property
    void aTagList(@ForAll @Size(min = 1, max = 8) Map<@From("words") String, @From("values") String> tags)
            throws Exception {
        List<String> written = new ArrayList<>();
        tags.forEach((name, value) -> written.add(name + "=" + value));
        TagList list = TagList.parse(String.join(";", written));
        tags.forEach((name, value) -> assertThat(list.value(name)).contains(value.strip()));
        assertThat(TagList.parse(list.toString())).isEqualTo(list);
    }

    /** dkim 12: folded below 78 columns but for a word that is longer itself. */
    @Property(tries = 200)
    void aDkimSignature(
            @ForAll("domains") String domain,
            @ForAll("domains") String selector,
            @ForAll("words") String user,
            @ForAll Canonicalization header,
            @ForAll Canonicalization body,
            @ForAll("fieldNames") Set<String> oversigned,
            @ForAll("fieldNames") Set<String> signed,
            @ForAll @LongRange(max = 99_999_999_999L) long seconds)
            throws Exception {
        Set<String> withFrom = new LinkedHashSet<>(oversigned);
        withFrom.add("From");
        SignedFields fields = new SignedFields(withFrom, signed);
        DkimSigner signer = new DkimSigner(
                new Canonicalizations(header, body), fields, Optional.of(Duration.ofDays(1)), at(seconds));
        SigningIdentity by = identity(domain, selector);
        String identity = user + "@" + domain;
        HeaderField field = signer.sign(
                        MESSAGE, List.of(new DkimSigner.Order(by, Optional.of(identity), Map.of("n", user))))
                .get(0);

        DkimSignature read = DkimSignature.parse(field);
        assertThat(read.domain()).isEqualTo(domain);
        assertThat(read.selector()).isEqualTo(selector);
        assertThat(read.identity()).isEqualTo(identity);
        MessageSignature signature = read.signature();
        assertThat(signature.algorithm()).isEqualTo(by.key().algorithm());
        assertThat(signature.canonicalizations()).isEqualTo(new Canonicalizations(header, body));
        assertThat(signature.headers()).isEqualTo(fields.in(MESSAGE.header()));
        assertThat(signature.timestamp()).isEqualTo(OptionalLong.of(seconds));
        assertThat(signature.expiration()).isEqualTo(OptionalLong.of(seconds + 86_400));
        assertThat(signature.tags().value("n")).contains(user);
        assertFolded(field);
    }

    @Property(tries = 200)
    void anArcSet(
            @ForAll("domains") String domain,
            @ForAll("domains") String selector,
            @ForAll("words") String word,
            @ForAll("values") String value,
            @ForAll @LongRange(max = 99_999_999_999L) long seconds)
            throws Exception {
        AuthenticationResults results =
                AuthenticationResults.of(domain, MethodResult.of(word, "pass").with("header", "d", value));
        ArcSealing.Sealed sealed = (ArcSealing.Sealed)
                new ArcSealer(at(seconds)).seal(MESSAGE, ChainValidation.NONE, results, identity(domain, selector));

        ArcSealField seal = ArcSealField.parse(sealed.fields().get(0));
        assertThat(List.of(seal.domain(), seal.selector(), seal.chainValidation()))
                .containsExactly(domain, selector, ChainValidation.NONE);
        TagList tags = TagList.parse(sealed.fields().get(1));
        MessageSignature signature = MessageSignature.of(sealed.fields().get(1), tags);
        assertThat(List.of(signature.domain(), signature.selector())).containsExactly(domain, selector);
        assertThat(signature.timestamp()).isEqualTo(OptionalLong.of(seconds));
        String payload = sealed.fields().get(2).text().replaceFirst("^i=1;", "");
        assertThat(AuthenticationResults.parse(payload)).isEqualTo(results.inAscii());
        sealed.fields().subList(0, 2).forEach(WrittenFieldsPropertyTest::assertFolded);
    }

    private static void assertFolded(HeaderField field) {
        assertThat(new String(field.octets(), StandardCharsets.UTF_8).lines())
                .allSatisfy(line -> assertThat(line).isNotBlank())
                .allMatch(line -> line.length() < 78 || !line.strip().contains(" "));
    }

    private static SigningIdentity identity(String domain, String selector) {
        return new SigningIdentity(
                domain, selector, TestSigners.ed25519("example.org").key());
    }

    private static InstantSource at(long seconds) {
        return InstantSource.fixed(Instant.ofEpochSecond(seconds));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    @Provide
    Arbitrary<List<String>> wordLists() {
        return words().list().ofMaxSize(3);
    }

    /** What a tag may hold: anything but semicolons and controls. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("大é\t")
                .excludeChars(';')
                .ofMaxLength(30)
                .map(String::strip);
    }

    @Provide
    Arbitrary<String> domains() {
        Arbitrary<String> label = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("09大é")
                .ofMinLength(1)
                .ofMaxLength(30);
        return Combinators.combine(label, label.list().ofMinSize(1).ofMaxSize(4))
                .as((first, rest) -> first + "." + String.join(".", rest));
    }

    @Provide
    Arbitrary<Set<String>> fieldNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_09")
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(name -> "X-" + name)
                .set()
                .ofMaxSize(20);
    }
}
