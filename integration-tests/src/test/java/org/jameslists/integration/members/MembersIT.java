package org.jameslists.integration.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.integration.AuthorMail;
import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.Http;
import org.jameslists.integration.ListScene;
import org.jameslists.integration.WebAdmin;
import org.jameslists.list.SealedText;
import org.jameslists.list.SecretMac;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.SmtpRefusal;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

/** Members of a real James leave by mail and with one click, with the configuration of {@code docs/members.md}. */
class MembersIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of the tests, known to everybody";
    private static final String OTHER_LIST = "other@ml.example.ac.jp";
    private static final String LEAVE = "example-leave@ml.example.ac.jp";
    private static final Pattern LINK = Pattern.compile("<https://ml\\.example\\.ac\\.jp(/leave/[A-Za-z0-9_-]+)>");
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final String MAILETS = "mailetcontainer.xml";

    /** Each is used by one test. */
    private static final List<String> MEMBERS = List.of(
            "english@example.org",
            "japanese@example.org",
            "robot@example.org",
            "multipart@example.org",
            "replay@example.org",
            "forged@example.org",
            "mail@example.org",
            ListScene.AUTHOR);

    private static ListScene scene;
    private static int port;
    private static List<ReceivedMessage> posts;
    private static final Map<String, String> LINKS = new TreeMap<>();

    @BeforeAll
    static void postOne() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        scene = ListScene.start(
                layout.sample("munge-resign-seal"), layout.extensionJar(), MembersIT::configure, EmbeddedJames::start);
        for (String member : MEMBERS) {
            admin().addGroupMember(ListScene.LIST, member);
        }
        admin().addGroupMember(OTHER_LIST, "forged@example.org");
        posts = post();
        posts.forEach(post -> LINKS.put(post.recipients().get(0), link(post)));
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    private static WebAdmin admin() {
        return scene.james().webAdmin();
    }

    /** As the page says it: its elements, in their order. */
    private static void configure(ConfigurationFolder folder) throws IOException {
        List<String> xml = new ArrayList<>();
        Matcher blocks = Pattern.compile("(?s)```xml\n(.*?)```")
                .matcher(Files.readString(Path.of("..", "docs", "members.md"), StandardCharsets.UTF_8));
        while (blocks.find()) {
            xml.add(blocks.group(1));
        }
        assertThat(xml).hasSize(5);
        Path shared = Path.of("..", "conf-samples", "shared");
        assertThat(shared.resolve("root-last.xml")).content().containsIgnoringWhitespaces(xml.get(0));
        assertThat(shared.resolve("smtpserver-first.xml")).content().containsIgnoringWhitespaces(xml.get(1));
        assertThat(Path.of("..", "conf-samples", "stock", "processors.xml"))
                .content()
                .containsIgnoringWhitespaces(xml.get(2));
        String mailets = Files.readString(folder.file(MAILETS), StandardCharsets.UTF_8);
        mailets = before(mailets, Pattern.compile("</processors>"), xml.get(4));
        mailets = before(mailets, mailet("DkimResign"), xml.get(3));
        folder.write(MAILETS, mailets)
                .write("keys/ml.example.ac.jp.secret", SECRET + "\n")
                .setProperty("list-authentication.properties", "members.url", "https://ml.example.ac.jp/leave/")
                .setProperty("list-authentication.properties", "members.secret", "ml.example.ac.jp")
                .setProperty("list-authentication.properties", "members.listen", "127.0.0.1:" + port);
    }

    private static Pattern mailet(String name) {
        return Pattern.compile("<mailet [^>]*\"org\\.jameslists\\.mailets\\." + name + "\"");
    }

    /** Inserts a text before the first place that a pattern finds. */
    private static String before(String text, Pattern place, String inserted) {
        Matcher found = place.matcher(text);
        assertThat(found.find()).as(place.pattern()).isTrue();
        return text.substring(0, found.start()) + inserted + text.substring(found.start());
    }

    /** What members elsewhere got of a new post. */
    private static synchronized List<ReceivedMessage> post() throws Exception {
        int before = scene.sink().messages().size();
        scene.post(AuthorMail.signed(scene.authorKey(), AuthorMail.kinds().get("plain ASCII")));
        return sentSince(before);
    }

    private static List<ReceivedMessage> sentSince(int before) throws Exception {
        admin().awaitIdle(LONG);
        List<ReceivedMessage> all = scene.sink().messages();
        return all.subList(before, all.size());
    }

    private static String link(ReceivedMessage post) {
        Matcher link = LINK.matcher(
                header(post).first("List-Unsubscribe").orElseThrow().text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Header header(ReceivedMessage message) {
        try {
            return Message.read(ByteSource.wrap(message.bytes())).header();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isMember(String list, String member) throws Exception {
        return Http.to(admin(), Map.of())
                .send("GET", "/address/groups/" + Http.encoded(list))
                .text()
                .contains(member);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONG)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        all.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int write(String from, String to) throws IOException {
        int before = scene.sink().messages().size();
        RawSmtp.post(
                scene.james().smtpPort(),
                from,
                List.of(to),
                ("From: " + from + "\r\nSubject: please\r\nMessage-ID: <m@example.org>\r\n\r\nplease\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return before;
    }

    @Test
    void eachMemberHasAMailWithALinkThatNamesNobodyAndIsSigned() {
        assertThat(posts).hasSize(MEMBERS.size() + ListScene.REMOTE_MEMBERS.size());
        assertThat(LINKS.values()).doesNotHaveDuplicates();
        for (ReceivedMessage post : posts) {
            Header header = header(post);
            assertThat(header.first("List-Unsubscribe-Post").orElseThrow().text())
                    .isEqualTo(ONE_CLICK);
            assertThat(header.first("List-Unsubscribe").orElseThrow().text())
                    .endsWith("<mailto:" + LEAVE + ">")
                    .doesNotContain(post.recipients().get(0).split("@", 2)[0] + "@");
            assertThat(header.first("DKIM-Signature").orElseThrow().text().replaceAll("\\s", ""))
                    .contains(":List-Unsubscribe:", ":List-Unsubscribe-Post:");
        }
    }

    @Test
    void everyCopyPassesAtIndependentJudges() {
        List<byte[]> copies = posts.stream().map(ReceivedMessage::bytes).toList();
        assertThat(Judge.of(Matter.DMARC)).allSatisfy(judge -> assertThat(judge.hear(copies, scene.dns()))
                .allMatch(Verdict::passesDmarc)
                .allMatch(verdict -> verdict.passesDkim("ml.example.ac.jp")));
    }

    @Test
    void aScannerChangesNothingAndLearnsNothing() throws Exception {
        HttpResponse<String> page = send("GET", LINKS.get("robot@example.org"), "");
        HttpResponse<String> forged = send("GET", "/leave/forged", "");
        HttpResponse<String> head = send("HEAD", LINKS.get("robot@example.org"), "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(forged.body()).contains("Leave the mailing list");
        assertThat(head.body()).isEmpty();
        assertThat(page.headers().map())
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .doesNotContainKey("set-cookie");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
        for (String body : List.of("", "List-Unsubscribe=", "x=" + ONE_CLICK)) {
            assertThat(send("POST", LINKS.get("robot@example.org"), body).statusCode())
                    .isEqualTo(400);
        }
        assertThat(send("PUT", LINKS.get("robot@example.org"), ONE_CLICK).statusCode())
                .isEqualTo(405);
        assertThat(isMember(ListScene.LIST, "robot@example.org")).isTrue();
    }

    @Test
    void theButtonOfAMailProgramEndsAMembership() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

        HttpResponse<String> answer = send(
                "POST", LINKS.get("multipart@example.org"), body, "Content-Type", "multipart/form-data; boundary=b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(isMember(ListScene.LIST, "multipart@example.org")).isFalse();
    }

    @Test
    void aLinkThatIsUsedAgainAfterItsMemberJoinedAgainDoesNothing() throws Exception {
        String link = LINKS.get("replay@example.org");
        HttpResponse<String> first = send("POST", link, ONE_CLICK);
        assertThat(isMember(ListScene.LIST, "replay@example.org")).isFalse();
        admin().addGroupMember(ListScene.LIST, "replay@example.org");

        HttpResponse<String> again = send("POST", link, ONE_CLICK);

        assertThat(isMember(ListScene.LIST, "replay@example.org")).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
    }

    private static String sealed(Instant made, String list, String member) {
        return new SealedText(SECRET.getBytes(StandardCharsets.US_ASCII), SecretMac.Purpose.MEMBER_LINK)
                .seal(made.toEpochMilli() + "\n" + list + "\n" + member);
    }

    @Test
    void noOtherLinkDoesAnythingAndTheAnswerSaysNothing() throws Exception {
        String mine = LINKS.get("forged@example.org").substring("/leave/".length());
        Instant now = Instant.now();
        String otherPurpose = new SealedText(
                        SECRET.getBytes(StandardCharsets.US_ASCII), SecretMac.Purpose.CONFIRMED_LEAVING)
                .seal(now.toEpochMilli() + "\n" + ListScene.LIST + "\nforged@example.org");
        String wanted = send("POST", "/leave/" + sealed(now, "none@ml.example.ac.jp", "a@example.org"), ONE_CLICK)
                .body();
        for (String token : List.of(
                "",
                "x",
                mine.substring(1),
                mine + "A",
                otherPurpose,
                sealed(now.minus(Duration.ofDays(61)), ListScene.LIST, "forged@example.org"),
                sealed(now, ListScene.LIST, "stranger@example.org"))) {
            HttpResponse<String> answer = send("POST", "/leave/" + token, ONE_CLICK);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(wanted);
        }
        assertThat(isMember(ListScene.LIST, "forged@example.org")).isTrue();

        assertThat(send("POST", "/leave/" + sealed(now, OTHER_LIST, "forged@example.org"), ONE_CLICK)
                        .statusCode())
                .isEqualTo(200);
        assertThat(isMember(ListScene.LIST, "forged@example.org")).isTrue();
        assertThat(isMember(OTHER_LIST, "forged@example.org")).isFalse();
    }

    @Test
    void aClientThatAsksTooOftenWaits() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 121; i++) {
            statuses.add(send("GET", "/leave/x", "", "X-Forwarded-For", "192.0.2.1, 203.0.113.9")
                    .statusCode());
        }

        assertThat(statuses.subList(0, 120)).containsOnly(200);
        assertThat(statuses.get(120)).isEqualTo(429);
        assertThat(send("GET", "/leave/x", "", "X-Forwarded-For", "203.0.113.9, 203.0.113.10")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/domains", "/leave/../domains", "/", "/leave"})
    void nothingElseIsServedThere(String path) throws Exception {
        assertThat(send("GET", path, "").body()).doesNotContain("ml.example.ac.jp");
    }

    /** The pictures in the documentation are these. */
    @ParameterizedTest
    @CsvSource({
        "english@example.org, en, Leave the mailing list, You have left",
        "japanese@example.org, 'ja,en', メーリングリストの退会, 退会しました"
    })
    void whoClicksInABrowserGetsNoFurtherPost(String member, String language, String question, String answer)
            throws Exception {
        try (Chromium browser = Chromium.start(language)) {
            browser.open("http://127.0.0.1:" + port + LINKS.get(member));
            assertThat(browser.html()).contains(question);
            Files.write(
                    Path.of("target", "members-leave-" + member.substring(0, member.indexOf('@')) + ".png"),
                    browser.picture());
            assertThat(isMember(ListScene.LIST, member)).isTrue();

            browser.pressButton();

            assertThat(browser.html()).contains(answer);
        }
        assertThat(post())
                .isNotEmpty()
                .noneMatch(copy -> copy.recipients().contains(member))
                .anyMatch(copy -> copy.recipients().contains("robot@example.org"));
    }

    @Test
    void aMemberWhoIsNotAuthenticatedLeavesByAnswering() throws Exception {
        List<ReceivedMessage> asked = sentSince(write("mail@example.org", LEAVE));

        assertThat(asked).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("mail@example.org");
            assertThat(mail.sender()).isEmpty();
            assertThat(header(mail).first("Auto-Submitted")).isPresent();
            assertThat(Judge.of(Matter.DMARC)).allSatisfy(judge -> assertThat(judge.hear(mail.bytes(), scene.dns()))
                    .matches(verdict -> verdict.passesDkim("ml.example.ac.jp"))
                    .matches(Verdict::passesDmarc));
        });
        assertThat(isMember(ListScene.LIST, "mail@example.org")).isTrue();

        String confirm = header(asked.get(0)).first("Reply-To").orElseThrow().text();
        sentSince(write("stranger@example.org", confirm));
        assertThat(isMember(ListScene.LIST, "mail@example.org")).isTrue();
        List<ReceivedMessage> told = sentSince(write("mail@example.org", confirm));

        assertThat(isMember(ListScene.LIST, "mail@example.org")).isFalse();
        assertThat(told).singleElement().satisfies(mail -> assertThat(
                        header(mail).first("Subject").orElseThrow().text())
                .isEqualTo("You have left " + ListScene.LIST));
    }

    @Test
    void anAuthenticatedMemberLeavesAtOnce() throws Exception {
        byte[] mail = AuthorMail.signed(
                scene.authorKey(),
                ("From: " + ListScene.AUTHOR + "\r\nTo: " + LEAVE + "\r\nSubject: bye\r\n\r\nbye\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int before = scene.sink().messages().size();

        RawSmtp.post(scene.james().smtpPort(), ListScene.AUTHOR, List.of(LEAVE), mail);

        assertThat(sentSince(before)).hasSize(1);
        assertThat(isMember(ListScene.LIST, ListScene.AUTHOR)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nobody-leave@ml.example.ac.jp", "example-nobody@ml.example.ac.jp", "nobody@ml.example.ac.jp"})
    void unknownAddressesAreStillRefused(String recipient) {
        assertThatThrownBy(() -> write("mail@example.org", recipient)).isInstanceOf(SmtpRefusal.class);
    }
}
