package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.mail.internet.MimeMessage;

import org.apache.james.jdkim.mailets.DKIMVerify;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.mail.AddressList;
import org.jameslists.mail.EncodedWords;
import org.jameslists.mail.Header;
import org.jameslists.mail.Message;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

/** The sample of the field study's way that arrives everywhere: every kind of mail, in the words of every judge. */
class MungeResignSealIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String LIST_DOMAIN = "ml.example.ac.jp";

    private static ListScene scene;
    /** What a remote member got of each kind of mail. */
    private static final Map<String, byte[]> delivered = new LinkedHashMap<>();
    /** What the local member got. */
    private static final Map<String, byte[]> deliveredHere = new LinkedHashMap<>();

    private static final Map<String, List<ReceivedMessage>> transactions = new LinkedHashMap<>();

    @BeforeAll
    static void postEveryKind() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"), layout.extensionJar(), ListScene.Change.NONE, EmbeddedJames::start);
        for (Map.Entry<String, byte[]> kind : AuthorMail.kinds().entrySet()) {
            // The most demanding peer: James converts whatever it sends there.
            scene.sink().offerEightBitMime(!kind.getKey().startsWith("8bit"));
            scene.sink().clear();
            scene.post(AuthorMail.signed(scene.authorKey(), kind.getValue()));
            scene.james().webAdmin().awaitIdle(LONG);
            transactions.put(kind.getKey(), scene.sink().messages());
            delivered.put(
                    kind.getKey(), scene.sink().awaitMessages(1, LONG).get(0).bytes());
            deliveredHere.put(kind.getKey(), scene.localMailbox().take().get(0));
        }
        scene.sink().offerEightBitMime(true);
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    static Stream<String> kinds() {
        return AuthorMail.kinds().keySet().stream();
    }

    static Stream<Judge> judges() {
        return Stream.of(Judge.values());
    }

    @ParameterizedTest
    @MethodSource("judges")
    void shouldConvinceEveryJudge(Judge judge) {
        List<String> names = List.copyOf(delivered.keySet());
        List<Verdict> verdicts = judge.hear(List.copyOf(delivered.values()), scene.dns());
        for (int i = 0; i < names.size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (Judge.of(Matter.DKIM).anyMatch(judge::equals)) {
                assertThat(verdict.passesDkim(LIST_DOMAIN))
                        .as("DKIM of %s: %s", names.get(i), verdict)
                        .isTrue();
            }
            if (Judge.of(Matter.ARC).anyMatch(judge::equals)) {
                assertThat(verdict.passesArc())
                        .as("ARC of %s: %s", names.get(i), verdict)
                        .isTrue();
            }
            if (Judge.of(Matter.DMARC).anyMatch(judge::equals)) {
                assertThat(verdict.passesDmarc())
                        .as("DMARC of %s: %s", names.get(i), verdict)
                        .isTrue();
                assertThat(verdict.rejects())
                        .as("%s: %s", names.get(i), verdict)
                        .isFalse();
            }
        }
    }

    /** RFC 6376's verifier as James ships it must accept what we sign. */
    @ParameterizedTest
    @MethodSource("kinds")
    void shouldConvinceTheDkimVerifyOfJames(String kind) throws Exception {
        DKIMVerify stock = new DKIMVerify((method, selector, domain) -> Stream.of(scene.listKey(), scene.authorKey())
                .filter(key -> key.name().contentEquals(selector + "._domainkey." + domain))
                .map(PublishedKey::record)
                .toList());
        stock.init(FakeMailetConfig.builder().build());
        MailImpl mail = MailImpl.builder()
                .name("delivered")
                .sender(ListScene.BOUNCES)
                .addRecipient(ListScene.REMOTE_MEMBERS.get(0))
                .mimeMessage(new MimeMessage(null, new ByteArrayInputStream(delivered.get(kind))))
                .build();
        stock.service(mail);
        assertThat(AttributeUtils.getValueAndCastFromMail(mail, DKIMVerify.DKIM_AUTH_RESULT, String.class))
                .hasValueSatisfying(
                        result -> assertThat(result).startsWith("pass").contains(LIST_DOMAIN));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldGiveEachMemberOneCopyWithTheListsBounceAddress(String kind) {
        assertThat(transactions.get(kind))
                .flatExtracting(ReceivedMessage::recipients)
                .containsExactlyInAnyOrderElementsOf(ListScene.REMOTE_MEMBERS);
        assertThat(transactions.get(kind)).extracting(ReceivedMessage::sender).containsOnly(ListScene.BOUNCES);
        assertThat(deliveredHere).containsKey(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldShowTheListAndLeadRepliesToTheAuthor(String kind) throws Exception {
        Header header = header(delivered.get(kind));
        assertThat(header.all("From")).singleElement().satisfies(from -> assertThat(
                        AddressList.parse(from).mailboxes().get(0).address())
                .isEqualTo(ListScene.LIST));
        assertThat(header.all("Reply-To")).singleElement().satisfies(replyTo -> assertThat(
                        AddressList.parse(replyTo).mailboxes().get(0).address())
                .isEqualTo(ListScene.AUTHOR));
        assertThat(header.all("Subject")).singleElement().satisfies(subject -> assertThat(subject.text())
                .startsWith("[example:"));
        assertThat(new String(header.octets(), StandardCharsets.ISO_8859_1))
                .matches(text -> text.chars().allMatch(c -> c < 0x80));
    }

    @Test
    void shouldSendIn7BitToAServerThatTakesNothingElse() throws Exception {
        Message message = Message.read(ByteSource.wrap(delivered.get("8bit UTF-8")));
        assertThat(new String(message.content().read(), StandardCharsets.ISO_8859_1))
                .matches(text -> text.chars().allMatch(c -> c < 0x80));
        assertThat(message.header()
                        .first("Content-Transfer-Encoding")
                        .orElseThrow()
                        .text())
                .isEqualTo("quoted-printable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain ASCII", "ISO-2022-JP", "no final CRLF", "empty body", "30 MB"})
    void shouldPutTheFooterLast(String kind) {
        byte[] message = delivered.get(kind);
        String end = "-- \r\n" + ListScene.LIST + "\r\n";
        assertThat(new String(message, message.length - end.length(), end.length(), StandardCharsets.ISO_8859_1))
                .isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-JP", "raw 8-bit header"})
    void shouldKeepTheJapaneseName(String kind) throws Exception {
        assertThat(AddressList.parse(header(delivered.get(kind)).first("From").orElseThrow())
                        .mailboxes()
                        .get(0)
                        .name()
                        .text())
                .contains("差出人の名前")
                .contains("example");
    }

    @Test
    void shouldKeepTheJapaneseSubject() throws Exception {
        assertThat(EncodedWords.decode(header(delivered.get("raw 8-bit header"))
                        .first("Subject")
                        .orElseThrow()
                        .value()))
                .endsWith("日程");
        Header header = header(delivered.get("ISO-2022-JP"));
        // The words of the author's own Subject stay as they were written.
        assertThat(header.first("Subject").orElseThrow().text())
                .endsWith(header(AuthorMail.kinds().get("ISO-2022-JP"))
                        .first("Subject")
                        .orElseThrow()
                        .text());
    }

    @Test
    void shouldNumberPostsWithoutGapOrRepeat() throws Exception {
        List<String> numbers = new ArrayList<>();
        for (byte[] message : delivered.values()) {
            String subject = header(message).first("Subject").orElseThrow().text();
            numbers.add(subject.substring(0, "[example:00000]".length()));
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(delivered.size());
        assertThat(numbers.get(0)).isEqualTo("[example:00001]");
        assertThat(numbers.get(numbers.size() - 1)).isEqualTo("[example:%05d]".formatted(delivered.size()));
    }

    @Test
    void shouldSendTheListsOwnMailRoundOnlyOnce() throws Exception {
        scene.sink().clear();
        RawSmtp.post(
                scene.james().smtpPort(), "one@example.org", List.of(ListScene.LIST), delivered.get("plain ASCII"));
        scene.james().webAdmin().awaitIdle(LONG);
        assertThat(scene.sink().messages()).isEmpty();
        assertThat(scene.localMailbox().take()).isEmpty();
    }

    @Test
    @DisplayName("complaint 16: a bounce is not sent to the list again")
    void shouldNeverSendABounceToTheList() throws Exception {
        scene.sink().clear();
        byte[] bounce = "From: MAILER-DAEMON@example.org\r\nSubject: failure\r\n\r\nno such user\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        RawSmtp.post(scene.james().smtpPort(), "", List.of(ListScene.LIST, ListScene.BOUNCES), bounce);
        scene.james().webAdmin().awaitIdle(LONG);
        assertThat(scene.sink().messages()).isEmpty();
        assertThat(scene.localMailbox().take()).isEmpty();
        assertThat(scene.ownersMailbox().take()).hasSize(1);
    }

    @Test
    void shouldTakeTheRefusalOfAMemberToTheOwnerNotTheAuthor() throws Exception {
        scene.sink().clear();
        scene.sink().refuse(ListScene.REMOTE_MEMBERS.get(0), "550 5.7.1 rejected due to the DMARC policy");
        scene.post(AuthorMail.signed(scene.authorKey(), AuthorMail.kinds().get("plain ASCII")));
        scene.james().webAdmin().awaitIdle(LONG);
        assertThat(scene.sink().messages())
                .flatExtracting(ReceivedMessage::recipients)
                .doesNotContain(ListScene.AUTHOR);
        assertThat(scene.ownersMailbox().take()).singleElement().satisfies(bounce -> assertThat(
                        new String(bounce, StandardCharsets.ISO_8859_1))
                .contains("due to the DMARC policy"));
        scene.localMailbox().take();
    }

    private static Header header(byte[] message) throws Exception {
        return Message.read(ByteSource.wrap(message)).header();
    }
}
