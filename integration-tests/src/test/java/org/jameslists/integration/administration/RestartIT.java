package org.jameslists.integration.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.FileRepositories;
import org.jameslists.integration.Http;
import org.jameslists.integration.ListScene;
import org.jameslists.integration.WebAdmin;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** A post that is held in files is held after a restart, and can be released then. */
class RestartIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HELD = "/lists/" + ListScene.LIST + "/held";

    private static void keepInFiles(ConfigurationFolder conf) throws IOException {
        String mailets = Files.readString(conf.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        conf.write("mailetcontainer.xml", mailets.replace("memory://var/mail/list-", "file://var/mail/list-"));
        conf.insertBehind(
                "mailrepositorystore.xml",
                "<mailrepositories>",
                "<mailrepository class=\"org.apache.james.mailrepository.file.FileMailRepository\">"
                        + "<protocols><protocol>file</protocol></protocols>"
                        + "<config FIFO=\"false\" CACHEKEYS=\"true\"/></mailrepository>");
    }

    @Test
    void aHeldPostIsReleasedAfterARestart() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        try (ListScene scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                RestartIT::keepInFiles,
                conf -> EmbeddedJames.start(conf, new FileRepositories()))) {
            EmbeddedJames james = (EmbeddedJames) scene.james();
            scene.post(("From: author@example.ne.jp\r\nTo: example@ml.example.ac.jp\r\nSubject: forged\r\n"
                            + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <3@example.ne.jp>\r\n\r\nHello.\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            james.awaitSettled(LONG);
            String key = held(james).get(0).get("key").asText();

            james.restart();
            WebAdmin admin = james.webAdmin();
            admin.createDomain("ml.example.ac.jp");
            for (String member : ListScene.REMOTE_MEMBERS) {
                admin.addGroupMember(ListScene.LIST, member);
            }

            assertThat(held(james).get(0).get("key").asText()).isEqualTo(key);
            assertThat(held(james).get(0).get("author").get("standing").asText())
                    .isEqualTo("forged");
            Http http = Http.to(admin, Map.of());
            String one = HELD + "/" + Http.encoded(key) + "?action=release";
            assertThat(http.send("PATCH", one).status()).isEqualTo(409);
            assertThat(http.send("PATCH", one + "&asItCame=true").status()).isEqualTo(200);
            james.awaitSettled(LONG);
            assertThat(scene.sink().messages()).hasSize(1);

            james.restart();

            assertThat(held(james)).isEmpty();
        }
    }

    private static JsonNode held(EmbeddedJames james) throws Exception {
        return Http.to(james.webAdmin(), Map.of()).send("GET", HELD).json();
    }
}
