package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("issue 12.10: an old Java is told in a sentence")
class JavaVersionModuleTest {
    /** JVMS §4.1: the major version of class files of Java 8. */
    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, 8", "11, 11", "16, 16"})
    void shouldRefuseAnOldJava(String version, String told) {
        assertThatThrownBy(() -> JavaVersionModule.require(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("James List Authentication needs Java 17 or newer, and this James runs on Java "
                        + told + ". Run James on a newer Java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25"})
    void shouldTakeANewOne(String version) {
        assertThatCode(() -> JavaVersionModule.require(version)).doesNotThrowAnyException();
    }

    @Test
    void shouldLoadOnJava8() throws IOException {
        try (DataInputStream file =
                new DataInputStream(JavaVersionModule.class.getResourceAsStream("JavaVersionModule.class"))) {
            assertThat(file.readInt()).isEqualTo(0xCAFEBABE);
            file.readUnsignedShort();
            assertThat(file.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }
}
