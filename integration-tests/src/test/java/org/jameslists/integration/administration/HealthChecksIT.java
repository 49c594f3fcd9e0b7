package org.jameslists.integration.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.Http;
import org.jameslists.integration.ListScene;
import org.jameslists.testing.DnsFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

/** The health checks of a real James, with a DNS in good and bad states. */
class HealthChecksIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String DOMAIN = "ml.example.ac.jp.";

    private static ListScene scene;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                conf -> conf.setProperty("list-authentication.properties", "held.longest", "1 second")
                        .setProperty("list-authentication.properties", "dns.timeout", "300 ms")
                        .setProperty("list-authentication.properties", "dns.retries", "0"),
                EmbeddedJames::start);
        http = Http.to(scene.james().webAdmin(), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @AfterEach
    void heal() {
        scene.dns().heal();
        scene.dns().txt(DOMAIN, "v=spf1 ip4:198.51.100.25 -all");
        scene.dns().txt("_dmarc." + DOMAIN, "v=DMARC1; p=quarantine; sp=none");
        scene.listKey().publish(scene.dns());
    }

    private static JsonNode check(String name) throws Exception {
        return http.send("GET", "/healthcheck/checks/" + Http.encoded(name)).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"List keys", "List domains", "List DNS", "List held posts", "List clock"})
    void areHealthyWhereAllIsWell(String name) throws Exception {
        assertThat(check(name).get("status").asText()).isEqualTo("healthy");
    }

    @Test
    void areAmongTheChecksOfJames() throws Exception {
        JsonNode all = http.send("GET", "/healthcheck").json();

        assertThat(all.get("checks"))
                .extracting(check -> check.get("componentName").asText())
                .contains("List keys", "List domains", "List DNS", "List held posts", "List clock");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "list._domainkey.ml.example.ac.jp., ``, List keys, unhealthy, Publish this TXT record",
                "list._domainkey.ml.example.ac.jp., v=DKIM1; p=, List keys, unhealthy, revoked",
                "ml.example.ac.jp., ``, List domains, degraded, no SPF record",
                "ml.example.ac.jp., v=spf1 +all, List domains, unhealthy, lets every host send",
                "_dmarc.ml.example.ac.jp., v=none, List domains, degraded, DMARC"
            })
    void sayWhatIsWrongAndWhatToDo(String name, String text, String check, String status, String words)
            throws Exception {
        if (text.isEmpty()) {
            scene.dns().txt(name);
        } else {
            scene.dns().txt(name, text);
        }
        if (name.startsWith("_dmarc")) {
            scene.dns().txt("_dmarc.example.ac.jp.", "v=none");
        }

        JsonNode result = check(check);

        assertThat(result.get("status").asText()).isEqualTo(status);
        assertThat(result.get("cause").asText()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"List DNS, unhealthy", "List keys, degraded", "List domains, degraded"})
    void sayThatTheDnsDoesNotAnswer(String check, String status) throws Exception {
        scene.dns().failAll(DnsFault.SERVFAIL);

        JsonNode result = check(check);

        assertThat(result.get("status").asText()).isEqualTo(status);
        assertThat(result.get("cause").asText()).contains("SERVFAIL");
    }

    @Test
    void sayThatPostsAreHeldForLong() throws Exception {
        scene.post(("From: author@example.ne.jp\r\nTo: example@ml.example.ac.jp\r\nSubject: forged\r\n"
                        + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <2@example.ne.jp>\r\n\r\nHello.\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        ((EmbeddedJames) scene.james()).awaitSettled(LONG);
        JsonNode held =
                http.send("GET", "/lists/" + ListScene.LIST + "/held").json().get(0);

        JsonNode result = check("List held posts");
        for (long end = System.nanoTime() + LONG.toNanos();
                result.get("status").asText().equals("healthy") && System.nanoTime() < end; ) {
            result = check("List held posts");
        }

        assertThat(result.get("status").asText()).isEqualTo("degraded");
        assertThat(result.get("cause").asText()).contains(ListScene.LIST, "1 post is held longer than 1 second");
        http.send(
                "PATCH",
                "/lists/" + ListScene.LIST + "/held/"
                        + Http.encoded(held.get("key").asText()) + "?action=discard");
        assertThat(check("List held posts").get("status").asText()).isEqualTo("healthy");
    }
}
