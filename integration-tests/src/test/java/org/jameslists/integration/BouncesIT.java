package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.hash.Hashing;

/** Mail of a list that comes back from members, over SMTP and from James' own delivery. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BouncesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String READER =
            """

                  <mailet match="All" class="org.jameslists.mailets.BounceReader">
                    <tokenDomain>ml.example.ac.jp</tokenDomain>
                    <owner>owner@{domain}</owner>
                    <remove>true</remove>
                  </mailet>
            """;
    private static final String VERP =
            """

                  <mailet match="All" class="org.jameslists.mailets.Verp">
                    <processor>list-delivery</processor>
                    <bounces>{list}-bounces+{token}@{domain}</bounces>
                    <tokenDomain>ml.example.ac.jp</tokenDomain>
                  </mailet>
            """;

    private static ListScene scene;
    private static Path points;
    private static Map<String, String> senders;

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"), layout.extensionJar(), BouncesIT::configure, EmbeddedJames::start);
        scene.post(AuthorMail.ofTheFieldStudy(scene.authorKey()));
        senders = scene.sink().awaitMessages(ListScene.REMOTE_MEMBERS.size(), LONG).stream()
                .collect(Collectors.toMap(mail -> mail.recipients().get(0), ReceivedMessage::sender));
        settle();
    }

    private static void configure(ConfigurationFolder folder) throws IOException {
        points = folder.workingDirectory().resolve("var/list-state/bounces");
        String mailets = Files.readString(folder.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        folder.write(
                        "mailetcontainer.xml",
                        mailets.replaceFirst(
                                        "<mailet [^>]*\"org.jameslists.mailets.Authenticate\"[^>]*/>", "$0" + READER)
                                .replaceFirst("<mailet [^>]*\"org.jameslists.mailets.Freeze\"[^>]*/>", "$0" + VERP))
                .write("keys/ml.example.ac.jp.secret", "a secret of the tests, known to everybody\n")
                .setChild("smtpserver.xml", "//handler[contains(@class, 'ListRcptHandler')]", "roles", "bounces");
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @BeforeEach
    void clear() throws Exception {
        scene.sink().clear();
        scene.ownersMailbox().take();
    }

    private static void settle() throws Exception {
        ((EmbeddedJames) scene.james()).awaitSettled(LONG);
    }

    /** Where James keeps the points of a member: its name in the first line, then the points and their last day. */
    private static Path file(String member) {
        return points.resolve(Http.encoded(ListScene.LIST))
                .resolve(Hashing.sha256()
                        .hashString(member, StandardCharsets.UTF_8)
                        .toString());
    }

    private static int points(String member) throws IOException {
        Path file = file(member);
        return Files.exists(file)
                ? Integer.parseInt(Files.readAllLines(file).get(1).replaceFirst(" .*", ""))
                : 0;
    }

    private static void countedUntilYesterday(String member, int points) throws IOException {
        Files.createDirectories(file(member).getParent());
        Files.writeString(
                file(member),
                Http.encoded(member) + "\n" + points + " "
                        + LocalDate.now(ZoneOffset.UTC).minusDays(1));
    }

    /** A member's server returns a mail, over SMTP. */
    private static void bounce(String to, String diagnostic) throws Exception {
        String report = "From: MAILER-DAEMON@example.org\r\nTo: " + to + "\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=p\r\n\r\n"
                + "--p\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
                + "--p\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
                + "Final-Recipient: rfc822; jane@example.org\r\nAction: failed\r\nStatus: "
                + diagnostic.substring(4, diagnostic.indexOf(' ', 4)) + "\r\nDiagnostic-Code: smtp; " + diagnostic
                + "\r\n\r\n--p--\r\n";
        RawSmtp.post(scene.james().smtpPort(), "", List.of(to), report.getBytes(StandardCharsets.US_ASCII));
        settle();
    }

    private static String ownersMail() throws Exception {
        return scene.ownersMailbox().take().stream()
                .map(mail -> new String(mail, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    @Test
    @Order(1)
    void eachMembersMailHasASenderOfItsOwn() {
        assertThat(senders.keySet()).containsExactlyInAnyOrderElementsOf(ListScene.REMOTE_MEMBERS);
        assertThat(senders.values())
                .doesNotHaveDuplicates()
                .allMatch(sender -> sender.matches("example-bounces\\+[0-9a-z]{19,21}@ml\\.example\\.ac\\.jp"));
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"token of another list", "changed token", "no token"})
    void aForgedBounceDoesNothing(String kind) throws Exception {
        countedUntilYesterday("one@example.org", 4);
        String sender = senders.get("one@example.org");
        scene.james().webAdmin().addGroupMember("other@ml.example.ac.jp", "one@example.org");

        bounce(
                switch (kind) {
                    case "token of another list" -> sender.replace("example-", "other-");
                    case "changed token" -> sender.replace("+", "+0");
                    default -> "example-bounces+one=example.org@ml.example.ac.jp";
                },
                "550 5.1.1 No such user");

        assertThat(points("one@example.org")).isEqualTo(4);
        assertThat(ownersMail()).isEmpty();
        assertThat(scene.sink().messages()).isEmpty();
        Files.delete(file("one@example.org"));
    }

    @Test
    @Order(3)
    void whatJamesCannotDeliverCounts() throws Exception {
        scene.sink().refuse("one@example.org", "550 5.1.1 No such user");
        scene.post(AuthorMail.ofTheFieldStudy(scene.authorKey()));
        settle();

        assertThat(points("one@example.org")).isEqualTo(1);
        assertThat(scene.sink().messages()).hasSize(2);
    }

    @Test
    @Order(4)
    void aMemberIsWarned() throws Exception {
        countedUntilYesterday("two@example.org", 2);
        bounce(senders.get("two@example.org"), "550 5.1.1 No such user");
        bounce(senders.get("two@example.org"), "550 5.1.1 No such user");

        assertThat(points("two@example.org")).isEqualTo(3);
        assertThat(scene.sink().messages()).singleElement().satisfies(warning -> {
            assertThat(warning.recipients()).containsExactly("two@example.org");
            assertThat(warning.sender()).isEmpty();
            assertThat(warning.text()).contains("Subject: Mail of the list", "550 5.1.1 No such user");
        });
        assertThat(ownersMail()).isEmpty();
    }

    @Test
    @Order(5)
    void refusalsForPoliciesAreToldAndNotCounted() throws Exception {
        bounce(senders.get("two@example.org"), "550 5.7.26 not accepted due to the domain's DMARC policy");
        bounce(senders.get("one@example.org"), "550 5.7.26 not accepted due to the domain's DMARC policy");
        bounce(senders.get("two@example.org"), "550 5.7.515 Access denied, does not meet the required authentication");
        bounce(senders.get("two@example.org"), "552 5.2.2 mailbox full");

        assertThat(points("two@example.org")).isEqualTo(3);
        assertThat(scene.ownersMailbox().take())
                .extracting(mail -> new String(mail, StandardCharsets.UTF_8))
                .hasSize(2)
                .anyMatch(mail -> mail.contains("DMARC policy"))
                .anyMatch(mail -> mail.contains("5.7.515"));
    }

    @Test
    @Order(6)
    void aDeadAddressLeavesTheList() throws Exception {
        countedUntilYesterday("three@example.com", 4);
        bounce(senders.get("three@example.com"), "550 5.1.1 No such user");

        assertThat(ownersMail()).contains("three@example.com", "off the list", "550 5.1.1 No such user");
        assertThat(points("three@example.com")).isZero();

        scene.post(AuthorMail.ofTheFieldStudy(scene.authorKey()));
        settle();
        assertThat(scene.sink().messages())
                .extracting(mail -> mail.recipients().get(0))
                .containsExactlyInAnyOrder("one@example.org", "two@example.org");
    }
}
