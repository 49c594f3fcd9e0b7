package org.jameslists.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.primitives.Bytes;

class KeyRecordTest {
    private static final KeyRecord RSA =
            TestSigners.key(TestSigners.rsaPem(2048)).publicRecord();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=QUJD|v=DKIM1; k=rsa; p=QUJD",
                "v=DKIM1; g=*; n=note; p=QU JD|v=DKIM1; k=rsa; p=QUJD",
                "s=; p=QUJD|v=DKIM1; k=rsa; s=; p=QUJD",
                "v=DKIM1; k=ed25519; h=sha1:sha256; s=email : tlsrpt; t=y:s; p=|v=DKIM1; k=ed25519; h=sha1:sha256; s=email:tlsrpt; t=y:s; p=",
            })
    @DisplayName("dkim 5: tags by their defaults, g= and n= ignored, empty p= kept")
    void shouldParse(String text, String formatted) throws SignatureFormatException {
        KeyRecord record = KeyRecord.parse(text);
        assertThat(record).hasToString(formatted);
        assertThat(KeyRecord.parse(formatted)).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"k=rsa; v=DKIM1; p=QUJD", "v=DKIM2; p=QUJD", "v=dkim1; p=QUJD", "v=DKIM1", "no tag list", ""})
    @DisplayName("dkim 5: v= comes first if present, and p= is there")
    void shouldRefuse(String text) {
        assertThatThrownBy(() -> KeyRecord.parse(text)).isInstanceOf(SignatureFormatException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=|the key is revoked",
                "s=; p=QUJD|the key is not for email",
                "s=other; p=QUJD|the key is not for email",
                "h=sha1; p=QUJD|the key is not for sha256",
                "k=ed25519; p=QUJD|the key is not for rsa-sha256",
                "k=unknown; p=QUJD|the key is not for rsa-sha256",
                "p=Q|the key record's p= is not base64",
                "p=QUJD|the key record contains no RSA key",
            })
    @DisplayName("dkim 5, 6, 7: a key verifies only what it is for")
    void shouldRefuseToVerifyWithIt(String text, String reason) throws SignatureFormatException {
        KeyRecord record = KeyRecord.parse(text);
        assertThatThrownBy(() -> record.keyFor(SignatureAlgorithm.RSA_SHA256)).hasMessage(reason);
    }

    @Test
    @DisplayName("dkim 5: erratum 3017, both forms of an RSA key")
    void shouldTakeABareRsaPublicKey() throws Exception {
        byte[] spki = Base64.getDecoder().decode(RSA.publicKey());
        byte[] bare = SubjectPublicKeyInfo.getInstance(spki).parsePublicKey().getEncoded();
        KeyRecord record = KeyRecord.of(SignatureAlgorithm.RSA_SHA256, bare);
        assertThat(record.keyFor(SignatureAlgorithm.RSA_SHA256)).isEqualTo(RSA.keyFor(SignatureAlgorithm.RSA_SHA256));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1023|17|an RSA key of 1023 bits is not acceptable",
                "1024|17|",
                "4096|17|",
                "4097|17|an RSA key of 4097 bits is not acceptable",
                "2048|64|",
                "2048|65|an RSA key with such a large exponent is not acceptable",
            })
    @DisplayName("dkim 6: RFC 8301 §3.2, verifiers take 1024 to 4096 bits; and no key that makes verifying slow")
    void shouldBoundRsaKeys(int modulusBits, int exponentBits, String reason) throws Exception {
        BigInteger modulus = BigInteger.ONE.setBit(modulusBits - 1);
        BigInteger exponent = BigInteger.ONE.setBit(exponentBits - 1);
        KeyRecord record =
                KeyRecord.of(SignatureAlgorithm.RSA_SHA256, new RSAPublicKey(modulus, exponent).getEncoded());
        if (reason == null) {
            assertThat(record.keyFor(SignatureAlgorithm.RSA_SHA256)).isNotNull();
        } else {
            assertThatThrownBy(() -> record.keyFor(SignatureAlgorithm.RSA_SHA256))
                    .hasMessage(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotFollowNestedAsn1(boolean definite) throws Exception {
        byte[] nested = {};
        for (int i = 0; i < 3_000; i++) {
            nested = definite
                    ? new DEROctetString(nested).getEncoded()
                    : Bytes.concat(new byte[] {0x30, (byte) 0x80}, nested);
            nested[0] = 0x30;
        }
        KeyRecord record = KeyRecord.of(SignatureAlgorithm.RSA_SHA256, nested);
        assertThatThrownBy(() -> record.keyFor(SignatureAlgorithm.RSA_SHA256))
                .hasMessage("the key record contains no RSA key");
    }

    @Test
    void shouldTellFlags() throws SignatureFormatException {
        KeyRecord record = KeyRecord.parse("t=s:y; p=QUJD");
        assertThat(List.of(record.testing(), record.strictIdentity(), record.revoked()))
                .containsExactly(true, true, false);
    }
}
