package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.jcajce.provider.asymmetric.rsa.KeyPairGeneratorSpi;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RsaLibraryTest {
    private static final Optional<String> JAR = Optional.of("AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar");
    private static final Provider WORKING = new BouncyCastleProvider();

    @Test
    void shouldNameTheJarToAddWhereThereIsOnlyTheJdk() {
        RsaLibrary jdk = RsaLibrary.choose(List.of("org.example.Absent"));

        assertThat(jdk.provider()).isEmpty();
        assertThat(jdk.describe(JAR))
                .isEqualTo(
                        "RSA is computed by the JDK; for about three times as many signatures a second put"
                                + " https://repo1.maven.org/maven2/software/amazon/cryptools/AmazonCorrettoCryptoProvider/2.5.0/"
                                + "AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar into James' extensions-jars/ and restart James");
        assertThat(jdk.describe(Optional.empty())).isEqualTo("RSA is computed by the JDK");
    }

    @Test
    void shouldAdviseNothingWhereALibraryIsInUse() {
        RsaLibrary library = RsaLibrary.choose(
                List.of("org.example.Absent", WORKING.getClass().getName()));

        assertThat(library.name()).isEqualTo("BC");
        assertThat(library.describe(JAR)).isEqualTo("RSA is computed by BC " + WORKING.getVersionStr());
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(WithoutNativeCode.class, "java.lang.UnsatisfiedLinkError: wrong ELF class"),
                Arguments.of(SilentWithoutNativeCode.class, "java.lang.UnsatisfiedLinkError: no libc.so.6"),
                Arguments.of(FailingSelfTest.class, "java.lang.IllegalStateException: self-test failed"),
                Arguments.of(WithoutAlgorithms.class, "java.security.NoSuchAlgorithmException: no such algorithm: RSA"),
                Arguments.of(WrongSignatures.class, "java.security.SignatureException: its signatures do not verify"),
                Arguments.of(String.class, "java.lang.ClassCastException: class java.lang.String"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void shouldGoOnWithTheJdkAndSayWhy(Class<?> candidate, String reason) {
        RsaLibrary library = RsaLibrary.choose(List.of(candidate.getName()));

        assertThat(library.provider()).isEmpty();
        assertThat(library.name()).isEqualTo("JDK");
        assertThat(library.describe(JAR))
                .startsWith("RSA is computed by the JDK; " + candidate.getName() + " cannot be used here: " + reason)
                .doesNotContain("extensions-jars", "\n");
    }

    @Test
    void shouldTakeTheNextLibraryWhereTheFirstCannotBeUsed() {
        RsaLibrary library = RsaLibrary.choose(
                List.of(WithoutNativeCode.class.getName(), WORKING.getClass().getName()));

        assertThat(library.describe(JAR))
                .isEqualTo("RSA is computed by BC " + WORKING.getVersionStr() + "; "
                        + WithoutNativeCode.class.getName()
                        + " cannot be used here: java.lang.UnsatisfiedLinkError: wrong ELF class");
    }

    /** As a library of the wrong architecture. */
    public static final class WithoutNativeCode extends Provider {
        private static final long serialVersionUID = 1;

        public WithoutNativeCode() {
            super("WithoutNativeCode", "1.0", "");
            throw new UnsatisfiedLinkError("wrong ELF class");
        }
    }

    /** As Corretto Crypto does. */
    public static final class SilentWithoutNativeCode extends Provider {
        private static final long serialVersionUID = 1;

        public SilentWithoutNativeCode() {
            super("SilentWithoutNativeCode", "1.0", "");
        }

        public Throwable getLoadingError() {
            return new UnsatisfiedLinkError("no libc.so.6\n in the path");
        }
    }

    /** As Corretto Crypto on damaged memory. */
    public static final class FailingSelfTest extends Provider {
        private static final long serialVersionUID = 1;

        public FailingSelfTest() {
            super("FailingSelfTest", "1.0", "");
            throw new IllegalStateException("self-test failed");
        }
    }

    /** Loads, and can do nothing. */
    public static final class WithoutAlgorithms extends Provider {
        private static final long serialVersionUID = 1;

        public WithoutAlgorithms() {
            super("WithoutAlgorithms", "1.0", "");
        }
    }

    /** Signs what does not verify. */
    public static final class WrongSignatures extends Provider {
        private static final long serialVersionUID = 1;

        public WrongSignatures() {
            super("WrongSignatures", "1.0", "");
            put("KeyPairGenerator.RSA", KeyPairGeneratorSpi.class.getName());
            put("Signature.SHA256withRSA", Zeros.class.getName());
        }
    }

    /** Signs with zeros. */
    public static final class Zeros extends SignatureSpi {
        @Override
        protected void engineInitSign(PrivateKey key) {
            assertThat(key).isInstanceOf(RSAPrivateCrtKey.class);
        }

        @Override
        protected byte[] engineSign() {
            return new byte[256];
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {
            assertThat(length).isPositive();
        }

        @Override
        protected void engineUpdate(byte value) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineInitVerify(PublicKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            throw new UnsupportedOperationException();
        }

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
