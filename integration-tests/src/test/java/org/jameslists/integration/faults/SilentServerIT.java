package org.jameslists.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jameslists.integration.HookedJames;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.DnsQuery;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.SmtpReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stranger's messages whose keys are at a server that never answers delay the stranger's own mail. */
class SilentServerIT {
    private static final int MESSAGES = 15;
    private static final int SIGNATURES = 20;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HONEST = "Subject: honest\r\n";

    private static final String ZONE =
            """
            example.ne.jp.          TXT "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.ne.jp.   TXT "v=DMARC1; p=reject"
            """;

    private static String silent() {
        StringBuilder header = new StringBuilder("From: a@example.net\r\n");
        for (int i = 0; i < SIGNATURES; i++) {
            header.append("DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=s%d; h=from;".formatted(i))
                    .append(" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n");
        }
        return header + "Subject: silent\r\n\r\nHello.\r\n";
    }

    private static SmtpReply send(HookedJames james, String address, String author, String message) throws Exception {
        return james.receive(address, "mail.example.ne.jp", author, message.getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitQuestions(LoopbackDns dns) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (dns.queries().stream().map(DnsQuery::name).noneMatch(name -> name.endsWith("._domainkey.example.net"))) {
            assertThat(System.nanoTime())
                    .as("the time when a key was asked for")
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean isHonest(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1).contains(HONEST);
    }

    @ParameterizedTest
    @EnumSource(Receiving.class)
    void anHonestPostIsThereBeforeTheStrangers(Receiving receiving) throws Exception {
        ExecutorService strangers = Executors.newFixedThreadPool(MESSAGES);
        try (LoopbackDns dns = LoopbackDns.start(ZONE);
                HookedJames james = receiving.start(dns, "30 seconds")) {
            for (int i = 0; i < SIGNATURES; i++) {
                dns.fail("s" + i + "._domainkey.example.net", DnsFault.SILENCE);
            }
            List<Future<SmtpReply>> replies = new ArrayList<>();
            for (int i = 1; i <= MESSAGES; i++) {
                String address = "203.0.113." + i;
                replies.add(strangers.submit(() -> send(james, address, "a@example.net", silent())));
            }
            awaitQuestions(dns);

            SmtpReply reply = send(
                    james,
                    "192.0.2.10",
                    "author@example.ne.jp",
                    "From: author@example.ne.jp\r\n" + HONEST + "\r\nHello.\r\n");

            assertThat(reply.code()).isEqualTo(250);
            if (receiving == Receiving.HOOK) {
                assertThat(replies).as("strangers who still wait").anyMatch(each -> !each.isDone());
            }
            List<byte[]> inbox = List.of();
            for (int count = 1; inbox.stream().noneMatch(SilentServerIT::isHonest); count = inbox.size() + 1) {
                inbox = james.mailbox().awaitMessages(count, LONG);
            }
            assertThat(inbox).as("the strangers' do not all come first").hasSizeLessThanOrEqualTo(MESSAGES);
        } finally {
            strangers.shutdownNow();
        }
    }
}
