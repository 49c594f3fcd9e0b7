package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeysTest {
    private static final Optional<String> PASSWORD = Optional.of("correct horse");

    static Stream<Arguments> pems() throws Exception {
        PrivateKeyInfo info = (PrivateKeyInfo) new PEMParser(new StringReader(TestSigners.rsaPem(2048))).readObject();
        var key = new JcaPEMKeyConverter().getPrivateKey(info);
        var traditional = new JcePEMEncryptorBuilder("AES-256-CBC")
                .setProvider(new BouncyCastleProvider())
                .build(PASSWORD.get().toCharArray());
        var pkcs8 = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(PASSWORD.get().toCharArray())
                .build();
        return Stream.of(
                Arguments.of("PKCS#8", TestSigners.rsaPem(2048)),
                Arguments.of("PKCS#8, text before it", "a note\n" + TestSigners.rsaPem(2048)),
                Arguments.of("PKCS#1", write(writer -> writer.writeObject(key))),
                Arguments.of("PKCS#1 encrypted", write(writer -> writer.writeObject(key, traditional))),
                Arguments.of(
                        "PKCS#8 encrypted", write(writer -> writer.writeObject(new JcaPKCS8Generator(key, pkcs8)))));
    }

    private interface Writing {
        void to(JcaPEMWriter writer) throws Exception;
    }

    private static String write(Writing writing) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writing.to(writer);
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pems")
    void shouldReadOneKeyInEveryDress(String dress, String pem) throws Exception {
        SigningKey key = PemKeys.RECOMMENDED.read(pem, PASSWORD);
        assertThat(key.publicRecord())
                .isEqualTo(TestSigners.key(TestSigners.rsaPem(2048)).publicRecord());
        assertThat(key).hasToString("RSA key of 2048 bits");
    }

    @Test
    void shouldReadEd25519() throws Exception {
        SigningKey key = PemKeys.RECOMMENDED.read(TestSigners.ed25519Pem(), Optional.empty());
        assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.ED25519_SHA256);
        assertThat(key.publicRecord().keyType()).isEqualTo("ed25519");
    }

    @Test
    @DisplayName("dkim 6: RFC 8301 §3.2, we sign with 2048 bits or more, 1024 where that is asked for")
    void shouldRefuseShortKeys() throws Exception {
        String pem = TestSigners.rsaPem(1024);
        assertThatThrownBy(() -> PemKeys.RECOMMENDED.read(pem, Optional.empty()))
                .hasMessageContaining("1024 bits");
        assertThat(new PemKeys(1024).read(pem, Optional.empty())).hasToString("RSA key of 1024 bits");
        assertThatThrownBy(() -> new PemKeys(512)).hasMessageContaining("RFC 8301");
    }

    @Test
    void shouldSayWhatIsWrongAndNeverShowTheText() throws Exception {
        String encrypted = pems().skip(4).findFirst().orElseThrow().get()[1].toString();
        assertThatThrownBy(() -> PemKeys.RECOMMENDED.read(encrypted, Optional.empty()))
                .hasMessage("the key is encrypted, but there is no password for it");
        assertThatThrownBy(() -> PemKeys.RECOMMENDED.read(encrypted, Optional.of("wrong")))
                .hasMessage("the key cannot be read or decrypted");
        assertThatThrownBy(() -> PemKeys.RECOMMENDED.read("s3cret", Optional.empty()))
                .isInstanceOf(KeyFormatException.class)
                .hasMessage("no PEM private key");
        assertThatThrownBy(() -> PemKeys.RECOMMENDED.read(
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", Optional.empty()))
                .isInstanceOf(KeyFormatException.class)
                .hasMessageNotContaining("AAAA");
    }
}
