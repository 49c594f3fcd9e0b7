package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.io.ByteSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class BodyCanonicalizerTest {
    private static final int[] CHUNKS = {1, 2, 3, 5, 7, 10, 1 << 16};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // body|relaxed|simple, with $ for CRLF, ~ for tab, ^ for CR, _ for LF
                "''|''|$",
                "$|''|$",
                "$$$|''|$",
                " $|''| $",
                " ~ |''| ~ $",
                "a|a$|a$",
                "a$|a$|a$",
                "a$$$|a$|a$",
                "a $b~$|a$b$|a $b~$",
                "a  b~~c$|a b c$|a  b~~c$",
                " C $D ~ E$$$| C$D E$| C $D ~ E$",
                "a  |a$|a  $",
                "a$ $ ~$|a$|a$ $ ~$",
                "$$a$|$$a$|$$a$",
                "a^b|a^b$|a^b$",
                "a^|a^$|a^$",
                "a_b_|a_b_$|a_b_$",
                "a ^b|a ^b$|a ^b$",
                "a$^|a$^$|a$^$",
                "a$^^$|a$^^$|a$^^$",
                "a ~_|a _$|a ~_$",
                "日本 語 $|日本 語$|日本 語 $",
            })
    @DisplayName("dkim 3: empty bodies, white space and bare line ends")
    void shouldGiveTheCanonicalForm(String body, String relaxed, String simple) {
        for (int chunk : CHUNKS) {
            assertThat(canonical(Canonicalization.RELAXED, octets(body), chunk))
                    .as("relaxed, %d octets at a time", chunk)
                    .isEqualTo(octets(relaxed));
            assertThat(canonical(Canonicalization.SIMPLE, octets(body), chunk))
                    .as("simple, %d octets at a time", chunk)
                    .isEqualTo(octets(simple));
        }
    }

    /** dkim 3, 13: whatever the pieces, the form is that of the definition in RFC 6376 §3.4. */
    @Property(tries = 3000)
    void shouldAgreeWithTheDefinition(@ForAll("bodies") String body) {
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        byte[] relaxed = relaxedByDefinition(body).getBytes(StandardCharsets.ISO_8859_1);
        byte[] simple = simpleByDefinition(body).getBytes(StandardCharsets.ISO_8859_1);
        for (int chunk : CHUNKS) {
            assertThat(canonical(Canonicalization.RELAXED, octets, chunk)).isEqualTo(relaxed);
            assertThat(canonical(Canonicalization.SIMPLE, octets, chunk)).isEqualTo(simple);
        }
    }

    /** RelaxedBody takes a body block by block: what it decides on at the end of a block is that of the definition, too. */
    @Property(tries = 1000)
    void shouldAgreeWithTheDefinitionWhereBlocksMeet(
            @ForAll("bodies") String first,
            @ForAll @IntRange(min = 4050, max = 4100) int text,
            @ForAll("bodies") String last) {
        String body = first + "x".repeat(text) + last;
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        byte[] relaxed = relaxedByDefinition(body).getBytes(StandardCharsets.ISO_8859_1);
        for (int chunk : new int[] {1000, 4096, octets.length}) {
            assertThat(canonical(Canonicalization.RELAXED, octets, chunk)).isEqualTo(relaxed);
        }
    }

    /** Every pair and triple of the bytes that matter, at every place in a block. */
    @Property
    void shouldAgreeWithTheDefinitionAtEveryPlaceOfAWord(
            @ForAll @IntRange(max = 130) int before, @ForAll("fewBytes") String middle) {
        String body = "x".repeat(before) + middle + "x".repeat(130);
        assertThat(canonical(Canonicalization.RELAXED, body.getBytes(StandardCharsets.ISO_8859_1), 1 << 16))
                .isEqualTo(relaxedByDefinition(body).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Provide
    Arbitrary<String> fewBytes() {
        return Arbitraries.strings()
                .withChars(" \t\r\n\0\u001b!x\u007f\u0080\u00a0\u00ff")
                .ofMinLength(2)
                .ofMaxLength(4);
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of("a", "b", "\u00e3", "word", "longer-than-eight")),
                        Tuple.of(4, Arbitraries.of(" ", "\t", "\r\n", " \r\n", "  ")),
                        Tuple.of(1, Arbitraries.of("\r", "\n", "\r\r\n", "\0")))
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static String relaxedByDefinition(String body) {
        String reduced = body.replaceAll("[ \t]+(?=\r\n|$(?![\r\n]))", "").replaceAll("[ \t]+", " ");
        String text = reduced.replaceFirst("(\r\n)+\\z", "");
        return text.isEmpty() ? "" : text + "\r\n";
    }

    private static String simpleByDefinition(String body) {
        return body.replaceFirst("(\r\n)+\\z", "") + "\r\n";
    }

    private static byte[] canonical(Canonicalization canonicalization, byte[] body, int chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BodyCanonicalizer canonicalizer = BodyCanonicalizer.of(canonicalization, out::write);
        for (int from = 0; from < body.length; from += chunk) {
            canonicalizer.update(body, from, Math.min(body.length, from + chunk));
        }
        canonicalizer.finish();
        return out.toByteArray();
    }

    private static byte[] octets(String notation) {
        return notation.replace("$", "\r\n")
                .replace('~', '\t')
                .replace('^', '\r')
                .replace('_', '\n')
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "RELAXED, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "SIMPLE, frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY="
    })
    @DisplayName("dkim 3: RFC 6376 §3.4.3, §3.4.4 give these two hashes")
    void shouldHashAnEmptyBodyAsTheRfcSays(Canonicalization canonicalization, String hash) throws Exception {
        for (String body : List.of("", "\r\n", "\r\n\r\n")) {
            BodyHashes hashes = new BodyHashes(ByteSource.wrap(body.getBytes(StandardCharsets.US_ASCII)));
            assertThat(hashes.hash(BodyHashes.Request.whole(canonicalization)).sha256())
                    .isEqualTo(hash);
        }
    }
}
