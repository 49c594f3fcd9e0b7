package org.jameslists.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalization;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class DkimTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final String HEADER =
            """
            From: =?ISO-2022-JP?B?GyRCOjk9UD9NGyhC?= <author@example.ne.jp>
            To: list@ml.example.ac.jp
            Subject: =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=
             test
            Date: Tue, 24 Nov 2026 12:00:00 +0900
            Message-ID: <1@example.ne.jp>

            """;

    private static Message message(String text) throws Exception {
        return Message.read(ByteSource.wrap(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Message sign(Message message, DkimSigner signer, SigningIdentity... by) throws Exception {
        List<DkimSigner.Order> orders =
                Arrays.stream(by).map(DkimSigner.Order::new).toList();
        List<HeaderField> fields = signer.sign(message, orders);
        return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
    }

    private static Message signed(String body) throws Exception {
        return sign(message(HEADER + body), new DkimSigner(CLOCK), TestSigners.rsa("example.ne.jp"));
    }

    private static SignatureResult verify(Message message, Dns dns) throws Exception {
        return new DkimVerifier(dns, CLOCK).verify(message).get(0).result();
    }

    private static SignatureResult verify(Message message) throws Exception {
        return verify(message, TestSigners.dns());
    }

    /** Puts another value for a tag into the topmost DKIM-Signature. */
    private static Message retag(Message message, String regex, String replacement) throws Exception {
        HeaderField top = message.header().fields().get(0);
        String changed = new String(top.octets(), StandardCharsets.ISO_8859_1).replaceFirst(regex, replacement);
        assertThat(changed).isNotEqualTo(new String(top.octets(), StandardCharsets.ISO_8859_1));
        return message.withHeader(message.header()
                .without(DkimSignature.NAME)
                .prepend(HeaderField.ofOctets(changed.getBytes(StandardCharsets.ISO_8859_1))));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                        "",
                        "\n",
                        "text",
                        "text\n",
                        "a  b \n\n c\t\n\n\n",
                        "\033$B$\"\033(B\n",
                        "\u00e3\u0081\u0082 8bit\n",
                        "long".repeat(5000))
                .flatMap(body -> Stream.of(Canonicalization.values())
                        .flatMap(header -> Stream.of(Canonicalization.values())
                                .map(bodyForm -> Arguments.of(body, new Canonicalizations(header, bodyForm)))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("dkim 7: RSA and Ed25519 sign in one pass over the body, and both verify")
    void shouldSignTwiceInOnePass(String body, Canonicalizations form) throws Exception {
        Message message = message(HEADER + body);
        CanonicalMessage canonical = new CanonicalMessage(message);
        DkimSigner signer = new DkimSigner(form, SignedFields.DEFAULT, Optional.empty(), CLOCK);
        List<HeaderField> fields = signer.sign(
                canonical,
                List.of(
                        new DkimSigner.Order(TestSigners.rsa("example.ac.jp")),
                        new DkimSigner.Order(TestSigners.ed25519("example.ac.jp"))));
        assertThat(canonical.bodyHashes().passes()).isEqualTo(1);
        Message signed = message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
        CanonicalMessage received = new CanonicalMessage(signed);
        assertThat(new DkimVerifier(TestSigners.dns(), CLOCK).prepare(received).verify())
                .extracting(DkimResult::result)
                .containsExactly(SignatureResult.PASS, SignatureResult.PASS);
        assertThat(received.bodyHashes().passes()).isEqualTo(1);
    }

    @Test
    @DisplayName("dkim 7: the signatures of RFC 8463 appendix A verify")
    void shouldVerifyTheExampleOfRfc8463() throws Exception {
        Message message = message(
                """
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
                 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
                From: Joe SixPack <joe@football.example.com>
                To: Suzie Q <suzie@shopping.example.net>
                Subject: Is dinner ready?
                Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
                Message-ID: <20030712040037.46341.5F8J@football.example.com>

                Hi.

                We lost the game.  Are you hungry yet?

                Joe.
                """);
        Dns dns = TestSigners.dns(
                "brisbane._domainkey.football.example.com",
                "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        assertThat(verify(message, dns)).isEqualTo(SignatureResult.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=rsa-sha256|a=rsa-sha1|PERMERROR|rsa-sha1 is no longer acceptable",
                "a=rsa-sha256|a=rot13|PERMERROR|unknown algorithm",
                "v=1|v=2|PERMERROR|v= is not 1",
                "v=1; ||PERMERROR|tag v is missing",
                "c=relaxed/relaxed|c=loose|PERMERROR|unknown canonicalization",
                "h=From:|h=X-From:|FAIL|signature did not verify",
                "h=[^;]*|h=Subject:Date|PERMERROR|From is not signed",
                "h=From|h=:From|PERMERROR|an empty field name in h=",
                "s=rsa|s=none|PERMERROR|no key for the signature",
                "s=rsa|s=rsa; s=rsa|PERMERROR|tag s occurs twice",
                "s=rsa|s=rsa; i=@example.com|PERMERROR|i= is not within d=",
                "s=rsa|s=rsa; i=author|PERMERROR|i= is not within d=",
                "s=rsa|s=rsa; i=author@sub.example.ne.jp|FAIL|signature did not verify",
                "s=rsa|s=rsa; q=dns/unknown|PERMERROR|no known query method in q=",
                "s=rsa|s=rsa; l=99999|PERMERROR|l= is larger than the body",
                "s=rsa|s=rsa; l=two|PERMERROR|tag l is not a number",
                "s=rsa|s=rsa; unknown=1|FAIL|signature did not verify",
                "t=[0-9]*|t=1795521600; x=1795521600|PERMERROR|x= is not after t=",
                "t=[0-9]*|t=1; x=2|FAIL|the signature has expired",
                "t=[0-9]*|t=99999999999|FAIL|the signature is from the future",
                "bh=....|bh=AAAA|FAIL|body hash did not verify",
                "bh=....|bh=*|PERMERROR|tag bh is not base64",
                "\\sb=.*| b=|PERMERROR|tag b is empty",
            })
    @DisplayName("dkim 1, 2, 6: a signature that is changed or wrong says why")
    void shouldSayWhatIsWrong(String tag, String replacement, SignatureResult.Status status, String reason)
            throws Exception {
        Message changed = retag(signed("text\n"), "(?s)" + tag, replacement == null ? "" : replacement);
        assertThat(verify(changed)).isEqualTo(new SignatureResult(status, reason));
    }

    @Test
    @DisplayName("dkim 2: an l= shorter than the body is reported as such")
    void shouldTellThatABodyIsPartlyUnsigned() throws Exception {
        String hashOfText = new org.jameslists.signature.BodyHashes(
                        ByteSource.wrap("text\r\n".getBytes(StandardCharsets.US_ASCII)))
                .hash(org.jameslists.signature.BodyHashes.Request.whole(Canonicalization.RELAXED))
                .sha256();
        Message whole = message(HEADER + "text\n");
        DkimSigner.Order order =
                new DkimSigner.Order(TestSigners.rsa("example.ne.jp"), Optional.empty(), Map.of("l", "6"));
        HeaderField field = new DkimSigner(CLOCK).sign(whole, List.of(order)).get(0);
        assertThat(field.text()).contains(hashOfText);
        Message longer = message(HEADER + "text\nand a footer\n");
        assertThat(verify(longer.withHeader(longer.header().prepend(field))))
                .isEqualTo(new SignatureResult(SignatureResult.Status.PASS, "l= leaves 14 bytes of the body unsigned"));
    }

    private static final String MIME = "MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: 7bit\n";

    private static Optional<String> uncovered(Message message) throws Exception {
        DkimResult result =
                new DkimVerifier(TestSigners.dns(), CLOCK).verify(message).get(0);
        assertThat(result.result().passed()).isTrue();
        return result.uncovered();
    }

    /** Signs the fields that are named, each as often as it is there or, with a +, once more. */
    private static Message signedFields(String fields, String header) throws Exception {
        Set<String> over = new LinkedHashSet<>();
        Set<String> plain = new LinkedHashSet<>();
        for (String field : fields.split(":", -1)) {
            (field.endsWith("+") ? over : plain).add(field.replace("+", ""));
        }
        DkimSigner signer = new DkimSigner(
                Canonicalizations.RELAXED_RELAXED, new SignedFields(over, plain), Optional.empty(), CLOCK);
        return sign(message(header + HEADER + "text\n"), signer, TestSigners.rsa("example.ne.jp"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From:Subject:Content-Type:Content-Transfer-Encoding|",
                "FROM:subject:content-type:content-transfer-encoding:To:X-Absent+|",
                "From:Content-Type:Content-Transfer-Encoding|Subject",
                "From:Subject:Content-Transfer-Encoding|Content-Type",
                "From:Subject:Content-Type|Content-Transfer-Encoding",
                "From|Subject, Content-Type, Content-Transfer-Encoding",
            })
    @DisplayName("what reads the message must be signed where it is there")
    void shouldTellWhichFieldsAreUncovered(String signed, String fields) throws Exception {
        assertThat(uncovered(signedFields(signed, MIME)))
                .isEqualTo(Optional.ofNullable(fields).map("the signature does not cover every "::concat));
    }

    @Test
    void shouldNotAskForWhatIsNotThere() throws Exception {
        assertThat(uncovered(signedFields("From:Subject", ""))).isEmpty();
        assertThat(uncovered(signedFields("From:Subject", "MIME-Version: 1.0\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "From: boss@example.ne.jp, From",
        "Subject: other, Subject",
        "FROM : boss@example.ne.jp, From",
        "Content-Type: text/html, Content-Type",
        "Content-Transfer-Encoding: base64, Content-Transfer-Encoding",
        "MIME-Version: 1.0, ",
        "Reply-To: other@example.com, "
    })
    @DisplayName("a field that is added later breaks the signature or is told")
    void shouldTellWhatWasAdded(String added, String field) throws Exception {
        HeaderField top = HeaderField.ofOctets(added.getBytes(StandardCharsets.US_ASCII));
        for (String header : List.of("", MIME)) {
            Message plain = signedFields("From:Subject:Content-Type:Content-Transfer-Encoding", header);
            assertThat(uncovered(plain.withHeader(plain.header().prepend(top))))
                    .isEqualTo(Optional.ofNullable(field).map("the signature does not cover every "::concat));
            Message oversigned =
                    signedFields("From+:Subject+:Content-Type+:Content-Transfer-Encoding+:Reply-To+", header);
            Message changed = oversigned.withHeader(oversigned.header().prepend(top));
            assertThat(verify(changed).passed()).isEqualTo(added.startsWith("MIME-Version"));
        }
    }

    @Test
    @DisplayName("our own signatures cover everything")
    void shouldCoverEverythingByDefault() throws Exception {
        assertThat(uncovered(sign(
                        message(MIME + HEADER + "text\n"), new DkimSigner(CLOCK), TestSigners.rsa("example.ne.jp"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"|", "appended|l= leaves 10 bytes of the body unsigned"})
    @DisplayName("an l= that covers the body is none; one that leaves something is told")
    void shouldTellWhatOfTheBodyIsUncovered(String appended, String reason) throws Exception {
        DkimSigner.Order order =
                new DkimSigner.Order(TestSigners.rsa("example.ne.jp"), Optional.empty(), Map.of("l", "6"));
        HeaderField field = new DkimSigner(CLOCK)
                .sign(message(HEADER + "text\n"), List.of(order))
                .get(0);
        Message longer = message(HEADER + "text\n" + (appended == null ? "" : appended + "\n"));
        assertThat(uncovered(longer.withHeader(longer.header().prepend(field)))).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void shouldSayNothingOfWhatDoesNotPass() throws Exception {
        Message changed = retag(signedFields("From", MIME), "h=From", "h=From:To");
        assertThat(new DkimVerifier(TestSigners.dns(), CLOCK)
                        .verify(changed)
                        .get(0)
                        .uncovered())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"299, PASS", "301, FAIL"})
    @DisplayName("dkim 14: clocks may differ by five minutes")
    void shouldAllowForClockSkew(int seconds, SignatureResult.Status status) throws Exception {
        DkimSigner ahead = new DkimSigner(InstantSource.fixed(NOW.plusSeconds(seconds)));
        assertThat(verify(sign(message(HEADER), ahead, TestSigners.rsa("example.ne.jp")))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void shouldExpireWhenTold() throws Exception {
        DkimSigner signer = new DkimSigner(
                Canonicalizations.RELAXED_RELAXED,
                SignedFields.DEFAULT,
                Optional.of(Duration.ofDays(7)),
                InstantSource.fixed(NOW.minus(Duration.ofDays(8))));
        assertThat(verify(sign(message(HEADER), signer, TestSigners.rsa("example.ne.jp"))))
                .isEqualTo(SignatureResult.fail("the signature has expired"));
    }

    @Test
    @DisplayName("dkim 11: a DNS failure is temperror, a missing key permerror")
    void shouldTellDnsTroubleFromAMissingKey() throws Exception {
        Message message = signed("text\n");
        assertThat(verify(message, (name, type) -> new DnsAnswer.Failure("SERVFAIL")))
                .isEqualTo(SignatureResult.temperror("key look-up: SERVFAIL"));
        for (DnsAnswer none : List.of(new DnsAnswer.NoData(), new DnsAnswer.NoSuchName())) {
            assertThat(verify(message, (name, type) -> none).status()).isEqualTo(SignatureResult.Status.PERMERROR);
        }
    }

    @Test
    @DisplayName("dkim 11: no more signatures are tried than the cap says")
    void shouldTryOnlySoManySignatures() throws Exception {
        Message message = signed("text\n");
        HeaderField field = message.header().fields().get(0);
        HeaderField[] many = new HeaderField[10_000];
        Arrays.fill(many, field);
        Message flooded = message.withHeader(message.header().prepend(many));
        assertThat(new DkimVerifier(TestSigners.dns(), CLOCK).verify(flooded)).hasSize(DkimVerifier.MOST_SIGNATURES);
    }

    @Test
    @DisplayName("dkim 5: t=s forbids an identity below the domain")
    void shouldHonourStrictIdentity() throws Exception {
        String record = TestSigners.key(TestSigners.rsaPem(2048)).publicRecord().toString();
        Dns strict = TestSigners.dns("rsa._domainkey.example.ne.jp", record.replace("p=", "t=s; p="));
        Message message = message(HEADER);
        SigningIdentity by = TestSigners.rsa("example.ne.jp");
        for (String domain : List.of("example.ne.jp", "sub.example.ne.jp")) {
            DkimSigner.Order order = new DkimSigner.Order(by, Optional.of("author@" + domain), Map.of());
            HeaderField field =
                    new DkimSigner(CLOCK).sign(message, List.of(order)).get(0);
            Message signed = message.withHeader(message.header().prepend(field));
            assertThat(verify(signed).passed()).isTrue();
            assertThat(verify(signed, strict).passed()).isEqualTo(domain.equals("example.ne.jp"));
        }
    }

    @Test
    @DisplayName("dkim 5: of several key records at one name each is tried")
    void shouldTryEveryKeyRecord() throws Exception {
        String good = TestSigners.key(TestSigners.rsaPem(2048)).publicRecord().toString();
        String other = TestSigners.key(TestSigners.rsaPem(1024)).publicRecord().toString();
        Dns dns = TestSigners.dns("rsa._domainkey.example.ne.jp", "v=spf1 -all", other, good);
        assertThat(verify(signed("text\n"), dns)).isEqualTo(SignatureResult.PASS);
    }

    @Test
    @DisplayName("dkim 6: with a key of 512 bits it is a permerror")
    void shouldNotVerifyWithAShortKey() throws Exception {
        Dns dns = TestSigners.dns("rsa._domainkey.example.ne.jp", TestSigners.shortRsaRecord());
        assertThat(verify(signed("text\n"), dns))
                .isEqualTo(SignatureResult.permerror("an RSA key of 512 bits is not acceptable"));
    }

    @Test
    @DisplayName("dkim 8: U-labels are looked up as A-labels and hashed as written")
    void shouldLookUpALabels() throws Exception {
        Message message = sign(message(HEADER), new DkimSigner(CLOCK), TestSigners.rsa("大学.example.org"));
        assertThat(message.header().fields().get(0).text()).contains("d=大学.example.org;");
        String record = TestSigners.key(TestSigners.rsaPem(2048)).publicRecord().toString();
        assertThat(verify(message, TestSigners.dns("rsa._domainkey.xn--pss25c.example.org", record)))
                .isEqualTo(SignatureResult.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "From",
        "Subject",
        "Date",
        "To",
        "Cc",
        "Reply-To",
        "Message-ID",
        "Content-Type",
        "List-Id",
        "List-Post",
        "List-Help",
        "List-Subscribe",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "List-Owner",
        "List-Archive"
    })
    @DisplayName("dkim 10: no second field of an oversigned name can be added")
    void shouldOversign(String name) throws Exception {
        Message message = signed("text\n");
        for (Message changed : List.of(
                message.withHeader(message.header().prepend(HeaderField.of(name, "added on top"))),
                message.withHeader(message.header().append(HeaderField.of(name, "added below"))))) {
            assertThat(verify(changed)).isEqualTo(SignatureResult.fail("signature did not verify"));
        }
    }

    @Test
    @DisplayName("dkim 10: fields are taken bottom-up")
    void shouldSelectFieldsBottomUp() throws Exception {
        Message message = sign(
                message("X-Original-From: 2\nX-Original-From: 1\n" + HEADER),
                new DkimSigner(CLOCK),
                TestSigners.rsa("example.ne.jp"));
        assertThat(verify(message).passed()).isTrue();
        Message third = message.withHeader(message.header().prepend(HeaderField.of("X-Original-From", "3")));
        assertThat(verify(third).passed()).isTrue();
        Message below = message.withHeader(message.header().append(HeaderField.of("X-Original-From", "0")));
        assertThat(verify(below).passed()).isFalse();
    }

    @Test
    @DisplayName("dkim 12: the field is folded and its tags come in a fixed order")
    void shouldWriteAReadableField() throws Exception {
        String field = new String(signed("text\n").header().fields().get(0).octets(), StandardCharsets.US_ASCII);
        assertThat(field.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThan(78));
        assertThat(field.replaceAll("\\s", ""))
                .matches("DKIM-Signature:v=1;a=rsa-sha256;c=relaxed/relaxed;d=example.ne.jp;s=rsa;t=\\d+;"
                        + "h=From:From:[A-Za-z:-]+;bh=[^;]+;b=[^;]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; l=1", "a\r\nBcc: b", "a\r\n", "a\u0000"})
    @DisplayName("dkim 12: no value writes more than its tag")
    void shouldLetNoValueWriteMoreThanItsTag(String value) throws Exception {
        DkimSigner.Order order =
                new DkimSigner.Order(TestSigners.rsa("example.ne.jp"), Optional.empty(), Map.of("n", value));
        Message message = message(HEADER);
        assertThatThrownBy(() -> new DkimSigner(CLOCK).sign(message, List.of(order)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "dkim 12: no line is longer than 998 octets, however many fields are signed and however long values are")
    void shouldWriteNoLongLine() throws Exception {
        String many = "References: <1@example.ne.jp>\n".repeat(1000);
        DkimSigner.Order order =
                new DkimSigner.Order(TestSigners.rsa("example.ne.jp"), Optional.empty(), Map.of("n", "x".repeat(900)));
        Message message = message(many + HEADER);
        HeaderField field = new DkimSigner(CLOCK).sign(message, List.of(order)).get(0);
        assertThat(new String(field.octets(), StandardCharsets.US_ASCII).split("\r\n"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(998));
        assertThat(verify(message.withHeader(message.header().prepend(field)))).isEqualTo(SignatureResult.PASS);

        DkimSigner.Order tooLong =
                new DkimSigner.Order(TestSigners.rsa("example.ne.jp"), Optional.empty(), Map.of("n", "x".repeat(1000)));
        assertThatThrownBy(() -> new DkimSigner(CLOCK).sign(message, List.of(tooLong)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("dkim 13: octets above 127 in a field's name are no letters with a case")
    void shouldCanonicalizeNamesAsOctets() {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        Canonicalization.RELAXED.header(
                HeaderField.ofOctets("X-\u00c9\u00de : 1".getBytes(StandardCharsets.ISO_8859_1)), canonical);
        assertThat(canonical.toString(StandardCharsets.ISO_8859_1)).isEqualTo("x-\u00c9\u00de:1");
    }

    @Test
    @DisplayName("dkim 13: 8-bit header octets are signed as they are")
    void shouldSignRawOctets() throws Exception {
        byte[] raw = HexFormat.of().parseHex("46726f6d3a2083ff20613c61406578616d706c652e6f72673e0d0a0d0a");
        Message message =
                sign(Message.read(ByteSource.wrap(raw)), new DkimSigner(CLOCK), TestSigners.rsa("example.org"));
        assertThat(verify(message)).isEqualTo(SignatureResult.PASS);
    }
}
