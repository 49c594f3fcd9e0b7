package org.jameslists.integration.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jameslists.integration.AuthorMail;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.Http;
import org.jameslists.integration.ListScene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Lists, keys and forecasts over the WebAdmin of a real James. */
class ListRoutesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FORECAST = "/list-authentication/forecast";

    private static ListScene scene;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"), layout.extensionJar(), conf -> {}, EmbeddedJames::start);
        http = Http.to(scene.james().webAdmin(), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    private static byte[] post(String from) {
        return ("From: " + from + "\r\nTo: example@ml.example.ac.jp\r\nSubject: hello\r\n"
                        + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <1@example.ne.jp>\r\n\r\nHello.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theListsAreTheGroupsOfJames() throws Exception {
        JsonNode lists = http.send("GET", "/lists").json();

        assertThat(lists).singleElement().satisfies(list -> {
            assertThat(list.get("address").asText()).isEqualTo(ListScene.LIST);
            assertThat(list.get("members").asInt()).isEqualTo(ListScene.REMOTE_MEMBERS.size() + 1);
        });
    }

    @Test
    void aListIsDescribed() throws Exception {
        scene.post(AuthorMail.signed(scene.authorKey(), post("author@example.ne.jp")));
        ((EmbeddedJames) scene.james()).awaitSettled(LONG);

        JsonNode list =
                http.send("GET", "/lists/" + Http.encoded(ListScene.LIST)).json();

        List<String> members = new ArrayList<>();
        list.get("members").forEach(member -> members.add(member.asText()));
        assertThat(members).contains(ListScene.LOCAL_MEMBER).containsAll(ListScene.REMOTE_MEMBERS);
        assertThat(list.get("lastNumber").asInt()).isPositive();
        assertThat(list.get("held").asInt()).isZero();
        assertThat(list.get("policy").get("policy").asText()).isEqualTo("quarantine");
        assertThat(list.get("settings").get("authservId").asText()).isEqualTo("ml.example.ac.jp");
        assertThat(list.get("settings").get("processor").asText()).isEqualTo("list");
        assertThat(list.get("settings").get("steps"))
                .anySatisfy(step -> {
                    assertThat(step.get("mailet").asText()).isEqualTo("SubjectPrefix");
                    assertThat(step.get("parameters").get("prefix").asText()).isEqualTo("[{list}:{serial}]");
                })
                .anySatisfy(step -> assertThat(step.get("mailet").asText()).isEqualTo("DkimResign"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /lists/other@ml.example.ac.jp, 404, not a list",
        "GET, /lists/nobody, 400, not an address",
        "POST, /list-authentication/forecast, 400, 'list'",
        "POST, /list-authentication/forecast?list=nobody, 400, 'list'",
        "POST, /list-authentication/forecast?list=other@ml.example.ac.jp, 404, not a list",
        "POST, /list-authentication/forecast?list=example@ml.example.ac.jp&member=x, 400, 'member'",
        "POST, /list-authentication/forecast?list=example@ml.example.ac.jp, 400, no From"
    })
    void whatIsWrongIsSaidAsJamesSaysIt(String method, String path, int status, String words) throws Exception {
        Http.Answer answer = http.send(method, path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.json().get("message").asText()).contains(words);
    }

    @Test
    void theKeysAreComparedWithTheDns() throws Exception {
        JsonNode good = http.send("GET", "/list-authentication/keys").json();
        assertThat(good).singleElement().satisfies(key -> {
            assertThat(key.get("recordName").asText()).isEqualTo("list._domainkey.ml.example.ac.jp");
            assertThat(key.get("status").asText()).isEqualTo("healthy");
        });

        scene.dns().remove("list._domainkey.ml.example.ac.jp.");
        try {
            JsonNode bad = http.send("GET", "/list-authentication/keys").json();
            assertThat(bad).singleElement().satisfies(key -> {
                assertThat(key.get("status").asText()).isEqualTo("unhealthy");
                assertThat(key.get("record").asText()).startsWith("v=DKIM1; k=rsa; p=");
                assertThat(key.get("findings").get(0).asText()).contains("Publish this TXT record");
            });
        } finally {
            scene.listKey().publish(scene.dns());
        }
    }

    @Test
    void aPostThatWillArriveIsForecast() throws Exception {
        Http.Answer answer = http.send(
                "POST",
                FORECAST + "?list=" + ListScene.LIST,
                "application/json",
                AuthorMail.signed(scene.authorKey(), post("Author <author@example.ne.jp>")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("verdict").asText()).isEqualTo("accept");
        assertThat(answer.json().get("from").get(0).asText())
                .isEqualTo("Author via example <example@ml.example.ac.jp>");
        assertThat(answer.json().get("samples")).isEmpty();
        assertThat(scene.james().webAdmin().storedMails()).isEmpty();
    }

    @Test
    void aPostThatTheListWillNotSendIsForecastWithEachSample() throws Exception {
        Http.Answer answer = http.send(
                "POST",
                FORECAST + "?list=" + ListScene.LIST + "&member=jane@example.org",
                "application/json",
                post("author@example.ne.jp\r\nAuto-Submitted: auto-replied"));

        assertThat(answer.json().get("verdict").asText()).isEqualTo("not-sent");
        assertThat(answer.json().get("samples").size()).isGreaterThan(5);
        assertThat(scene.james().webAdmin().storedMails()).isEmpty();
    }
}
