package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.jameslists.arc.ArcValidator;
import org.jameslists.arc.ChainValidation;
import org.jameslists.dkim.DkimResult;
import org.jameslists.dkim.DkimVerifier;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.james.TestKeys;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.signature.SignatureFormatException;
import org.jameslists.signature.TagList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.base.Splitter;

/** {@link DkimResign}, {@link ArcSeal} and {@link Freeze}, one after the other as a list uses them. */
class SigningTest extends MailetTest {
    private static final String POST = "From: Jane via List <" + LIST
            + ">\r\nDate: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
            + "Subject: test\r\n\r\nHello\r\n";
    private static final Map<String, String> DKIM = Map.of("domains", "ml.example.ac.jp", "selectors", "list");
    private static final Map<String, String> ARC = Map.of("domains", "ml.example.ac.jp", "selector", "list");

    private static MailImpl mail(String results) throws MessagingException {
        MailImpl mail = TestMail.of(POST, "example-bounces@ml.example.ac.jp", "jane@example.org");
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        TestReception.receive(mail, results);
        return mail;
    }

    private static MailImpl mail() throws MessagingException {
        return mail("ml.example.ac.jp; spf=pass smtp.mailfrom=example.ne.jp; arc=none");
    }

    private Dns published() throws MessagingException {
        SigningKeys keys = james.instance(SigningKeys.class);
        Map<String, String> records = Map.of(
                "list._domainkey.ml.example.ac.jp",
                keys.identity("ml.example.ac.jp", "list").key().publicRecord().toString(),
                "list-ed25519._domainkey.ml.example.ac.jp",
                keys.identity("ml.example.ac.jp", "list-ed25519")
                        .key()
                        .publicRecord()
                        .toString());
        return (name, type) -> records.containsKey(name)
                ? new DnsAnswer.Records(List.of(records.get(name)))
                : new DnsAnswer.NoSuchName();
    }

    private List<String> dkim(Mail mail) throws Exception {
        return new DkimVerifier(published(), InstantSource.system())
                .verify(MailMessage.read(mail)).stream()
                        .map(DkimSigned::of)
                        .map(DkimSigned::toString)
                        .toList();
    }

    private record DkimSigned(String domain, String selector, String result) {
        static DkimSigned of(DkimResult result) {
            return new DkimSigned(
                    result.domain().orElseThrow(),
                    result.tag("s").orElseThrow(),
                    result.result().status().word());
        }

        @Override
        public String toString() {
            return domain + " " + selector + " " + result;
        }
    }

    @Test
    @DisplayName("features 10: RSA and Ed25519 sign in one pass")
    void shouldSignForTheListsDomainWithEachKey() throws Exception {
        MailImpl mail = mail();

        mailet(DkimResign.class, Map.of("domains", "ml.example.ac.jp", "selectors", "list, list-ed25519"))
                .service(mail);

        assertThat(dkim(mail)).containsExactly("ml.example.ac.jp list pass", "ml.example.ac.jp list-ed25519 pass");
        assertThat(TestMail.octets(mail)).endsWith(POST).startsWith("DKIM-Signature: v=1; a=rsa-sha256;");
        assertThat(james.count("DkimResign.signed")).isEqualTo(1);
    }

    @Test
    @DisplayName("of keys that take turns the newest one signs and seals that is published")
    void shouldSignAndSealWithThePublishedKeyOfARotation() throws Exception {
        james.conf("keys/ml.example.ac.jp.list-1.pem", TestKeys.rsa())
                .conf("keys/ml.example.ac.jp.list-2.pem", TestKeys.pem("RSA", 2048))
                .publish(
                        "list-1._domainkey.ml.example.ac.jp",
                        james.instance(SigningKeys.class)
                                .identity("ml.example.ac.jp", "list-1")
                                .key()
                                .publicRecord()
                                .toString());
        MailImpl mail = mail();

        mailet(DkimResign.class, Map.of("domains", "ml.example.ac.jp", "selectors", "list-*"))
                .service(mail);
        mailet(ArcSeal.class, Map.of("domains", "ml.example.ac.jp", "selector", "list-*"))
                .service(mail);
        mailet(Freeze.class, Map.of()).service(mail);

        Header header = MailMessage.read(mail).header();
        assertThat(mail.getState()).isNotEqualTo(Mail.ERROR);
        assertThat(header.all("DKIM-Signature")).singleElement().satisfies(signature -> assertThat(signature.text())
                .contains("s=list-1;"));
        assertThat(header.first("ARC-Seal").orElseThrow().text()).contains("s=list-1;");
    }

    @ParameterizedTest
    @CsvSource({
        "'example.ac.jp, ml.example.ac.jp', ml.example.ac.jp",
        "'example.org, example.ac.jp', example.ac.jp",
        "'', ml.example.ac.jp"
    })
    void shouldSignForTheNearestDomainThatMay(String domains, String signed) throws Exception {
        james.conf("keys/example.ac.jp.list.pem", TestKeys.rsa()).conf("keys/example.org.list.pem", TestKeys.rsa());
        MailImpl mail = mail();

        mailet(DkimResign.class, Map.of("domains", domains, "selectors", "list"))
                .service(mail);

        assertThat(MailMessage.read(mail)
                        .header()
                        .first("DKIM-Signature")
                        .orElseThrow()
                        .text())
                .contains("d=" + signed + ";");
    }

    @Test
    void shouldSignForTheAuthorTooWhereFromIsStillTheirs() throws Exception {
        james.conf("keys/example.ac.jp.list.pem", TestKeys.rsa());
        DkimResign mailet = mailet(
                DkimResign.class,
                Map.of(
                        "domains",
                        "ml.example.ac.jp",
                        "selectors",
                        "list",
                        "authors",
                        "example.ac.jp, ml.example.ac.jp"));
        for (String author : List.of("ml.example.ac.jp", "staff.example.ac.jp", "example.ne.jp")) {
            MailImpl mail = mail();
            mail.getMessage().setHeader("From", "jane@" + author);
            TestReception.receive(mail, "ml.example.ac.jp; dmarc=pass");
            mailet.service(mail);
            assertThat(MailMessage.read(mail).header().all("DKIM-Signature"))
                    .hasSize(author.startsWith("staff") ? 2 : 1);
        }
        MailImpl munged = mail();
        ListAttributes.set(munged, ListAttributes.MITIGATION, "munge-from");
        mailet.service(munged);
        assertThat(MailMessage.read(munged).header().all("DKIM-Signature")).hasSize(1);
    }

    @Test
    void shouldGiveEachDestinationASignatureOfItsOwn() throws Exception {
        MailImpl mail = mail();
        mail.setRecipients(List.of(
                new MailAddress("a@example.org"), new MailAddress("b@example.com"), new MailAddress("c@Example.org")));

        mailet(
                        DkimResign.class,
                        Map.of("domains", "ml.example.ac.jp", "selectors", "list", "copiesProcessor", "list-seal"))
                .service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(context.getSentMails())
                .extracting(SentMail::getState, sent -> sent.getRecipients().size(), SigningTest::darn)
                .containsExactly(tuple("list-seal", 1, "example.com"), tuple("list-seal", 2, "example.org"));
    }

    private static String darn(SentMail sent) {
        try {
            return TagList.parse(HeaderField.of("DKIM-Signature", sent.getMsg().getHeader("DKIM-Signature")[0]))
                    .required("darn");
        } catch (MessagingException | SignatureFormatException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSignForAThousandDestinations() throws Exception {
        MailImpl mail = mail();
        List<MailAddress> members = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            members.add(new MailAddress("member@d" + i + ".example.org"));
        }
        mail.setRecipients(members);

        mailet(
                        DkimResign.class,
                        Map.of(
                                "domains",
                                "ml.example.ac.jp",
                                "selectors",
                                "list-ed25519",
                                "copiesProcessor",
                                "list-seal"))
                .service(mail);

        assertThat(context.getSentMails())
                .hasSize(1000)
                .extracting(SigningTest::darn)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNotSignForAListOfAnotherDomain() throws Exception {
        DkimResign mailet = mailet(DkimResign.class, DKIM);
        MailImpl mail = mail();
        ListAttributes.set(mail, ListAttributes.LIST, "other@example.org");

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("may sign for list other@example.org");
    }

    private static MailImpl reversible() throws MessagingException {
        MailImpl mail = TestMail.of(
                POST.replace(LIST, "jane=40example.ne.jp@dmarc.example.org"),
                "example-bounces@ml.example.ac.jp",
                "jane@example.org");
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        ListAttributes.set(mail, ListAttributes.MITIGATION, "munge-from");
        TestReception.receive(mail, "ml.example.ac.jp; dmarc=pass");
        return mail;
    }

    @ParameterizedTest(name = "From {0}, {1}, ours {2}: signed {3}")
    @CsvSource({
        "boss@example.ac.jp, dmarc=none, false, false",
        "boss@example.ac.jp, dmarc=fail policy.dmarc=none, false, false",
        "boss@ml.example.ac.jp, dmarc=none, false, false",
        "boss@example.ac.jp, dmarc=pass, false, true",
        "author@example.ne.jp, dmarc=fail policy.dmarc=reject, false, false",
        "author@example.ne.jp, dmarc=temperror, false, false",
        "author@example.com, dmarc=none, false, true",
        "example@ml.example.ac.jp, dmarc=none, true, true",
    })
    void shouldLendNoNameToTheUnauthenticated(String from, String result, boolean ours, boolean signed)
            throws Exception {
        james.conf("keys/example.ac.jp.list.pem", TestKeys.rsa());
        MailImpl mail = TestMail.of(POST.replace(LIST, from), "x@example.com", "jane@example.org");
        ListAttributes.set(mail, ListAttributes.LIST, LIST);
        TestReception.receive(mail, "ml.example.ac.jp; " + result);
        if (ours) {
            ListAttributes.set(mail, ListAttributes.MITIGATION, "munge-from");
        }

        mailet(
                        DkimResign.class,
                        Map.of("selectors", "list", "authors", "example.ac.jp", "refusedProcessor", "list-refused"))
                .service(mail);

        assertThat(MailMessage.read(mail).header().all("DKIM-Signature").isEmpty())
                .isEqualTo(!signed);
        assertThat("list-refused".equals(mail.getState())).isEqualTo(!signed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                     | d=ml.example.ac.jp; d=dmarc.example.org",
                "ml.example.ac.jp, example.org         | d=ml.example.ac.jp; d=example.org",
                "example.org, dmarc.example.org, ac.jp | d=ac.jp; d=dmarc.example.org"
            })
    void shouldSignForAFromOfAnotherDomainThanTheLists(String domains, String signed) throws Exception {
        for (String domain : List.of("ac.jp", "example.org", "dmarc.example.org")) {
            james.conf("keys/" + domain + ".list.pem", TestKeys.rsa());
        }
        MailImpl mail = reversible();

        mailet(
                        DkimResign.class,
                        domains == null ? Map.of("selectors", "list") : Map.of("selectors", "list", "domains", domains))
                .service(mail);

        assertThat(MailMessage.read(mail).header().all("DKIM-Signature"))
                .extracting(field -> "d=" + TagList.parse(field).required("d"))
                .containsExactlyElementsOf(Splitter.on(';').trimResults().splitToList(signed));
    }

    @Test
    void shouldNotLeaveAFromWithoutAnAlignedSignature() throws Exception {
        DkimResign mailet = mailet(DkimResign.class, DKIM);
        MailImpl mail = reversible();

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("may sign for From with dmarc.example.org");
    }

    @Test
    void shouldLimitHowLongASignatureHolds() throws Exception {
        MailImpl mail = mail();

        mailet(DkimResign.class, Map.of("domains", "ml.example.ac.jp", "selectors", "list", "validity", "14 days"))
                .service(mail);

        assertThat(TestMail.octets(mail)).contains("x=");
        assertThat(dkim(mail)).containsExactly("ml.example.ac.jp list pass");
    }

    @Test
    @DisplayName("complaint 11: ARC fields stand in one order, AS, AMS, AAR, whatever was there before")
    void shouldSealWithTheResultsOfReception() throws Exception {
        MailImpl mail = mail("ml.example.ac.jp; dmarc=pass header.from=example.ne.jp; arc=none");

        mailet(DkimResign.class, DKIM).service(mail);
        mailet(ArcSeal.class, ARC).service(mail);

        Message message = MailMessage.read(mail);
        assertThat(new ArcValidator(published(), InstantSource.system())
                        .validate(message)
                        .status())
                .isEqualTo(ChainValidation.PASS);
        assertThat(message.header().fields().stream().limit(4).map(HeaderField::name))
                .containsExactly("ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "DKIM-Signature");
        assertThat(message.header()
                        .first("ARC-Authentication-Results")
                        .orElseThrow()
                        .text())
                .startsWith("i=1; ml.example.ac.jp;")
                .contains("dmarc=pass header.from=example.ne.jp");
        assertThat(dkim(mail)).containsExactly("ml.example.ac.jp list pass");
    }

    @Test
    void shouldNotSealWhatWasNotAuthenticated() throws Exception {
        ArcSeal mailet = mailet(ArcSeal.class, ARC);
        MailImpl mail = mail();
        mail.removeAttribute(ListAttributes.AUTHENTICATION_RESULTS);

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Authenticate must come first");
    }

    @Test
    void shouldDeclineToSealWhatLostItsChain() throws Exception {
        MailImpl mail = mail("ml.example.ac.jp; arc=pass");

        mailet(ArcSeal.class, ARC).service(mail);

        assertThat(TestMail.octets(mail)).isEqualTo(POST);
        assertThat(james.count("ArcSeal.declined")).isEqualTo(1);
    }

    @Test
    @DisplayName("complaint 13: DKIM behind ARC is refused")
    void shouldRefuseToSignWhatIsSealed() throws Exception {
        MailImpl mail = mail();
        mailet(ArcSeal.class, ARC).service(mail);
        DkimResign resign = mailet(DkimResign.class, DKIM);

        assertThatThrownBy(() -> resign.service(mail)).hasMessageContaining("DkimResign must come before ArcSeal");
    }

    @Test
    void shouldFreezeWhatVerifies() throws Exception {
        MailImpl mail = mail();
        mail.setState("list");
        mailet(DkimResign.class, DKIM).service(mail);
        mailet(ArcSeal.class, ARC).service(mail);
        String sealed = TestMail.octets(mail);

        mailet(Freeze.class, Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo("list");
        assertThat(TestMail.octets(mail)).isEqualTo(sealed);
        assertThat(james.count("Freeze.frozen")).isEqualTo(1);
        Message message = MailMessage.read(mail);
        assertThatThrownBy(() -> MailMessage.write(mail, message)).hasMessageContaining("put edits before DkimResign");
    }

    @ParameterizedTest
    @DisplayName("features 7: our own signatures are verified on what leaves")
    @ValueSource(booleans = {true, false})
    void shouldNotSendWhatWasEditedAfterSigning(boolean arc) throws Exception {
        MailImpl mail = mail();
        if (arc) {
            mailet(ArcSeal.class, ARC).service(mail);
        } else {
            mailet(DkimResign.class, DKIM).service(mail);
        }
        mail.getMessage().setSubject("edited too late");

        mailet(Freeze.class, Map.of("brokenProcessor", "list-broken")).service(mail);

        assertThat(mail.getState()).isEqualTo("list-broken");
        assertThat(mail.getErrorMessage())
                .startsWith("our own signatures do not verify: "
                        + (arc ? "ARC-Message-Signature: " : "DKIM-Signature d=ml.example.ac.jp s=list: "));
        assertThat(james.count("Freeze.broken")).isEqualTo(1);
    }

    @Test
    void shouldNotSendWhatLostItsSignature() throws Exception {
        MailImpl mail = mail();
        mailet(DkimResign.class, DKIM).service(mail);
        mail.getMessage().removeHeader("DKIM-Signature");

        mailet(Freeze.class, Map.of()).service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.ERROR);
        assertThat(mail.getErrorMessage()).contains("it was removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domains=ml.example.ac.jp; selectors=none | \"selectors\": \"none\": no key for ml.example.ac.jp in file://conf/keys/ml.example.ac.jp.none.pem",
                "domains=example..org; selectors=list | \"domains\": \"example..org\"",
                "domains=ml.example.ac.jp | \"selectors\" is missing",
                "domains=ml.example.ac.jp; selectors=bad | \"selectors\": \"bad\"",
                "domain=ml.example.ac.jp; selectors=list | \"domain\": \"ml.example.ac.jp\": unknown",
                "selectors=list; validity=long | \"validity\": \"long\""
            })
    void shouldRefuseAWrongParameterAtStartUp(String parameters, String told) throws Exception {
        james.conf("keys/ml.example.ac.jp.bad.pem", "no key");

        assertThatThrownBy(() -> mailet(DkimResign.class, map(parameters)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("DkimResign: parameter " + told);
    }

    private static Map<String, String> map(String parameters) {
        return Splitter.on(';').trimResults().withKeyValueSeparator('=').split(parameters);
    }
}
