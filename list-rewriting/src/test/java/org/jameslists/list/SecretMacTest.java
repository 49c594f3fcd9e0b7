package org.jameslists.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jameslists.list.SecretMac.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMacTest {
    private static final byte[] SECRET =
            "a secret of the tests, known to everybody".getBytes(StandardCharsets.US_ASCII);
    private static final String TEXT = "example@ml.example.ac.jp jane@example.org";

    /** Computed with openssl, as {@code docs/mailets/ListHeaders.md} says. */
    @Test
    void shouldBeWhatOthersCompute() {
        assertThat(HexFormat.of().formatHex(new SecretMac(SECRET, Purpose.UNSUBSCRIBE_LINK).of(TEXT, 32)))
                .isEqualTo("737b55d1660bde491592952922bd3285f023c9b1d8f665658a9d2b1d459fdf44");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void shouldVerifyForItsOwnPurposeAlone(Purpose purpose) {
        for (int octets : new int[] {10, 16, 32}) {
            byte[] mac = new SecretMac(SECRET, purpose).of(TEXT, octets);

            for (Purpose other : Purpose.values()) {
                assertThat(new SecretMac(SECRET, other).verifies(TEXT, mac)).isEqualTo(other == purpose);
            }
            assertThat(new SecretMac(SECRET, purpose).verifies(TEXT + " ", mac)).isFalse();
        }
    }

    @Test
    void shouldNotVerifyWithAnotherSecret() {
        byte[] mac = new SecretMac(SECRET, Purpose.UNSUBSCRIBE_LINK).of(TEXT, 16);
        byte[] other = "another secret of the tests, known to all".getBytes(StandardCharsets.US_ASCII);

        assertThat(new SecretMac(other, Purpose.UNSUBSCRIBE_LINK).verifies(TEXT, mac))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 33})
    void shouldTakeNoOtherLength(int octets) {
        SecretMac mac = new SecretMac(SECRET, Purpose.REVERSIBLE_ADDRESS);

        assertThat(mac.verifies(TEXT, new byte[octets])).isFalse();
        assertThatThrownBy(() -> mac.of(TEXT, octets)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeNoShortSecret() {
        assertThatThrownBy(() -> new SecretMac(new byte[31], Purpose.REVERSIBLE_ADDRESS))
                .hasMessage("a secret has at least 32 bytes");
    }
}
