package org.jameslists.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

/** Exports in the forms that the documents of Mailman and Sympa show, with people of ours. */
class ImportCommandTest {
    private static final String LIST = "news@lists.example.org";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void inAFolder() {
        shell = new Shell(folder);
    }

    private static String member(String list, String person) {
        return "curl -fsS -X PUT \"$WEBADMIN/address/groups/" + list.replace("@", "%40") + "/"
                + person.replace("@", "%40") + "\"";
    }

    private String dir(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name)).toString();
    }

    private static String posters(String posters) {
        return "# <mailet notmatch=\"org.jameslists.matchers.MayPost=posters=" + posters + "\" class=\"ToProcessor\">";
    }

    @Test
    void takesMailman3OverFromWhatItPrints() throws IOException {
        shell.file(LIST + ".members", "Anne Person <anne@example.org>\nbart@example.com\n");
        shell.file(LIST + ".owners", "owner@example.org\n");
        shell.file(LIST + ".moderators", "news@lists.example.org has no members\nmoderator@example.org\n");
        shell.file(
                LIST + ".json",
                """
                {"accept_these_nonmembers": ["guest@example.net", "^.*@example[.]net"],
                 "default_member_action": "defer", "default_nonmember_action": "reject",
                 "dmarc_mitigate_action": "munge_from", "dmarc_mitigate_unconditionally": false,
                 "reply_goes_to_list": "point_to_list"}
                """);

        Shell.Result result = shell.listauth("import", "mailman", folder.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .startsWith(
                        "# 1 list, 5 requests. Nothing was changed: run this with sh, or add --webadmin URL.",
                        "WEBADMIN=${WEBADMIN:-http://127.0.0.1:8000}",
                        "curl -fsS -X PUT \"$WEBADMIN/domains/lists.example.org\"",
                        member(LIST, "anne@example.org"),
                        member(LIST, "bart@example.com"),
                        member("news-owner@lists.example.org", "moderator@example.org"),
                        member("news-owner@lists.example.org", "owner@example.org"))
                .contains(
                        posters("members, guest@example.net"),
                        "# <mailet match=\"org.jameslists.matchers.IsDmarcRejectSender=discovery=rfc7489\""
                                + " class=\"org.jameslists.mailets.MungeFrom\">",
                        "#   <replies>list</replies>")
                .anyMatch(line -> line.contains("^.*@example[.]net is a regular expression"))
                .anyMatch(line -> line.contains("moderators are owners here"))
                .anyMatch(line -> line.contains("not treated as reject"));
    }

    @Test
    void takesMailman2OverFromWhatItPrints() throws IOException {
        shell.file(LIST + ".members", "anne@example.org\nBart =?utf-8?q?B=2E?= <bart@example.com>\n");
        shell.file(
                LIST + ".config",
                """
                # -*- python -*-
                owner = ['owner@example.org',
                         'second@example.org']
                moderator = []
                default_member_moderation = 0
                generic_nonmember_action = 1
                accept_these_nonmembers = ['guest@example.net']
                from_is_list = 0
                dmarc_moderation_action = 2
                """);

        Shell.Result result = shell.listauth("import", "mailman", folder.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .contains(
                        member(LIST, "anne@example.org"),
                        member(LIST, "bart@example.com"),
                        member("news-owner@lists.example.org", "owner@example.org"),
                        member("news-owner@lists.example.org", "second@example.org"),
                        posters("members, guest@example.net"),
                        "# <mailet match=\"org.jameslists.matchers.IsDmarcRejectSender=discovery=rfc7489\""
                                + " class=\"org.jameslists.mailets.WrapMessage\">");
    }

    @ParameterizedTest
    @CsvSource({
        "from_is_list = 1, match=\"All\" class=\"org.jameslists.mailets.MungeFrom",
        "from_is_list = 2, match=\"All\" class=\"org.jameslists.mailets.WrapMessage",
        "dmarc_moderation_action = 1, IsDmarcRejectSender=discovery=rfc7489\" class=\"org.jameslists.mailets.MungeFrom",
        "dmarc_moderation_action = 3, IsDmarcRejectSender=discovery=rfc7489\" class=\"org.jameslists.mailets.RejectPost",
        "dmarc_moderation_action = 4, IsDmarcRejectSender=discovery=rfc7489\" class=\"org.jameslists.mailets.DiscardPost",
        "dmarc_moderation_action = 0, Mailman does nothing about DMARC",
        "default_member_moderation = 1, MayPost=posters=owners\"",
        "generic_nonmember_action = 0, 'MayPost=posters=members, everyone\"'",
        "generic_nonmember_action = 3, neither rejected nor discarded"
    })
    void knowsWhatMailman2Does(String setting, String words) {
        shell.file(LIST + ".config", "send_reminders = 0\n" + setting + "\n");

        assertThat(shell.listauth("import", "mailman", folder.toString()).out()).contains(words);
    }

    @Test
    void takesMailman3OverFromItsRestInterface() {
        String json = shell.file(
                "answers.json",
                """
                [{"start": 0, "total_size": 1, "entries": [
                   {"fqdn_listname": "news.letter@lists.example.org", "list_id": "news.letter.lists.example.org"}]},
                 {"start": 0, "total_size": 6, "entries": [
                   {"list_id": "news.letter.lists.example.org", "email": "anne@example.org", "role": "member",
                    "delivery_mode": "regular", "delivery_status": "enabled"},
                   {"list_id": "news.letter.lists.example.org", "email": "off@example.org", "role": "member",
                    "delivery_mode": "regular", "delivery_status": "by_user"},
                   {"list_id": "news.letter.lists.example.org", "email": "digest@example.org", "role": "member",
                    "delivery_mode": "mime_digests", "moderation_action": "hold"},
                   {"list_id": "news.letter.lists.example.org", "email": "owner@example.org", "role": "owner"},
                   {"list_id": "news.letter.lists.example.org", "email": "guest@example.net", "role": "nonmember",
                    "moderation_action": "accept"},
                   {"list_id": "other.example.com", "email": "anne@example.org"}]}]
                """);

        Shell.Result result = shell.listauth("import", "mailman", "--json", json);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .contains(
                        member("news.letter@lists.example.org", "anne@example.org"),
                        member("news.letter@lists.example.org", "digest@example.org"),
                        member("news.letter-owner@lists.example.org", "owner@example.org"),
                        member("other@example.com", "anne@example.org"),
                        posters("members, guest@example.net"))
                .anyMatch(line -> line.contains("off@example.org is left out"))
                .anyMatch(line -> line.contains("digest@example.org gets each post and no digest"))
                .anyMatch(line -> line.contains("digest@example.org has a rule of its own"))
                .anyMatch(line -> line.contains("These lists are treated differently"))
                .noneMatch(line -> line.startsWith("curl") && line.contains("off%40"));
    }

    @Test
    void takesSympaOverFromItsFolder() throws IOException {
        dir("lists.example.org/news");
        shell.file(
                "lists.example.org/news/config",
                """
                subject News of the example

                send privateoreditorkey

                owner
                email owner@example.org
                gecos The Owner
                profile privileged

                editor
                email editor@example.org

                dmarc_protection
                mode dmarc_reject,dmarc_quarantine
                phrase name_via_list

                include_list staff
                """);
        shell.file(
                "lists.example.org/news/dump.users",
                """
                email anne@example.org
                gecos Anne
                reception mail
                date 1700000000

                email bart@example.com
                reception digest

                email nobody@example.org
                reception nomail
                """);

        Shell.Result result = shell.listauth("import", "sympa", folder.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .contains(
                        member(LIST, "anne@example.org"),
                        member(LIST, "bart@example.com"),
                        member("news-owner@lists.example.org", "owner@example.org"),
                        member("news-owner@lists.example.org", "editor@example.org"),
                        posters("members"),
                        "# <mailet match=\"org.jameslists.matchers.IsDmarcRejectSender=policy=quarantine; dns-trouble=pass\""
                                + " class=\"org.jameslists.mailets.MungeFrom\">",
                        "#   <phrase>name_via_list</phrase>")
                .anyMatch(line -> line.contains("nobody@example.org is left out"))
                .anyMatch(line -> line.contains("reception digest"))
                .anyMatch(line -> line.contains("nobody confirms posts here"))
                .anyMatch(line -> line.contains("include_list"));
    }

    @ParameterizedTest
    @CsvSource({
        "public, everyone",
        "private, members",
        "editorkeyonly, owners",
        "closed, nobody",
        "intranet, 'members, *@lists.example.org'",
        "of_our_own, owners"
    })
    void knowsSympasScenarios(String send, String posters) throws IOException {
        dir("news");
        shell.file("news/config", "send " + send + "\n\nhost lists.example.org\n");

        assertThat(shell.listauth("import", "sympa", folder.toString()).out().lines())
                .contains(posters(posters));
    }

    @Test
    void wantsADomainForAListOfSympaThatHasNone() throws IOException {
        dir("news");
        shell.file("news/config", "subject News\n");

        assertThat(shell.listauth("import", "sympa", folder.toString()).exitCode())
                .isEqualTo(2);
        assertThat(shell.listauth("import", "sympa", folder.toString()).err()).contains("add --domain");
        assertThat(shell.listauth("import", "sympa", folder.toString(), "--domain", "lists.example.org")
                        .out())
                .contains(LIST);
    }

    @Test
    void takesATableOver() {
        String csv = shell.file(
                "people.csv",
                "name,list,email,role\r\n\"Person, \"\"Anne\"\"\"," + LIST + ",anne@example.org,\r\nOwner," + LIST
                        + ",owner@example.org,Owner\r\nWrong," + LIST + ",nobody,member\r\n");

        Shell.Result result = shell.listauth("import", "csv", csv);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .contains(member(LIST, "anne@example.org"), member("news-owner@lists.example.org", "owner@example.org"))
                .anyMatch(line -> line.endsWith("left out, since it is no address: nobody"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            email,role                                     | does not name the columns
            list,email\\nnews,a@example.org                | record 2
            list,email\\nnews@lists.example.org            | too few columns
            list,email,role\\nn@example.org,a@example.org,x | none of member, owner, moderator
            """)
    void saysWhatIsWrongWithATable(String text, String words) {
        Shell.Result result = shell.listauth("import", "csv", shell.file("people.csv", text.replace("\\n", "\n")));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(words);
    }

    /** Whatever an export says, the script does only what it shows. */
    @Test
    void letsNothingOfAnExportIntoTheShell() {
        shell.file(
                LIST + ".members",
                "\"$(touch${IFS}x)\"@example.org\n`touch x`@example.org\n\"; touch x; \" <a'b$c@example.org>\n");

        Shell.Result result = shell.listauth("import", "mailman", folder.toString());

        assertThat(result.out().lines().filter(line -> !line.startsWith("#")).skip(1))
                .allMatch(line -> line.matches("curl -fsS -X PUT \"\\$WEBADMIN/[-A-Za-z0-9._~%/]+\""));
    }

    @Test
    void saysThePlanAsJson() throws IOException {
        shell.file(LIST + ".members", "anne@example.org\n");

        JsonNode plan = new ObjectMapper()
                .readTree(shell.listauth("import", "mailman", "--plan-json", folder.toString())
                        .out());

        assertThat(plan.path("requests").path(1).path("path").asText())
                .isEqualTo("/address/groups/news%40lists.example.org/anne%40example.org");
        assertThat(plan.path("lists").path(0).path("address").asText()).isEqualTo(LIST);
        assertThat(plan.path("lists").path(0).path("members").path(0).asText()).isEqualTo("anne@example.org");
        assertThat(plan.path("lists").path(0).path("xml").asText()).contains("MayPost=posters=members");
    }

    @Test
    void makesTheListsWhereItIsToldTo() throws IOException {
        List<String> requests = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + " "
                            + exchange.getRequestHeaders().getFirst("Password"));
            boolean refused = exchange.getRequestURI().getRawPath().contains("bart");
            byte[] answer = (refused ? "{\"message\": \"no\"}" : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 409 : 204, refused ? answer.length : -1);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            shell.file(LIST + ".members", "anne@example.org\nbart@example.com\n");

            Shell.Result result = shell.listauth(
                    "import", "mailman", folder.toString(), "--webadmin", url, "--header", "Password: secret");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out())
                    .contains("failed: PUT /address/groups/news%40lists.example.org/bart%40example.com: 409")
                    .contains("2 of 3 requests done")
                    .doesNotContain("curl", "Nothing was changed");
            assertThat(requests)
                    .containsExactly(
                            "PUT /domains/lists.example.org secret",
                            "PUT /address/groups/news%40lists.example.org/anne%40example.org secret",
                            "PUT /address/groups/news%40lists.example.org/bart%40example.com secret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysWhereNothingIsToBeFound() {
        assertThat(shell.listauth("import", "mailman", folder.toString()).err()).contains("no file in");
        assertThat(shell.listauth("import", "sympa", folder.toString()).err()).contains("no folder in");
        assertThat(shell.listauth("import", "csv", shell.path("nosuch")).exitCode())
                .isEqualTo(2);
        assertThat(shell.listauth("import").exitCode()).isEqualTo(2);
    }

    @Test
    void asksNoServerWhereNoneAnswers() {
        shell.file(LIST + ".members", "anne@example.org\n");

        assertThat(shell.listauth("import", "mailman", folder.toString(), "--webadmin", "http://127.0.0.1:1")
                        .exitCode())
                .isEqualTo(3);
    }
}
