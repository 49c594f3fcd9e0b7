package org.jameslists.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Octets;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** authentication-results 9: for all values and all octets. */
class AuthenticationResultsPropertyTest {
    private static final String PIECES = "aZ0-_.@;:=/\\\"'()<>[] \t\r\n\0\u0085日\u202e\u3000é";

    @Property
    void whatIsWrittenIsReadBack(@ForAll("values") AuthenticationResults value) throws Exception {
        assertThat(AuthenticationResults.parse(value.format())).isEqualTo(value);
        assertThat(AuthenticationResults.parse(value.toField())).isEqualTo(value);
    }

    @Property
    void linesKeepTheirLimits(@ForAll("values") AuthenticationResults value) {
        for (String line : value.format().split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(998);
            if (line.length() >= 78) {
                assertThat(line.substring(1, Math.min(79, line.length())))
                        .as("nowhere to fold")
                        .doesNotContainPattern(" [^ ]");
            }
        }
        for (String line : value.toField().toString().split("\r\n", -1)) {
            assertThat(line).isNotBlank();
        }
    }

    @Property
    void foldsElsewhereChangeNothing(
            @ForAll("values") AuthenticationResults value, @ForAll @IntRange(min = 1, max = 9) int every)
            throws Exception {
        String line = value.format().replace("\r\n ", " ");
        StringBuilder refolded = new StringBuilder();
        for (int i = 0, spaces = 0; i < line.length(); i++) {
            if (line.charAt(i) == ' ' && ++spaces % every == 0) {
                refolded.append("\r\n");
            }
            refolded.append(line.charAt(i));
        }
        assertThat(AuthenticationResults.parse(refolded.toString())).isEqualTo(value);
    }

    @Property
    void asciiFormsAreAscii(@ForAll("values") AuthenticationResults value) {
        assertThat(Octets.isAscii(value.inAscii().format())).isTrue();
    }

    @Property
    void anyOctetsAreReadOrRefused(@ForAll byte[] octets) {
        readOrRefuse(HeaderField.ofOctets(octets));
    }

    @Property
    void anythingLikeAPayloadIsReadOrRefused(@ForAll("payloads") String payload) {
        readOrRefuse(HeaderField.ofOctets(("Authentication-Results: " + payload).getBytes(StandardCharsets.UTF_8)));
    }

    private static void readOrRefuse(HeaderField field) {
        new AuthservId("a").removeForged(Header.of(field));
        try {
            AuthenticationResults value = AuthenticationResults.parse(field);
            assertThat(AuthenticationResults.parse(value.format())).isEqualTo(value);
        } catch (MalformedResultsException refused) {
            assertThat(refused.position()).isNotNegative();
        }
    }

    @Provide
    Arbitrary<String> payloads() {
        Arbitrary<String> words = Arbitraries.of(
                "a", "none", "spf", "pass", "reason", ";", "=", ".", "/", "1", "2", " ", "\r\n ", "(", ")", "\"", "\\",
                "@");
        return words.list().ofMaxSize(40).map(list -> "a;" + String.join("", list));
    }

    @Provide
    Arbitrary<AuthenticationResults> values() {
        Arbitrary<String> texts = texts();
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("09-_")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<org.jameslists.results.Property> properties =
                Combinators.combine(words.injectDuplicates(0.1), words, texts).as(org.jameslists.results.Property::new);
        Arbitrary<MethodResult> results = Combinators.combine(
                        words,
                        Arbitraries.integers().between(0, 999_999_999),
                        words,
                        texts.optional(),
                        properties.list().ofMaxSize(4))
                .as(
                        (String method,
                                Integer version,
                                String result,
                                Optional<String> reason,
                                List<org.jameslists.results.Property> looked) ->
                                new MethodResult(method, version, result, reason, looked));
        return Combinators.combine(texts, results.list().ofMaxSize(4))
                .as(AuthenticationResults::new)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nasty =
                Arbitraries.of(PIECES.split("")).list().ofMaxSize(12).map(list -> String.join("", list));
        Arbitrary<String> addresses = Combinators.combine(nasty, nasty).as((local, domain) -> local + '@' + domain);
        Arbitrary<String> words = Arbitraries.strings()
                .ascii()
                .ofMaxLength(20)
                .list()
                .ofMaxSize(20)
                .map(list -> String.join(" ", list));
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(30), nasty, addresses, words);
    }
}
