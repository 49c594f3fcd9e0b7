package org.jameslists.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dmarc.DmarcPolicy;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.DnsSettings;
import org.jameslists.dns.DnsjavaDns;
import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups;
import org.jameslists.dns.MessageDns.Limits;
import org.jameslists.dns.RecordType;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.SignatureResult.Status;
import org.jameslists.signature.TestSigners;
import org.jameslists.spf.SpfResult;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.DnsQuery;
import org.jameslists.testing.LoopbackDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.google.common.io.ByteSource;
import com.google.common.net.InetAddresses;

/** Messages that are made to use up the look-ups, and servers that are made not to answer. */
class LookupAttacksTest {
    private static final int SIGNATURES_TRIED = 20;
    private static final Limits PATIENT = new Limits(100, Duration.ofMinutes(1));

    /** A look-up at a silent server lasts longer than any of these tests. */
    private static final DnsSettings TIRELESS = new DnsSettings(Duration.ofMinutes(10), 0, 1000);

    private final LoopbackDns server = LoopbackDns.start(
            """
            example.ne.jp                 TXT "v=spf1 ip4:198.51.100.0/24 -all"
            _dmarc.example.ne.jp          TXT "v=DMARC1; p=reject"
            _dmarc.example.ac.jp          TXT "v=DMARC1; p=none; np=reject"
            """);

    private final Dns dns = DnsjavaDns.of(server.hostAndPort(), TIRELESS);
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(server));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private LookupScheduler scheduler(Capacity capacity) {
        LookupScheduler scheduler = new LookupScheduler(capacity);
        opened.add(0, scheduler);
        return scheduler;
    }

    private static Authenticator authenticator(Dns dns, Limits limits, Lookups lookups) {
        return Authenticator.builder()
                .dns(dns)
                .limits(limits)
                .lookups(lookups)
                .mostSignatures(SIGNATURES_TRIED)
                .build();
    }

    private static Optional<SmtpClient> client(String address, String sender) {
        return Optional.of(new SmtpClient(InetAddresses.forString(address), "mx.example.com", sender));
    }

    private static Message message(String header) throws IOException {
        return Message.read(ByteSource.wrap((header + "\r\nText\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private Message honestPost() throws IOException {
        server.txt(
                "ed._domainkey.example.ne.jp",
                TestSigners.key(TestSigners.ed25519Pem()).publicRecord().toString());
        Message post = message("From: author@example.ne.jp\r\nSubject: post\r\n");
        List<HeaderField> signature = new DkimSigner(InstantSource.system())
                .sign(post, List.of(new DkimSigner.Order(TestSigners.ed25519("example.ne.jp"))));
        return post.withHeader(post.header().prepend(signature.toArray(HeaderField[]::new)));
    }

    private static String signatures(String domain, int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append("DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=s%d; h=from;".formatted(domain, i))
                    .append(" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n");
        }
        return fields.toString();
    }

    private static String arcSets(String domain, int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            fields.append(
                    """
                    ARC-Seal: i=%1$d; a=rsa-sha256; t=1; cv=%2$s; d=%3$s; s=seal%1$d; b=AAAA
                    ARC-Message-Signature: i=%1$d; a=rsa-sha256; d=%3$s; s=ams%1$d; h=from; \
                    bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA
                    ARC-Authentication-Results: i=%1$d; %3$s; none
                    """
                            .formatted(i, i == 1 ? "none" : "pass", domain)
                            .replace("\n", "\r\n"));
        }
        return fields.toString();
    }

    /** Keys of these are at a server that never answers. */
    private void silence(String domain) {
        for (int i = 0; i <= SIGNATURES_TRIED; i++) {
            server.fail("s" + i + "._domainkey." + domain, DnsFault.SILENCE);
        }
        for (int i = 1; i <= 50; i++) {
            server.fail("seal" + i + "._domainkey." + domain, DnsFault.SILENCE);
            server.fail("ams" + i + "._domainkey." + domain, DnsFault.SILENCE);
        }
    }

    private Set<String> asked(String domain) {
        return server.queries().stream()
                .map(DnsQuery::name)
                .filter(name -> name.endsWith("._domainkey." + domain))
                .collect(Collectors.toSet());
    }

    @Test
    void anHonestPostDoesNotWaitForFifteenFromANetworkThatAsksASilentServer() throws Exception {
        Capacity capacity = Capacity.DEFAULT;
        CountDownLatch share = new CountDownLatch(capacity.share());
        Dns watched = (name, type) -> {
            if (name.endsWith("._domainkey.example.net")) {
                share.countDown();
            }
            return dns.query(name, type);
        };
        silence("example.net");
        Authenticator authenticator =
                authenticator(watched, new Limits(100, Duration.ofMinutes(30)), scheduler(capacity));
        ExecutorService smtp = Executors.newCachedThreadPool();
        opened.add(0, () -> assertThat(end(smtp)).isTrue());
        Message tarpit = message("From: a@example.net\r\n" + signatures("example.net", SIGNATURES_TRIED));
        List<Future<Authentication>> tarpits = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            Optional<SmtpClient> neighbour = client("192.0.2." + i, "a@example.net");
            tarpits.add(smtp.submit(() -> authenticator.authenticate(tarpit, neighbour)));
        }
        assertThat(share.await(30, TimeUnit.SECONDS))
                .as("the network has its share of workers, and all wait")
                .isTrue();

        Authentication honest =
                authenticator.authenticate(honestPost(), client("198.51.100.1", "author@example.ne.jp"));

        assertThat(honest.dmarc().code()).isEqualTo(DmarcResult.Code.PASS);
        assertThat(honest.spf().map(SpfResult::code)).contains(SpfResult.Code.PASS);
        assertThat(honest.dkim()).allMatch(result -> result.result().passed());
        assertThat(tarpits).as("still under way").noneMatch(Future::isDone);
    }

    private static boolean end(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        return threads.awaitTermination(30, TimeUnit.SECONDS);
    }

    @Test
    void whetherTheAuthorsDomainExistsIsAskedThoughSignaturesAndSealsTakeAllTheirLookUps() throws Exception {
        CountDownLatch existence = new CountDownLatch(1);
        Dns silentUntilThen = (name, type) -> {
            if (type == RecordType.A && name.equals("nowhere.example.ac.jp")) {
                existence.countDown();
            } else if (name.endsWith("._domainkey.example.net")) {
                await(existence);
            }
            return dns.query(name, type);
        };
        Message forged = message(
                "From: a@nowhere.example.ac.jp\r\n" + signatures("example.net", 60) + arcSets("example.net", 50));

        Authentication found = authenticator(silentUntilThen, PATIENT, scheduler(new Capacity(4, 4, 1000)))
                .authenticate(forged, client("192.0.2.1", ""));

        assertThat(existence.getCount()).isZero();
        assertThat(found.dmarc().code()).isEqualTo(DmarcResult.Code.FAIL);
        assertThat(found.dmarc().policy()).contains(DmarcPolicy.REJECT);
        assertThat(found.arc().status()).isEqualTo(ChainValidation.FAIL);
        assertThat(asked("example.net")).as("what the rest may ask").hasSizeLessThanOrEqualTo(100);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anAlignedSignatureIsVerifiedThoughOthersOnTopTakeAllTheirLookUps() throws Exception {
        Message honest = honestPost();
        Message flooded = honest.withHeader(honest.header()
                .prepend(message(signatures("example.net", 15)).header().fields().stream()
                        .toArray(HeaderField[]::new)));

        Authentication found = authenticator(dns, new Limits(6, Duration.ofMinutes(10)), Lookups.IN_PLACE)
                .authenticate(flooded, Optional.empty());

        assertThat(found.dmarc().code()).isEqualTo(DmarcResult.Code.PASS);
        assertThat(found.dkim())
                .filteredOn(result -> result.result().status() == Status.TEMPERROR)
                .as("signatures whose keys were one too many")
                .hasSize(9)
                .allSatisfy(result -> assertThat(result.result().reason())
                        .contains("the limit of 6 look-ups for one message is reached"));
    }

    @Test
    void aFullQueueIsATemporaryErrorInWords() throws Exception {
        LookupScheduler scheduler = scheduler(new Capacity(1, 1, 1));
        CountDownLatch allWait = new CountDownLatch(5);
        Lookups counted = client -> {
            Lookups.OfMessage message = scheduler.of(client);
            return (urgency, question) -> {
                Future<DnsAnswer> lookUp = message.start(urgency, question);
                allWait.countDown();
                return lookUp;
            };
        };
        Optional<SmtpClient> author = client("198.51.100.1", "author@example.ne.jp");
        Future<DnsAnswer> busy = scheduler.of(author.map(SmtpClient::address)).start(Lookups.Urgency.DECISION, () -> {
            await(allWait);
            return new DnsAnswer.NoData();
        });

        Authentication found = authenticator(dns, PATIENT, counted).authenticate(honestPost(), author);

        assertThat(busy).isDone();
        assertThat(found.spf().map(SpfResult::code)).contains(SpfResult.Code.TEMPERROR);
        assertThat(found.dkim()).singleElement().satisfies(result -> {
            assertThat(result.result().status()).isEqualTo(Status.TEMPERROR);
            assertThat(result.result().reason())
                    .isEqualTo("key look-up: TXT ed._domainkey.example.ne.jp: not asked, since 1 look-ups are waiting"
                            + " already");
        });
        assertThat(found.dmarc().code()).isNotIn(DmarcResult.Code.PASS, DmarcResult.Code.NONE);
    }

    @Test
    void whenTheTimeIsUpNothingMoreIsSentAndTheWorkersAreFree() throws Exception {
        LookupScheduler scheduler = scheduler(new Capacity(4, 4, 1000));
        silence("example.net");
        Message silent = message(
                "From: a@example.net\r\n" + signatures("example.net", SIGNATURES_TRIED) + arcSets("example.net", 50));

        Authentication found = authenticator(dns, new Limits(100, Duration.ofSeconds(1)), scheduler)
                .authenticate(silent, client("192.0.2.1", ""));
        Authentication next = authenticator(dns, PATIENT, scheduler)
                .authenticate(honestPost(), client("192.0.2.2", "author@example.ne.jp"));

        assertThat(found.dkim())
                .hasSize(SIGNATURES_TRIED)
                .allMatch(result -> result.result().status() == Status.TEMPERROR);
        assertThat(next.dmarc().code()).isEqualTo(DmarcResult.Code.PASS);
        assertThat(asked("example.net")).hasSizeBetween(1, 4);
    }
}
