package org.jameslists.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jameslists.arc.ArcSealer;
import org.jameslists.arc.ArcSealing;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.dmarc.DmarcResult;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.LookupScheduler;
import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups;
import org.jameslists.dns.MessageDns;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.google.common.io.ByteSource;
import com.google.common.net.InetAddresses;

class AuthenticatorTest {
    private static final String ID = "ml.example.ac.jp";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    private static final Optional<SmtpClient> CLIENT = Optional.of(
            new SmtpClient(InetAddresses.forString("192.0.2.1"), "mx.example.ne.jp", "author@example.ne.jp"));

    private static final Message POST = Message.of(
            Header.of(HeaderField.of("From", "author@example.ne.jp"), HeaderField.of("Subject", "post")),
            ByteSource.wrap("Text\r\n".getBytes(StandardCharsets.US_ASCII)));

    private static String keyRecord(String name, String pem) {
        String record = TestSigners.key(pem).publicRecord().toString();
        return name + " TXT \"" + record.substring(0, Math.min(200, record.length())) + "\" \""
                + record.substring(Math.min(200, record.length())) + "\"\n";
    }

    private static final Dns DNS = ZoneFileDns.of(
            """
            example.ne.jp. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            _dmarc.example.ne.jp. TXT "v=DMARC1; p=reject"
            """
                    + keyRecord("rsa._domainkey.example.ne.jp.", TestSigners.rsaPem(2048))
                    + keyRecord("ed._domainkey.example.ne.jp.", TestSigners.ed25519Pem())
                    + keyRecord("ed._domainkey.example.org.", TestSigners.ed25519Pem()));

    private static Authenticator authenticator(Dns dns) {
        return Authenticator.builder()
                .dns(dns)
                .lookups(Lookups.IN_PLACE)
                .clock(CLOCK)
                .build();
    }

    private static Message prepend(Message message, List<HeaderField> fields) {
        return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
    }

    private static Message signedTwice(Message message) throws IOException {
        return prepend(
                message,
                new DkimSigner(CLOCK)
                        .sign(
                                message,
                                List.of(
                                        new DkimSigner.Order(TestSigners.rsa("example.ne.jp")),
                                        new DkimSigner.Order(TestSigners.ed25519("example.ne.jp")))));
    }

    private static Message sealed(Message message, ChainValidation received) throws IOException {
        ArcSealing sealing = new ArcSealer(CLOCK)
                .seal(
                        message,
                        received,
                        AuthenticationResults.of("example.org", MethodResult.of("spf", "pass")),
                        TestSigners.ed25519("example.org"));
        return prepend(message, ((ArcSealing.Sealed) sealing).fields());
    }

    private static Message signedAndSealed(Message message, int seals) throws IOException {
        Message result = sealed(signedTwice(message), ChainValidation.NONE);
        for (int i = 1; i < seals; i++) {
            result = sealed(result, ChainValidation.PASS);
        }
        return result;
    }

    private static String signaturePrefix(Message message, int index) {
        String value = message.header().all("DKIM-Signature").get(index).text();
        return value.replaceAll(".*\\bb=\\s*", "").replace(" ", "").substring(0, 8);
    }

    @Test
    @DisplayName("arc 14: the results say smtp.remote-ip and header.oldest-pass")
    void saysAllInAuthenticationResults() throws IOException {
        Message message = signedAndSealed(POST, 2);

        AuthenticationResults results =
                authenticator(DNS).authenticate(message, CLIENT).results(ID);

        assertThat(results)
                .isEqualTo(AuthenticationResults.of(
                        ID,
                        MethodResult.of("spf", "pass").with("smtp", "mailfrom", "author@example.ne.jp"),
                        MethodResult.of("dkim", "pass")
                                .with("header", "d", "example.ne.jp")
                                .with("header", "i", "@example.ne.jp")
                                .with("header", "s", "rsa")
                                .with("header", "a", "rsa-sha256")
                                .with("header", "b", signaturePrefix(message, 0)),
                        MethodResult.of("dkim", "pass")
                                .with("header", "d", "example.ne.jp")
                                .with("header", "i", "@example.ne.jp")
                                .with("header", "s", "ed")
                                .with("header", "a", "ed25519-sha256")
                                .with("header", "b", signaturePrefix(message, 1)),
                        MethodResult.of("arc", "pass")
                                .with("smtp", "remote-ip", "192.0.2.1")
                                .with("header", "oldest-pass", "0"),
                        MethodResult.of("dmarc", "pass")
                                .with("header", "from", "example.ne.jp")
                                .with("policy", "dmarc", "reject")));
    }

    @Test
    void anUnsignedMessageFromNowhereHasNone() throws IOException {
        AuthenticationResults results =
                authenticator(DNS).authenticate(POST, Optional.empty()).results(ID);

        assertThat(results)
                .isEqualTo(AuthenticationResults.of(
                        ID,
                        MethodResult.of("dkim", "none"),
                        MethodResult.of("arc", "none"),
                        MethodResult.of("dmarc", "fail")
                                .with("header", "from", "example.ne.jp")
                                .with("policy", "dmarc", "reject")));
    }

    @Test
    @DisplayName("arc 13: a chain that failed is arc=fail and counts for nothing else")
    void failuresHaveTheirReasons() throws IOException {
        Message edited = signedAndSealed(POST, 1)
                .withBody(ByteSource.wrap("Other text\r\n".getBytes(StandardCharsets.US_ASCII)));

        AuthenticationResults results =
                authenticator(DNS).authenticate(edited, CLIENT).results(ID);

        assertThat(results.results("dkim")).hasSize(2).allSatisfy(result -> {
            assertThat(result.result()).isEqualTo("fail");
            assertThat(result.reason()).contains("body hash did not verify");
        });
        assertThat(results.results("arc"))
                .containsExactly(MethodResult.of("arc", "fail")
                        .with("smtp", "remote-ip", "192.0.2.1")
                        .because("ARC-Message-Signature 1: body hash did not verify"));
    }

    @Test
    @DisplayName("dkim 11, arc 12: a dead DNS is a temperror of SPF and DKIM, a failure of ARC, and no exception")
    void aDeadDnsIsAResult() throws IOException {
        Dns dead = (name, type) -> new DnsAnswer.Failure("SERVFAIL");

        AuthenticationResults results = authenticator(dead)
                .authenticate(signedAndSealed(POST, 1), CLIENT)
                .results(ID);

        assertThat(results.results().stream().map(MethodResult::toString))
                .anyMatch(result -> result.startsWith("spf=temperror"))
                .anyMatch(result -> result.startsWith("dkim=temperror"))
                .anyMatch(result -> result.startsWith("arc=fail"))
                .anyMatch(result -> result.startsWith("dmarc=temperror"));
    }

    @Test
    void readsTheBodyOnceForAllSignatures() throws IOException {
        Message message = signedAndSealed(POST, 3);
        AtomicInteger opened = new AtomicInteger();
        Message counted = message.withBody(new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                opened.incrementAndGet();
                return message.body().openStream();
            }
        });

        Authentication authentication = authenticator(DNS).authenticate(counted, CLIENT);

        assertThat(authentication.arc().status()).isEqualTo(ChainValidation.PASS);
        assertThat(opened).hasValue(1);
    }

    @Test
    void looksUpSideBySide() throws IOException {
        CountDownLatch together = new CountDownLatch(7);
        Dns meeting = (name, type) -> {
            together.countDown();
            try {
                return together.await(10, TimeUnit.SECONDS)
                        ? DNS.query(name, type)
                        : new DnsAnswer.Failure("the others never asked");
            } catch (InterruptedException e) {
                return new DnsAnswer.Failure("interrupted");
            }
        };
        try (LookupScheduler threads = new LookupScheduler(new Capacity(7, 7, 10))) {
            Authentication authentication = Authenticator.builder()
                    .dns(meeting)
                    .limits(new MessageDns.Limits(100, Duration.ofSeconds(30)))
                    .lookups(threads)
                    .clock(CLOCK)
                    .build()
                    .authenticate(signedAndSealed(POST, 1), CLIENT);

            assertThat(authentication.dkim()).allMatch(result -> result.result().passed());
            assertThat(authentication.arc().status()).isEqualTo(ChainValidation.PASS);
        }
    }

    @Test
    @DisplayName("dkim 11: no more signatures are tried than allowed, and no more keys looked up")
    void triesNoMoreSignaturesThanAllowed() throws IOException {
        Message signed = signedTwice(POST);
        HeaderField signature = signed.header().all("DKIM-Signature").get(1);
        HeaderField[] many = new HeaderField[10_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = HeaderField.of("DKIM-Signature", signature.text().replace("s=ed", "s=ed" + i));
        }
        AtomicInteger asked = new AtomicInteger();
        Dns counting = (name, type) -> {
            asked.incrementAndGet();
            return DNS.query(name, type);
        };

        Authentication authentication = authenticator(counting)
                .authenticate(POST.withHeader(POST.header().prepend(many)), Optional.empty());

        assertThat(authentication.dkim()).hasSize(20);
        assertThat(asked).as("the keys and what DMARC asks").hasValueLessThan(30);
    }

    @Test
    @DisplayName("RFC 6008 §4: signatures are told apart, also those that begin alike")
    void tellsSignaturesApart() throws IOException {
        HeaderField[] alike = {
            HeaderField.of("DKIM-Signature", "v=1; d=example.org; b=AAAAAAAAAA\r\n BBCC"),
            HeaderField.of("DKIM-Signature", "v=1; d=example.org; b=AAAAAAAAAABBDD"),
            HeaderField.of("DKIM-Signature", "v=1; d=example.org; b=AAAA"),
            HeaderField.of("DKIM-Signature", "v=1; d=example.org")
        };

        AuthenticationResults results = authenticator(DNS)
                .authenticate(POST.withHeader(POST.header().prepend(alike)), Optional.empty())
                .results(ID);

        assertThat(results.results("dkim").stream().map(result -> result.property("header", "b")))
                .containsExactly(
                        Optional.of("AAAAAAAAAABBC"),
                        Optional.of("AAAAAAAAAABBD"),
                        Optional.of("AAAA"),
                        Optional.empty());
    }

    @Test
    @DisplayName("dmarc 11: only a passing identifier counts, be it DKIM's or SPF's")
    void dmarcGoesBySpfAndDkim() throws IOException {
        Message edited = signedTwice(POST).withBody(ByteSource.empty());
        Optional<SmtpClient> elsewhere =
                CLIENT.map(client -> new SmtpClient(client.address(), client.helo(), "bounces@example.org"));

        assertThat(authenticator(DNS)
                        .authenticate(signedTwice(POST), Optional.empty())
                        .dmarc()
                        .code())
                .isEqualTo(DmarcResult.Code.PASS);
        assertThat(authenticator(DNS).authenticate(edited, CLIENT).dmarc().code())
                .isEqualTo(DmarcResult.Code.PASS);
        assertThat(authenticator(DNS).authenticate(edited, elsewhere).dmarc().code())
                .isEqualTo(DmarcResult.Code.FAIL);
    }

    @Test
    @DisplayName("dmarc 2: two From fields are no author")
    void twoFromFieldsAreNotEvaluated() throws IOException {
        Message twice = POST.withHeader(POST.header().append(HeaderField.of("From", "other@example.org")));

        assertThat(authenticator(DNS).authenticate(twice, CLIENT).dmarc().code())
                .isEqualTo(DmarcResult.Code.PERMERROR);
    }

    @Test
    @DisplayName("authentication-results 8: tags of a signature cannot add a result")
    void tagsCannotAddResults() throws Exception {
        HeaderField forged = HeaderField.of(
                "DKIM-Signature",
                "v=1; d=example.org (\"; s=s1\r\n dmarc=pass header.from=example.ne.jp; b=x\"y; i=\\");

        AuthenticationResults results = authenticator(DNS)
                .authenticate(POST.withHeader(POST.header().prepend(forged)), Optional.empty())
                .results(ID);

        assertThat(AuthenticationResults.parse(results.format())).isEqualTo(results);
        assertThat(results.results("dkim")).hasSize(1);
        assertThat(results.results("dmarc")).noneMatch(result -> result.result().equals("pass"));
    }
}
