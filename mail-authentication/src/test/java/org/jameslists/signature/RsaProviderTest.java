package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The build runs the tests of signatures once with each provider that it can have, and says with which. */
class RsaProviderTest {
    private static final byte[] DATA = "some octets".getBytes(StandardCharsets.US_ASCII);

    /** The version is that of the jar that is advised. */
    private static final Map<String, String> IN_WORDS = Map.of(
            "JDK", "the JDK",
            "AmazonCorrettoCryptoProvider", "AmazonCorrettoCryptoProvider " + CorrettoJar.VERSION,
            "Conscrypt", "Conscrypt ");

    private final SigningKey key = TestSigners.key(TestSigners.rsaPem(2048));

    @Test
    void shouldBeTheOneThatLiesOnTheClassPath() {
        String expected = System.getProperty("expected.rsa.provider", "JDK");

        assertThat(RsaProvider.name()).isEqualTo(expected);
        assertThat(Signatures.rsaLibrary()).startsWith("RSA is computed by " + IN_WORDS.get(expected));
    }

    @Test
    void shouldSignWhatTheJdkVerifies() throws Exception {
        Signature jdk = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        jdk.initVerify(KeyFactory.getInstance("RSA", "SunRsaSign").generatePublic(new X509EncodedKeySpec(publicKey())));
        jdk.update(DATA);
        assertThat(jdk.verify(key.sign(DATA))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 257, 100_000})
    void shouldNotVerifyWhatIsNoSignature(int octets) throws Exception {
        assertThat(VerificationKey.rsa(publicKey()).verifies(DATA, new byte[octets]))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 3072, 4096})
    void shouldTakeKeysOfEveryUsualLength(int bits) throws Exception {
        SigningKey other = TestSigners.key(TestSigners.rsaPem(bits));
        assertThat(VerificationKey.rsa(publicKey(other)).verifies(DATA, other.sign(DATA)))
                .isTrue();
        assertThat(VerificationKey.rsa(publicKey()).verifies(DATA, other.sign(DATA)))
                .isFalse();
    }

    @ParameterizedTest(name = "modulus 2^{0} + {1}, exponent {2}")
    @CsvSource({
        "2047, 0, 65537",
        "2047, 1, 1",
        "2047, 1, 2",
        "2047, 1, 0",
        "2047, 1, -3",
        "2047, 1, 18446744073709551615",
        "1023, 1, 3"
    })
    void shouldSurviveKeysThatNobodyWouldMake(int power, BigInteger more, BigInteger exponent) throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(power).add(more);
        try {
            assertThat(VerificationKey.rsa(bare(modulus, exponent)).verifies(DATA, new byte[256]))
                    .isFalse();
        } catch (SignatureFormatException refused) {
            assertThat(refused).hasMessageContaining("RSA key");
        }
    }

    @Test
    void shouldRefuseAKeyWithoutModulus() {
        assertThatThrownBy(() -> VerificationKey.rsa(bare(BigInteger.ZERO, BigInteger.valueOf(65537))))
                .isInstanceOf(SignatureFormatException.class);
    }

    @ParameterizedTest(name = "exponent {0}")
    @ValueSource(strings = {"3", "65537", "17179869185", "9223372036854775809"})
    void shouldVerifyWithEveryExponentThatTheJdkTakes(BigInteger exponent) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
        generator.initialize(new RSAKeyGenParameterSpec(2048, exponent));
        KeyPair pair = generator.generateKeyPair();
        Signature jdk = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        jdk.initSign(pair.getPrivate());
        jdk.update(DATA);
        assertThat(VerificationKey.rsa(pair.getPublic().getEncoded()).verifies(DATA, jdk.sign()))
                .isTrue();
    }

    private byte[] publicKey() {
        return publicKey(key);
    }

    private static byte[] publicKey(SigningKey key) {
        return Base64.getDecoder().decode(key.publicRecord().publicKey());
    }

    private static byte[] bare(BigInteger modulus, BigInteger exponent) throws Exception {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(modulus));
        numbers.add(new ASN1Integer(exponent));
        return new DERSequence(numbers).getEncoded();
    }
}
