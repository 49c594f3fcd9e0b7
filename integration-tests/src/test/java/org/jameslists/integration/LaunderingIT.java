package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jameslists.authentication.Authentication;
import org.jameslists.authentication.Authenticator;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.dmarc.DmarcResult.Code;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.Lookups;
import org.jameslists.mail.Message;
import org.jameslists.testing.DkimVerdict;
import org.jameslists.testing.Judge;
import org.jameslists.testing.Judge.Matter;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.io.ByteSource;
import com.google.common.net.InetAddresses;

/** A list must not lend its good name to a forgery: what it rewrites and signs passes DMARC. */
@DisplayName("features 5: a post that fails its author's DMARC never leaves with the list's From and signature")
class LaunderingIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FORGED = "var/mail/list-forged";

    /** The alternative of the samples that sends a forged post on, as it stands in its comment. */
    private static final Pattern SEND_IT_ON =
            Pattern.compile("(<!-- Send it on as it came[^\\n]*)\\n(.*?)\\n *-->", Pattern.DOTALL);

    @TempDir
    private static Path folder;

    private static LoopbackDns dns;
    private static List<PublishedKey> keys;
    private static PublishedKey author;

    /** What left of each forgery, by sample. */
    private static final Map<String, List<byte[]>> sentOn = new LinkedHashMap<>();

    private static final Optional<SmtpClient> FROM_THE_LIST = Optional.of(
            new SmtpClient(InetAddresses.forString(ListScene.LIST_ADDRESS), "ml.example.ac.jp", ListScene.BOUNCES));

    /** Posts by somebody who is not the author, from a host that the author's domain does not allow. */
    private enum Forgery {
        UNSIGNED("From: <author@example.ne.jp>"),
        OF_A_QUARANTINE_DOMAIN("From: <author@example.org>"),
        OF_THE_HOUSE("From: <staff@example.ac.jp>"),
        OF_TWO_FROM_FIELDS("From: <author@example.net>\r\nFrom: <author@example.ne.jp>"),
        EDITED("From: <author@example.ne.jp>") {
            @Override
            byte[] message() throws Exception {
                return text(AuthorMail.signed(author, super.message()))
                        .replace("Hello", "Send money")
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        };

        private final String from;

        Forgery(String from) {
            this.from = from;
        }

        byte[] message() throws Exception {
            return text(AuthorMail.kinds().get("plain ASCII"))
                    .replaceFirst("From: .*", from)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static final List<Forgery> OF_OTHERS = Arrays.stream(Forgery.values())
            .filter(forgery -> forgery != Forgery.OF_THE_HOUSE)
            .toList();

    @BeforeAll
    static void sendOn() throws Exception {
        dns = SamplePost.dns();
        keys = SampleScene.keys(dns);
        author = PublishedKey.rsa("example.ne.jp", "mobile").publish(dns);
        sendOn("alias", LaunderingIT::sendForgedPostsOn);
        sendOn("munge-resign-seal", LaunderingIT::sendForgedPostsOn);
        sendOn("google-groups", LaunderingIT::sendForgedPostsOn);
    }

    private static void sendOn(String sample, ListScene.Change change) throws Exception {
        List<byte[]> messages = new ArrayList<>();
        try (ListScene scene = start(sample, change)) {
            // one in the list's own organization's name would pass by SPF for the list's server: it is not sent on at
            // all
            post(scene, Forgery.OF_THE_HOUSE);
            for (Forgery forgery : OF_OTHERS) {
                scene.sink().clear();
                post(scene, forgery);
                messages.add(scene.sink().awaitMessages(1, LONG).get(0).bytes());
            }
        }
        sentOn.put(sample, messages);
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    static Stream<String> listsThatSign() throws IOException {
        Path alias = BuildLayout.ofThisBuild().sample("alias");
        try (Stream<Path> folders = Files.list(alias.getParent())) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("list-authentication.properties")))
                    .filter(folder -> !folder.equals(alias))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static ListScene start(String sample, ListScene.Change change) throws Exception {
        return SampleScene.start(sample, folder, dns, keys, change);
    }

    private static void post(ListScene scene, Forgery forgery) throws Exception {
        RawSmtp.post(scene.james().smtpPort(), "stranger@example.com", List.of(ListScene.LIST), forgery.message());
        scene.james().webAdmin().awaitIdle(LONG);
    }

    @ParameterizedTest
    @MethodSource("listsThatSign")
    void isKeptWithTheReason(String sample) throws Exception {
        try (ListScene scene = start(sample, ListScene.Change.NONE)) {
            for (Forgery forgery : Forgery.values()) {
                post(scene, forgery);
            }
            assertThat(scene.sink().messages()).isEmpty();
            assertThat(scene.localMailbox().take()).isEmpty();
            assertThat(scene.james().webAdmin().storedMails())
                    .hasSize(Forgery.values().length)
                    .allSatisfy(mail -> {
                        assertThat(mail.repository()).isEqualTo(FORGED);
                        assertThat(mail.attributes().get("org.jameslists.dmarc-reason"))
                                .containsAnyOf("fails DMARC of", "2 From fields");
                    });
        }
    }

    /** What an alias forwards, and what a list sends if its operator says so, is as easily known for forged as before. */
    @Test
    void isSentOnAsItCameOrNotAtAll() throws Exception {
        for (Map.Entry<String, List<byte[]>> sample : sentOn.entrySet()) {
            List<Forgery> forgeries = OF_OTHERS;
            for (int i = 0; i < forgeries.size(); i++) {
                Message message = Message.read(ByteSource.wrap(sample.getValue().get(i)));
                assertThat(message.header().all("From"))
                        .isEqualTo(Message.read(ByteSource.wrap(forgeries.get(i).message()))
                                .header()
                                .all("From"));
                Authentication authentication = receiver().authenticate(message, FROM_THE_LIST);
                assertThat(authentication.dmarc().code())
                        .as("%s: %s", sample.getKey(), forgeries.get(i))
                        .isIn(Code.FAIL, Code.PERMERROR);
                assertThat(authentication.dkim())
                        .noneMatch(signature -> signature.result().passed());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("judges")
    void isKnownForForgedByEveryJudge(Judge judge) {
        sentOn.forEach((sample, messages) -> assertThat(judge.hear(ofOneFromField(messages), dns))
                .as(sample)
                .noneMatch(Verdict::passesDmarc)
                .allSatisfy(verdict -> assertThat(verdict.dkim()).noneMatch(DkimVerdict::passes)));
    }

    /** Some judges end with an error where there are two. */
    private static List<byte[]> ofOneFromField(List<byte[]> messages) {
        List<byte[]> some = new ArrayList<>(messages);
        some.remove(List.of(Forgery.values()).indexOf(Forgery.OF_TWO_FROM_FIELDS));
        return some;
    }

    static Stream<Judge> judges() {
        return Judge.of(Matter.DMARC);
    }

    private static void sendForgedPostsOn(ConfigurationFolder conf) throws IOException {
        String mailets = Files.readString(conf.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        String changed = SEND_IT_ON.matcher(mailets).replaceFirst("$1 -->\n$2");
        assertThat(changed).isNotEqualTo(mailets);
        conf.write("mailetcontainer.xml", changed);
    }

    private static Authenticator receiver() {
        return Authenticator.builder()
                .dns(DnsjavaDns.of(dns.hostAndPort(), DnsSettings.DEFAULT))
                .lookups(Lookups.IN_PLACE)
                .build();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
