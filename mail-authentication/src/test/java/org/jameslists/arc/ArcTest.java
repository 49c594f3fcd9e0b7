package org.jameslists.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.results.AuthenticationResults;
import org.jameslists.results.MethodResult;
import org.jameslists.signature.CanonicalMessage;
import org.jameslists.signature.Canonicalization;
import org.jameslists.signature.Canonicalizations;
import org.jameslists.signature.SignatureResult;
import org.jameslists.signature.Signatures;
import org.jameslists.signature.SignedFields;
import org.jameslists.signature.SigningIdentity;
import org.jameslists.signature.TestSigners;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.io.ByteSource;

class ArcTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final SigningIdentity LIST = TestSigners.rsa("ml.example.ac.jp");
    private static final AuthenticationResults RESULTS = AuthenticationResults.of(
            "ml.example.ac.jp", MethodResult.of("dkim", "pass").with("header", "d", "example.ne.jp"));

    private static Message post() throws Exception {
        return Message.read(ByteSource.wrap(
                "DKIM-Signature: v=1; d=example.ne.jp\r\nFrom: a@example.ne.jp\r\nSubject: test\r\n\r\ntext\r\n"
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private static ArcSealing.Sealed sealing(Message message, ChainValidation received) throws Exception {
        return (ArcSealing.Sealed) new ArcSealer(CLOCK).seal(message, received, RESULTS, LIST);
    }

    private static Message seal(Message message, ChainValidation received) throws Exception {
        List<HeaderField> fields = sealing(message, received).fields();
        return message.withHeader(message.header().prepend(fields.toArray(HeaderField[]::new)));
    }

    /** A message that went through hops, each of which validated and sealed it. */
    private static Message chain(int hops) throws Exception {
        Message message = post();
        for (int i = 0; i < hops; i++) {
            message = seal(message, validate(message).status());
        }
        return message;
    }

    private static ArcResult validate(Message message) throws Exception {
        return validate(message, TestSigners.dns());
    }

    private static ArcResult validate(Message message, Dns dns) throws Exception {
        return new ArcValidator(dns, CLOCK).validate(message);
    }

    private static Message edit(Message message, Predicate<HeaderField> which, Function<String, String> edit) {
        return message.withHeader(new Header(message.header().fields().stream()
                .map(field -> which.test(field) ? edited(field, edit) : field)
                .toList()));
    }

    private static HeaderField edited(HeaderField field, Function<String, String> edit) {
        String before = new String(field.octets(), StandardCharsets.ISO_8859_1);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        return HeaderField.ofOctets(after.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Predicate<HeaderField> instance(String name, int instance) {
        return field -> field.is(name) && field.text().startsWith("i=" + instance + ";");
    }

    private static Message without(Message message, Predicate<HeaderField> which) {
        return message.withHeader(message.header().without(which));
    }

    @Test
    @DisplayName("arc 10: no ARC field is none")
    void shouldFindNoChain() throws Exception {
        assertThat(validate(post())).isEqualTo(ArcResult.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    @DisplayName("arc 5, 7, 10: chains pass, hop after hop, up to 50")
    void shouldSealAndValidate(int hops) throws Exception {
        Message message = chain(hops);
        assertThat(validate(message)).isEqualTo(new ArcResult(ChainValidation.PASS, "", hops, 0));
        assertThat(message.header().all(ArcSet.SEAL)).hasSize(hops);
        assertThat(message.header().all(ArcSet.SEAL).get(hops - 1).text()).contains("; cv=none;");
    }

    @Test
    @DisplayName("arc 5: at 50 nothing is added")
    void shouldNotSealBeyondFifty() throws Exception {
        assertThat(new ArcSealer(CLOCK).seal(chain(50), ChainValidation.PASS, RESULTS, LIST))
                .isEqualTo(new ArcSealing.NotSealed("the chain has 50 sets"));
    }

    @Test
    @DisplayName("arc 2, 9: AS, AMS, AAR from top to bottom, the AAR holding the results")
    void shouldWriteTheFieldsInOrder() throws Exception {
        List<HeaderField> fields = chain(1).header().fields();
        assertThat(fields)
                .extracting(HeaderField::name)
                .startsWith(ArcSet.SEAL, ArcSet.MESSAGE_SIGNATURE, ArcSet.AUTHENTICATION_RESULTS);
        assertThat(fields.get(2).text()).isEqualTo("i=1; ml.example.ac.jp; dkim=pass header.d=example.ne.jp");
    }

    @Test
    @DisplayName("arc 3, 4: what the AMS covers and what tags the AS has")
    void shouldCoverSignaturesAndNoResults() throws Exception {
        List<HeaderField> fields = chain(2).header().fields();
        assertThat(fields.get(0).text()).matches("i=2; a=rsa-sha256; cv=pass; d=ml.example.ac.jp; s=rsa; t=\\d+; b=.*");
        assertThat(fields.get(1).text().replaceAll("\\s", ""))
                .startsWith("i=2;a=rsa-sha256;c=relaxed/relaxed;d=ml.example.ac.jp;s=rsa;t=")
                .contains(":DKIM-Signature;")
                .doesNotContain("ARC-")
                .doesNotContain("Authentication-Results");
        for (String forbidden : List.of("Authentication-Results", "ARC-Seal", "arc-message-signature")) {
            assertThatThrownBy(() -> new ArcSealer(
                            Canonicalizations.RELAXED_RELAXED, SignedFields.DEFAULT.and(forbidden), CLOCK))
                    .hasMessageContaining("RFC 8617 §4.1.2");
        }
    }

    @Test
    @DisplayName("arc 11: oldest-pass tells the oldest set whose AMS still verifies, and validity does not change")
    void shouldTellTheOldestPass() throws Exception {
        Message edited = chain(2).withBody(ByteSource.wrap("edited\r\n".getBytes(StandardCharsets.US_ASCII)));
        Message sealed = seal(seal(edited, ChainValidation.PASS), ChainValidation.PASS);
        assertThat(validate(sealed)).isEqualTo(new ArcResult(ChainValidation.PASS, "", 4, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // field|instance|part|replacement
                "ARC-Seal|1|cv=none|cv=pass",
                "ARC-Seal|1|cv=none|cv=NONE",
                "ARC-Seal|1|cv=none;|",
                "ARC-Seal|2|cv=pass|cv=none",
                "ARC-Seal|2|cv=pass|cv=fail",
                "ARC-Seal|2|cv=pass|cv=",
                "ARC-Seal|2|cv=pass|cv=pass; h=From",
                "ARC-Seal|2|i=2|i=02",
                "ARC-Seal|2|i=2|i=3",
                "ARC-Seal|2|i=2|i=0",
                "ARC-Seal|2|i=2|i=1",
                "ARC-Seal|2|i=2|i=51",
                "ARC-Seal|2|i=2;|",
                "ARC-Seal|2|i=2|i=two",
                "ARC-Seal|2|i=2|I=2",
                "ARC-Seal|1|a=rsa-sha256|a=rsa-sha1",
                "ARC-Seal|1|a=rsa-sha256|a=",
                "ARC-Seal|1|s=rsa|s=none",
                "ARC-Seal|1|s=rsa|s=rsa; s=rsa",
                "ARC-Seal|1|b=|b=AAAA",
                "ARC-Seal|1|t=|t=1",
                "ARC-Seal|1|d=ml|d=mx",
                "ARC-Message-Signature|2|s=rsa|s=none",
                "ARC-Message-Signature|2|s=rsa|s=rsa; s=rsa",
                "ARC-Message-Signature|2|a=rsa-sha256|a=rsa-sha1",
                "ARC-Message-Signature|2|h=From|h=From:ARC-Seal",
                "ARC-Message-Signature|2|bh=....|bh=AAAA",
                "ARC-Message-Signature|2|i=2|i=x",
                "ARC-Message-Signature|1|i=1;|",
                "ARC-Authentication-Results|2|i=2|i=1",
                "ARC-Authentication-Results|1|i=1|i=",
                "ARC-Authentication-Results|1|pass|fail",
                "ARC-Authentication-Results|2|pass|fail",
            })
    @DisplayName("arc 1, 4, 10, 16: whatever is wrong fails the chain, not the program")
    void shouldFail(String name, int instance, String part, String replacement) throws Exception {
        Message broken = edit(
                chain(2),
                instance(name, instance),
                field -> field.replaceFirst(part, replacement == null ? "" : replacement));
        ArcResult result = validate(broken);
        assertThat(result.status()).isEqualTo(ChainValidation.FAIL);
        assertThat(result.reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "ARC-Message-Signature, h=From, h=From:ARC-Seal",
        "ARC-Message-Signature, s=rsa;, ''",
        "ARC-Message-Signature, t=, t=-",
        "ARC-Seal, t=, t=-",
        "ARC-Seal, t=\\d+, t=",
    })
    @DisplayName("arc 16: a malformed field of an older set fails the chain, whatever was sealed")
    void shouldWantEveryFieldWellFormed(String name, String part, String replacement) throws Exception {
        Message broken = edit(chain(2), instance(name, 1), field -> field.replaceFirst(part, replacement));
        ArcResult result = validate(broken);
        assertThat(result.status()).isEqualTo(ChainValidation.FAIL);
        assertThat(result.reason()).startsWith(name + " 1: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from:authentication-results",
                "from:arc-authentication-results",
                "from:arc-authentication-results:arc-authentication-results",
                "from:arc-message-signature",
                "from::subject",
                ":from",
                "from:",
                "from:x-never:cc",
                "FROM:ARC-Authentication-Results:Subject"
            })
    @DisplayName("arc 3: an AMS that no sealer should write verifies, and goes on to under sets of others")
    void shouldVerifyWhatSealersMustNotWrite(String headers) throws Exception {
        List<String> list = List.of(headers.split(":", -1));
        Message sealed = new FreeSealer(LIST).seal(withResults(chain(1)), list, "");
        assertThat(validate(sealed)).isEqualTo(new ArcResult(ChainValidation.PASS, "", 2, 0));
        assertThat(validate(seal(sealed, ChainValidation.PASS)))
                .isEqualTo(new ArcResult(ChainValidation.PASS, "", 3, 0));
    }

    @Test
    @DisplayName("arc 3: what is named is covered")
    void shouldCoverWhatIsNamed() throws Exception {
        Message sealed = new FreeSealer(LIST).seal(withResults(post()), List.of("From", "Authentication-Results"), "");
        Message forged =
                edit(sealed, field -> field.is("Authentication-Results"), text -> text.replace("fail", "pass"));
        assertThat(validate(forged)).isEqualTo(ArcResult.fail("ARC-Message-Signature 1: signature did not verify", 1));
    }

    private static Message withResults(Message message) {
        return message.withHeader(
                message.header().prepend(HeaderField.of("Authentication-Results", "mx.example.org; dkim=fail")));
    }

    @ParameterizedTest
    @CsvSource({
        "From:ARC-Seal, h= names ARC-Seal",
        "from:arc-seal, h= names ARC-Seal",
        "From:ARC-Message-Signature, signature did not verify",
        "Subject, From is not signed",
        ":, From is not signed"
    })
    @DisplayName("arc 3, 16: an AMS that covers a seal, itself, or not From fails the chain")
    void shouldRefuseWhatCannotBe(String headers, String reason) throws Exception {
        Message sealed = new FreeSealer(LIST).seal(post(), List.of(headers.split(":", -1)), "");
        assertThat(validate(sealed)).isEqualTo(ArcResult.fail("ARC-Message-Signature 1: " + reason, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=1", "v=2", "v="})
    @DisplayName("arc 3: RFC 8617 §4.1.2: a v= that is there is ignored")
    void shouldIgnoreAVersion(String version) throws Exception {
        assertThat(validate(new FreeSealer(LIST).seal(post(), List.of("From"), version)))
                .isEqualTo(new ArcResult(ChainValidation.PASS, "", 1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "ARC-Seal, 1",
        "ARC-Seal, 2",
        "ARC-Message-Signature, 1",
        "ARC-Message-Signature, 2",
        "ARC-Authentication-Results, 1",
        "ARC-Authentication-Results, 2"
    })
    @DisplayName("arc 1, 16: a field that is missing or there twice fails the chain")
    void shouldWantOneFieldOfEachKind(String name, int instance) throws Exception {
        Message message = chain(2);
        HeaderField field = message.header().fields().stream()
                .filter(instance(name, instance))
                .findFirst()
                .orElseThrow();
        assertThat(validate(without(message, field::equals)).status()).isEqualTo(ChainValidation.FAIL);
        assertThat(validate(message.withHeader(message.header().append(field))).status())
                .isEqualTo(ChainValidation.FAIL);
    }

    @Test
    @DisplayName("arc 16: the order of the fields in the header means nothing; 51 sets fail")
    void shouldLookAtInstancesNotPlaces() throws Exception {
        List<HeaderField> fields = new ArrayList<>(chain(3).header().fields());
        Collections.reverse(fields);
        assertThat(validate(chain(3).withHeader(new Header(fields))).status()).isEqualTo(ChainValidation.PASS);
        Message fifty = chain(50);
        HeaderField[] more = fifty.header().fields().stream()
                .filter(ArcChain::isArc)
                .limit(3)
                .map(field -> edited(field, text -> text.replace("i=50", "i=51")))
                .toArray(HeaderField[]::new);
        assertThat(validate(fifty.withHeader(fifty.header().prepend(more))).status())
                .isEqualTo(ChainValidation.FAIL);
    }

    @Test
    @DisplayName("arc 16: unknown tags do no harm, as long as they are signed")
    void shouldIgnoreUnknownTags() throws Exception {
        Message edited =
                edit(chain(2), instance(ArcSet.MESSAGE_SIGNATURE, 1), text -> text.replace("s=rsa", "s=rsa; zz=1"));
        assertThat(validate(edited).reason()).isEqualTo("ARC-Seal 2: signature did not verify");
        assertThat(validate(chain(1).withHeader(chain(1).header().append(HeaderField.of("X-Other", "1"))))
                        .status())
                .isEqualTo(ChainValidation.PASS);
    }

    @Test
    @DisplayName("arc 16: an RSA key of 512 bits fails the chain")
    void shouldFailOnAShortKey() throws Exception {
        Message message = chain(1);
        for (String selector : List.of("rsa._domainkey.", "x")) {
            Dns dns = (name, type) -> name.startsWith(selector)
                    ? new DnsAnswer.Records(List.of(TestSigners.shortRsaRecord()))
                    : TestSigners.dns().query(name, type);
            assertThat(validate(message, dns).status())
                    .isEqualTo(selector.equals("x") ? ChainValidation.PASS : ChainValidation.FAIL);
        }
    }

    @Test
    @DisplayName("arc 6: a seal covers all sets, ascending, each as AAR, AMS, AS, its own with an empty b= last")
    void shouldCoverTheSetsInOrder() throws Exception {
        Message message = chain(2);
        ByteArrayOutputStream covered = new ByteArrayOutputStream();
        for (int instance = 1; instance <= 2; instance++) {
            for (String name : List.of(ArcSet.AUTHENTICATION_RESULTS, ArcSet.MESSAGE_SIGNATURE, ArcSet.SEAL)) {
                HeaderField field = message.header().fields().stream()
                        .filter(instance(name, instance))
                        .findFirst()
                        .orElseThrow();
                Canonicalization.RELAXED.header(field, covered);
                covered.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        String octets = covered.toString(StandardCharsets.US_ASCII);
        String unsigned = octets.substring(0, octets.lastIndexOf("b=") + 2);
        ArcSealField newest =
                ArcSealField.parse(message.header().all(ArcSet.SEAL).get(0));
        assertThat(Signatures.verify(
                        TestSigners.dns(),
                        newest.domain(),
                        newest.selector(),
                        newest.algorithm(),
                        unsigned.getBytes(StandardCharsets.US_ASCII),
                        newest.signature()))
                .isEqualTo(SignatureResult.PASS);
    }

    @Test
    @DisplayName("arc 12: a DNS failure fails the chain")
    void shouldFailOnDnsTrouble() throws Exception {
        for (DnsAnswer answer : List.of(new DnsAnswer.Failure("timeout"), new DnsAnswer.NoSuchName())) {
            assertThat(validate(chain(1), (name, type) -> answer).status()).isEqualTo(ChainValidation.FAIL);
        }
    }

    @Test
    @DisplayName("arc 7, 8: an edited chain that was never validated again is sealed as failed, over the new set alone")
    void shouldSealAFailedChain() throws Exception {
        Message edited = chain(2).withBody(ByteSource.wrap("edited\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(validate(edited).status()).isEqualTo(ChainValidation.FAIL);
        ArcSealing.Sealed sealed = sealing(edited, ChainValidation.FAIL);
        assertThat(sealed.fields().get(0).text()).startsWith("i=3; a=rsa-sha256; cv=fail;");
        Message message =
                edited.withHeader(edited.header().prepend(sealed.fields().toArray(HeaderField[]::new)));
        assertThat(validate(message).reason()).isEqualTo("the newest seal says cv=fail");
        assertThat(sealing(post(), ChainValidation.NONE).fields().get(1).text()).startsWith("i=1;");
    }

    @Test
    @DisplayName("arc 5: after cv=fail nothing is added")
    void shouldAddNothingAfterFail() throws Exception {
        Message failed = seal(chain(2), ChainValidation.FAIL);
        assertThat(new ArcSealer(CLOCK).seal(failed, ChainValidation.FAIL, RESULTS, LIST))
                .isEqualTo(new ArcSealing.NotSealed("the newest seal says cv=fail"));
    }

    @Test
    @DisplayName("arc 5: after cv=fail on top of malformed fields nothing is added either")
    void shouldAddNothingAfterFailOnTopOfMalformedFields() throws Exception {
        Message malformed = post().withHeader(post().header().prepend(HeaderField.of("ARC-Seal", "nonsense")));
        Message failed = seal(malformed, ChainValidation.FAIL);
        assertThat(new ArcSealer(CLOCK).seal(failed, ChainValidation.FAIL, RESULTS, LIST))
                .isEqualTo(new ArcSealing.NotSealed("the newest seal says cv=fail"));
    }

    @ParameterizedTest
    @CsvSource({"ARC-Seal: i=1; cv=none, i=2", "ARC-Seal: nonsense, i=1", "ARC-Authentication-Results: i=7; none, i=8"})
    @DisplayName("arc 8: malformed ARC fields never lead to a fresh i=1; cv=none")
    void shouldNeverStartAfresh(String malformed, String instance) throws Exception {
        Message message = post();
        Message broken = message.withHeader(
                message.header().prepend(HeaderField.ofOctets(malformed.getBytes(StandardCharsets.US_ASCII))));
        assertThat(validate(broken).status()).isEqualTo(ChainValidation.FAIL);
        for (ChainValidation received : ChainValidation.values()) {
            assertThat(sealing(broken, received).fields().get(0).text())
                    .startsWith(instance + "; a=rsa-sha256; cv=fail;");
        }
    }

    @Test
    @DisplayName("arc 8: a chain that was taken out is not started afresh")
    void shouldNotSealWhatLostItsChain() throws Exception {
        assertThat(new ArcSealer(CLOCK).seal(post(), ChainValidation.PASS, RESULTS, LIST))
                .isEqualTo(new ArcSealing.NotSealed("the chain of the incoming message was removed"));
    }

    @Test
    void shouldReadTheBodyOnce() throws Exception {
        CanonicalMessage message = new CanonicalMessage(chain(3));
        assertThat(new ArcValidator(TestSigners.dns(), CLOCK)
                        .prepare(message)
                        .validate()
                        .status())
                .isEqualTo(ChainValidation.PASS);
        assertThat(message.bodyHashes().passes()).isEqualTo(1);
    }
}
