package org.jameslists.james.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import javax.mail.MessagingException;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilesTest {
    private static final String DOMAIN = "ml.example.ac.jp";

    @TempDir
    Path folder;

    private TestJames james;

    @BeforeEach
    void setUp() throws Exception {
        james = SampleJames.in(folder);
    }

    private SigningKeys keys() {
        return james.instance(SigningKeys.class);
    }

    private static String record(SigningKeys keys) throws Exception {
        return keys.identity(DOMAIN, "list").key().publicRecord().toString();
    }

    /** A second later than now, so that the change shows whatever the file system's clock. */
    private void replace(String content) throws Exception {
        james.conf("keys/" + DOMAIN + ".list.pem", content);
        Path file = folder.resolve("conf/keys/" + DOMAIN + ".list.pem");
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1000));
    }

    @Test
    void shouldReadAKeyFromItsFile() throws Exception {
        assertThat(keys().has(DOMAIN, "list")).isTrue();
        assertThat(keys().identity(DOMAIN, "list").key().algorithm().word()).isEqualTo("rsa-sha256");
        assertThat(keys().identity(DOMAIN, "list-ed25519").key().algorithm().word())
                .isEqualTo("ed25519-sha256");
    }

    @Test
    void shouldReadAKeyOnceAsLongAsItsFileStays() throws Exception {
        SigningKeys keys = keys();
        assertThat(keys.identity(DOMAIN, "list").key())
                .isSameAs(keys.identity(DOMAIN, "list").key());
    }

    @Test
    void shouldTakeANewKeyWhenTheFileChanges() throws Exception {
        SigningKeys keys = keys();
        String before = record(keys);

        replace(TestKeys.pem("RSA", 2048));

        assertThat(record(keys)).isNotEqualTo(before);
    }

    @Test
    void shouldKeepTheOldKeyWhenTheFileBecomesUnusable() throws Exception {
        SigningKeys keys = keys();
        String before = record(keys);

        replace("-----BEGIN PRIVATE KEY-----\nhalf writ");
        assertThat(record(keys)).isEqualTo(before);

        Files.delete(folder.resolve("conf/keys/" + DOMAIN + ".list.pem"));
        assertThat(record(keys)).isEqualTo(before);
    }

    @Test
    void shouldReadAnEncryptedKey() throws Exception {
        james.conf("list-authentication.properties", "authserv-id=a\nkeys.password=secret\n")
                .conf("keys/" + DOMAIN + ".encrypted.pem", encrypted("secret"));

        assertThat(keys().identity(DOMAIN, "encrypted").key().algorithm().word())
                .isEqualTo("rsa-sha256");
    }

    private static String encrypted(String password) throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(password.toCharArray())
                .build();
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(generator.generateKeyPair().getPrivate(), encryptor));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, list, no key for example.org in file://conf/keys/example.org.list.pem",
        "ml.example.ac.jp, none, file://conf/keys/ml.example.ac.jp.none.pem",
        "ml.example.ac.jp, ../list, not a selector: ../list",
        "../../etc, list, not a domain: ../../etc"
    })
    void shouldSayWhereAKeyIsMissing(String domain, String selector, String told) {
        assertThat(keys().has(domain, selector)).isFalse();
        assertThatThrownBy(() -> keys().identity(domain, selector))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(told);
    }

    @Test
    void shouldNeverShowWhatIsInAFile() throws Exception {
        String secret = TestKeys.rsa().lines().toList().get(1);
        for (String content :
                List.of(secret, "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n")) {
            james.conf("keys/" + DOMAIN + ".bad.pem", content);
            assertThatThrownBy(() -> keys().identity(DOMAIN, "bad"))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(DOMAIN + ".bad.pem")
                    .satisfies(e -> assertThat(causes(e)).doesNotContain(secret));
        }
    }

    private static String causes(Throwable e) {
        return e == null ? "" : e + "\n" + causes(e.getCause());
    }
}
