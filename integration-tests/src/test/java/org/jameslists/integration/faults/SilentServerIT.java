package org.jameslists.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jameslists.integration.HookedJames;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.DnsQuery;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.SmtpReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stranger's messages whose keys are at a server that never answers delay the stranger's own mail. */
class SilentServerIT {
    private static final int MESSAGES = 15;
    private static final int SIGNATURES = 20;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HONEST = "Subject: honest\r\n";
    private static final String FIRST = "Subject: first\r\n";

    private static final String ZONE =
            """
            example.ne.jp.          TXT "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.ne.jp.   TXT "v=DMARC1; p=reject"
            """;

    private static String silent(String subject) {
        StringBuilder header = new StringBuilder("From: a@example.net\r\n");
        for (int i = 0; i < SIGNATURES; i++) {
            header.append("DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=s%d; h=from;".formatted(i))
                    .append(" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n");
        }
        return header + subject + "\r\nHello.\r\n";
    }

    /** Hands a message in, and says when all of it is on its way; the reply is another matter. */
    private static SmtpReply send(HookedJames james, String address, String message, CountDownLatch sent)
            throws Exception {
        InputStream content = new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII));
        InputStream end = new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                sent.countDown();
                return -1;
            }

            @Override
            public synchronized int read() {
                sent.countDown();
                return -1;
            }
        };
        return RawSmtp.postFrom(
                address,
                james.james().smtpPort(),
                "mail.example.ne.jp",
                "author@example.ne.jp",
                List.of(HookedJames.RECIPIENT),
                new SequenceInputStream(content, end));
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

    private static boolean has(List<byte[]> inbox, String subject) {
        return inbox.stream().anyMatch(message -> new String(message, StandardCharsets.ISO_8859_1).contains(subject));
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
            CountDownLatch sent = new CountDownLatch(MESSAGES);
            List<Future<SmtpReply>> replies = new ArrayList<>();
            replies.add(strangers.submit(() -> send(james, "203.0.113.1", silent(FIRST), sent)));
            awaitQuestions(dns);
            for (int i = 2; i <= MESSAGES; i++) {
                String address = "203.0.113." + i;
                replies.add(strangers.submit(() -> send(james, address, silent("Subject: other\r\n"), sent)));
            }
            assertThat(sent.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

            SmtpReply reply = send(
                    james,
                    "192.0.2.10",
                    "From: author@example.ne.jp\r\n" + HONEST + "\r\nHello.\r\n",
                    new CountDownLatch(1));

            assertThat(reply.code()).isEqualTo(250);
            assertThat(replies.get(0).isDone() && receiving == Receiving.HOOK)
                    .as("the stranger that came first has its reply")
                    .isFalse();
            List<byte[]> inbox = List.of();
            while (!has(inbox, HONEST)) {
                inbox = james.mailbox().awaitMessages(inbox.size() + 1, LONG);
            }
            assertThat(has(inbox, FIRST)).as("the stranger that came first").isFalse();
        } finally {
            strangers.shutdownNow();
        }
    }
}
