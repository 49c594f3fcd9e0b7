package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRecordTest {
    private static final KeyRecord RSA =
            TestSigners.key(TestSigners.rsaPem(2048)).publicRecord();

    /** requirements dkim 5. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=QUJD|v=DKIM1; k=rsa; p=QUJD",
                "v=DKIM1; g=*; n=note; p=QU JD|v=DKIM1; k=rsa; p=QUJD",
                "v=DKIM1; k=ed25519; h=sha1:sha256; s=email : tlsrpt; t=y:s; p=|v=DKIM1; k=ed25519; h=sha1:sha256; s=email:tlsrpt; t=y:s; p=",
            })
    void shouldParse(String text, String formatted) throws SignatureFormatException {
        KeyRecord record = KeyRecord.parse(text);
        assertThat(record).hasToString(formatted);
        assertThat(KeyRecord.parse(formatted)).isEqualTo(record);
    }

    /** requirements dkim 5: v= first if present, and p= there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"k=rsa; v=DKIM1; p=QUJD", "v=DKIM2; p=QUJD", "v=dkim1; p=QUJD", "v=DKIM1", "no tag list", ""})
    void shouldRefuse(String text) {
        assertThatThrownBy(() -> KeyRecord.parse(text)).isInstanceOf(SignatureFormatException.class);
    }

    /** requirements dkim 5, 6, 7. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=|the key is revoked",
                "s=other; p=QUJD|the key is not for email",
                "h=sha1; p=QUJD|the key is not for sha256",
                "k=ed25519; p=QUJD|the key is not for rsa-sha256",
                "k=unknown; p=QUJD|the key is not for rsa-sha256",
                "p=Q|the key record's p= is not base64",
                "p=QUJD|the key record holds no RSA key",
            })
    void shouldRefuseToVerifyWithIt(String text, String reason) throws SignatureFormatException {
        KeyRecord record = KeyRecord.parse(text);
        assertThatThrownBy(() -> record.keyFor(SignatureAlgorithm.RSA_SHA256)).hasMessage(reason);
    }

    /** requirements dkim 5: erratum 3017, both forms of an RSA key. */
    @Test
    void shouldTakeABareRsaPublicKey() throws Exception {
        byte[] spki = Base64.getDecoder().decode(RSA.publicKey());
        byte[] bare = SubjectPublicKeyInfo.getInstance(spki).parsePublicKey().getEncoded();
        KeyRecord record = KeyRecord.of(SignatureAlgorithm.RSA_SHA256, bare);
        assertThat(record.keyFor(SignatureAlgorithm.RSA_SHA256)).isEqualTo(RSA.keyFor(SignatureAlgorithm.RSA_SHA256));
    }

    /** requirements dkim 6: RFC 8301 §3.2, verifiers take 1024 to 4096 bits. */
    @Test
    void shouldBoundTheLengthOfRsaKeys() throws Exception {
        KeyRecord shortest = TestSigners.key(TestSigners.rsaPem(1024)).publicRecord();
        assertThat(shortest.keyFor(SignatureAlgorithm.RSA_SHA256)).isNotNull();
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(512);
        KeyRecord tooShort = KeyRecord.of(
                SignatureAlgorithm.RSA_SHA256,
                generator.generateKeyPair().getPublic().getEncoded());
        assertThatThrownBy(() -> tooShort.keyFor(SignatureAlgorithm.RSA_SHA256)).hasMessageContaining("512 bits");
    }

    @Test
    void shouldTellFlags() throws SignatureFormatException {
        KeyRecord record = KeyRecord.parse("t=s:y; p=QUJD");
        assertThat(List.of(record.testing(), record.strictIdentity(), record.revoked()))
                .containsExactly(true, true, false);
    }
}
