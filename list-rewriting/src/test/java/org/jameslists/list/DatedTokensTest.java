package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

import org.jameslists.list.SecretMac.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> JANE = List.of("example@ml.example.ac.jp", "jane@example.org");

    private static byte[] secret(String name) {
        return (name + " secret of the tests, known to everybody").getBytes(StandardCharsets.US_ASCII);
    }

    private static DatedTokens tokens(Instant now, Purpose purpose, String... secrets) {
        return new DatedTokens(
                () -> List.of(secrets).stream().map(DatedTokensTest::secret).toList(),
                purpose,
                10,
                InstantSource.fixed(now));
    }

    private static DatedTokens tokens() {
        return tokens(NOW, Purpose.BOUNCE_ADDRESS, "first");
    }

    @Test
    void shouldHoldForItsSubjectAlone() {
        String token = tokens().of(JANE);

        assertThat(token).matches(DatedTokens.PATTERN);
        assertThat(tokens().verifies(token, JANE)).isTrue();
        assertThat(tokens().verifies(token.toUpperCase(Locale.ROOT), JANE)).isTrue();
        assertThat(tokens().verifies(token, List.of(JANE.get(0), "john@example.com")))
                .isFalse();
        assertThat(tokens().verifies(token, List.of("other@ml.example.ac.jp", JANE.get(1))))
                .isFalse();
        assertThat(tokens().verifies(token, List.of(JANE.get(0) + JANE.get(1)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "9, true", "10, true", "11, false", "4000, false"})
    void shouldEnd(int days, boolean holds) {
        String token = tokens().of(JANE);
        DatedTokens later = tokens(NOW.plus(Duration.ofDays(days)), Purpose.BOUNCE_ADDRESS, "first");

        assertThat(later.verifies(token, JANE)).isEqualTo(holds);
        assertThat(later.isCurrent(token)).isEqualTo(holds);
    }

    @Test
    void shouldNotHoldWhenItsDayWasChanged() {
        String token = tokens().of(JANE);
        String later = tokens(NOW.plus(Duration.ofDays(1)), Purpose.BOUNCE_ADDRESS, "first")
                .of(JANE);

        assertThat(tokens().verifies(later.substring(0, 3) + token.substring(3), JANE))
                .isFalse();
    }

    @Test
    void shouldHoldWhileASecretIsKnown() {
        String token = tokens().of(JANE);

        assertThat(tokens(NOW, Purpose.BOUNCE_ADDRESS, "second", "first").verifies(token, JANE))
                .isTrue();
        assertThat(tokens(NOW, Purpose.BOUNCE_ADDRESS, "second").verifies(token, JANE))
                .isFalse();
        assertThat(tokens(NOW, Purpose.HELD_POST_ANSWER, "first").verifies(token, JANE))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "kacmq3t5xk2v7b4n6y", "kac-mq3t5xk2v7b4n6ya", "zzzmq3t5xk2v7b4n6yaa"})
    void shouldNotTakeWhatIsNoToken(String text) {
        assertThat(tokens().isCurrent(text)).isFalse();
        assertThat(tokens().verifies(text, JANE)).isFalse();
    }
}
