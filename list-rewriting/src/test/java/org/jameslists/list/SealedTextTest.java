package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextTest {
    private static final byte[] SECRET =
            "a secret of the tests, known to everybody".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER =
            "another secret of the tests, known as well".getBytes(StandardCharsets.US_ASCII);
    private static final String TEXT = "jane@example.org \u308a\u3055";

    private final SealedText links = new SealedText(SECRET, SecretMac.Purpose.MEMBER_LINK);

    @Test
    void shouldOpenWhatItSealed() {
        assertThat(links.open(links.seal(TEXT))).contains(TEXT);
    }

    @Test
    void shouldHideTheTextAndFitIntoAUri() {
        assertThat(links.seal(TEXT)).matches("[A-Za-z0-9_-]+").doesNotContain("jane");
        assertThat(links.seal(TEXT)).isNotEqualTo(links.seal(TEXT));
    }

    @Test
    void shouldNotOpenWhatWasMadeWithAnotherSecretOrForAnotherPurpose() {
        assertThat(links.open(new SealedText(OTHER, SecretMac.Purpose.MEMBER_LINK).seal(TEXT)))
                .isEmpty();
        assertThat(links.open(new SealedText(SECRET, SecretMac.Purpose.UNSUBSCRIBE_LINK).seal(TEXT)))
                .isEmpty();
    }

    @Test
    void shouldNotOpenWhatSomebodyChanged() {
        String sealed = links.seal(TEXT);
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.open(sealed.substring(0, i) + other + sealed.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "AAAA", "=", "\u308a", "../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void shouldNotOpenAnythingElse(String text) {
        assertThat(links.open(text)).isEmpty();
    }
}
