package org.jameslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.collect.ImmutableList;

/** The tests of this module run with current libraries, and once more with those that James ships. */
class LibrariesTest {
    static Stream<List<Object>> libraries() {
        return Stream.of(
                List.of("dnsjava", org.xbill.DNS.Record.class),
                List.of("guava", ImmutableList.class),
                List.of("bcprov", BouncyCastleProvider.class),
                List.of("bcpkix", PEMParser.class),
                List.of("apache-jspf-resolver", org.apache.james.jspf.impl.SPF.class));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void eachLibraryIsOfTheSetUnderTest(List<Object> library) throws Exception {
        String name = (String) library.get(0);
        Path jar = Path.of(((Class<?>) library.get(1))
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        assertThat(jar.getFileName()).hasToString(System.getProperty("expected." + name) + ".jar");
    }

    @Test
    void noLibraryIsThereTwice() {
        assertThat(Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .map(entry -> Path.of(entry).getFileName().toString())
                        .filter(file -> file.matches("(?:dnsjava|guava|bcprov-.*|bcpkix-.*|apache-jspf-resolver|"
                                + "apache-mime4j-core)-[0-9].*\\.jar"))
                        .map(file -> file.replaceFirst("(?:-jdk[0-9]+on)?-[0-9].*", "")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }
}
