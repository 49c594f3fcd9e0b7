package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In a real James: {@code WrongConfigurationIT}. */
@DisplayName("issue 12.10: an old Java is told in a sentence")
class JavaVersionModuleTest {
    /** JVMS §4.1: the major version of class files of Java 8. */
    private static final int JAVA_8 = 52;

    @Test
    void shouldRefuseAJavaThatCannotLoadTheOtherClasses() {
        ClassLoader old = new ClassLoader() {
            @Override
            public Class<?> loadClass(String name) {
                throw new UnsupportedClassVersionError(name);
            }
        };

        assertThatThrownBy(() -> JavaVersionModule.require(old))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("James List Authentication needs Java 17 or newer, and this James runs on Java "
                        + System.getProperty("java.version") + ". Run James on a newer Java");
    }

    @Test
    void shouldTakeThisOne() {
        assertThatCode(() -> new JavaVersionModule().configure(null)).doesNotThrowAnyException();
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
