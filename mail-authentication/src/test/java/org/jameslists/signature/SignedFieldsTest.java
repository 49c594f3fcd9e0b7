package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "To:Cc", "To;", "To Cc", "To\r\n", "Tö"})
    @DisplayName("arc 3, dkim 2: what is signed has no empty entry in h=, and none that is no field's name")
    void shouldTakeFieldNamesAlone(String name) {
        assertThatThrownBy(() -> SignedFields.DEFAULT.and(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a field name: '" + name + "'");
        assertThatThrownBy(() -> new SignedFields(Set.of(name), Set.of("From")))
                .hasMessage("not a field name: '" + name + "'");
    }

    @Test
    @DisplayName("dkim 2: From is signed")
    void shouldWantFrom() {
        assertThatThrownBy(() -> new SignedFields(Set.of("To"), Set.of("X-From")))
                .hasMessage("From must be signed (RFC 6376 §5.4)");
    }
}
