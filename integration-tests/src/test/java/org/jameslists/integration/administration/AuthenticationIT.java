package org.jameslists.integration.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route asks for the token that James' own routes ask for. */
class AuthenticationIT {
    private static KeyPair keys;
    private static EmbeddedJames james;

    @BeforeAll
    static void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        BuildLayout layout = BuildLayout.ofThisBuild();
        ConfigurationFolder conf = ConfigurationFolder.copyOf(layout.sample("alias"))
                .extension(layout.extensionJar())
                .setProperty("webadmin.properties", "jwt.enabled", "true")
                .setProperty("webadmin.properties", "jwt.publickeypem.url", "file://conf/jwt.pem")
                .write(
                        "jwt.pem",
                        "-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(keys.getPublic().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n");
        james = EmbeddedJames.start(conf);
    }

    @AfterAll
    static void stop() throws Exception {
        james.close();
    }

    static Stream<String> routes() {
        return Stream.of(
                "GET /lists",
                "GET /lists/example@ml.example.ac.jp",
                "GET /lists/example@ml.example.ac.jp/held",
                "PATCH /lists/example@ml.example.ac.jp/held?action=release",
                "GET /lists/example@ml.example.ac.jp/held/key",
                "PATCH /lists/example@ml.example.ac.jp/held/key?action=discard",
                "GET /list-authentication/keys",
                "POST /list-authentication/forecast?list=example@ml.example.ac.jp");
    }

    private static int status(String route, Map<String, String> fields) throws Exception {
        int space = route.indexOf(' ');
        return Http.to(james.webAdmin(), fields)
                .send(route.substring(0, space), route.substring(space + 1))
                .status();
    }

    private static Map<String, String> token(boolean admin) throws Exception {
        String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"sub\":\"operator@ml.example.ac.jp\",\"admin\":" + admin + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        String token = signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        return Map.of("Authorization", "Bearer " + token);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anAdministratorMayAndNobodyElse(String route) throws Exception {
        assertThat(status(route, Map.of())).isEqualTo(401);
        assertThat(status(route, token(false))).isEqualTo(401);
        assertThat(status(route, token(true))).isIn(200, 201, 400, 404);
    }
}
