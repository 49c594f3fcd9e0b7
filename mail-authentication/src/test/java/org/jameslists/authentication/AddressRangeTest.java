package org.jameslists.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.net.InetAddresses;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.25, 192.0.2.25, true",
        "192.0.2.25, 192.0.2.26, false",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, 127.0.0.1, false"
    })
    void holdsAddressesThatBeginAlike(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(InetAddresses.forString(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"relay.example.org", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2", "2001:db8::/129"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
