package org.jameslists.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.jameslists.authentication.SmtpClient;
import org.jameslists.dns.Dns;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.dns.ZoneFileDns;
import org.jameslists.mail.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.collect.Maps;
import com.google.common.io.ByteSource;
import com.google.common.net.InetAddresses;

class ForecasterTest {
    private static final Path SAMPLE = Path.of("..", "conf-samples", "target", "conf", "memory", "munge-resign-seal");
    private static final String ZONE =
            """
            _dmarc.example.ne.jp.    TXT "v=DMARC1; p=reject"
            example.ne.jp.           A   192.0.2.10
            example.ne.jp.           TXT "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.com.      TXT "v=DMARC1; p=quarantine"
            example.com.             A   192.0.2.11
            _dmarc.example.net.      TXT "v=DMARC1; p=none"
            example.net.             A   192.0.2.12
            _dmarc.ml.example.ac.jp. TXT "v=DMARC1; p=reject"
            ml.example.ac.jp.        A   198.51.100.25
            """;
    private static final String MUNGE_FROM = "<mailet match=\"org.jameslists.matchers.IsDmarcRejectSender\"";

    @TempDir
    private Path folder;

    private Forecaster forecaster = forecaster(ZoneFileDns.of(ZONE));

    private static Forecaster forecaster(Dns dns) {
        return new Forecaster(dns, Optional.empty());
    }

    @AfterEach
    void close() {
        forecaster.close();
    }

    private static ForecastPost post(String author, Optional<SmtpClient> client) throws Exception {
        String message = "From: Author <" + author + ">\r\nTo: example@ml.example.ac.jp\r\nSubject: test\r\n"
                + "Date: Tue, 24 Nov 2026 12:00:00 +0900\r\nMessage-ID: <1@example.ne.jp>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain\r\n\r\nHello\r\n";
        return new ForecastPost(
                Message.read(ByteSource.wrap(message.getBytes(StandardCharsets.US_ASCII))),
                new MailAddress("example@ml.example.ac.jp"),
                new MailAddress(author),
                List.of(new MailAddress("member@example.org")),
                client);
    }

    private static ForecastPost post(String author) throws Exception {
        return post(author, Optional.empty());
    }

    /** The sample without the mailet that rewrites From. */
    private Path withoutMitigation() throws Exception {
        String xml = Files.readString(SAMPLE.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8);
        int start = xml.indexOf(MUNGE_FROM);
        int end = xml.indexOf("</mailet>", start) + "</mailet>".length();
        return conf(xml.substring(0, start) + xml.substring(end));
    }

    private Path conf(String mailetContainer) throws Exception {
        Files.writeString(folder.resolve("mailetcontainer.xml"), mailetContainer, StandardCharsets.UTF_8);
        Files.copy(SAMPLE.resolve("list-authentication.properties"), folder.resolve("list-authentication.properties"));
        return folder;
    }

    @Test
    @DisplayName("features 12: what strict receivers will say of a post is known before it is sent")
    void shouldForeseeThatAMungedPostIsAccepted() throws Exception {
        Forecast forecast = forecaster.forecast(SAMPLE, post("author@example.ne.jp"));

        assertThat(forecast.verdict()).as(forecast.toString()).isEqualTo(ForecastVerdict.ACCEPT);
        assertThat(forecast.from()).singleElement().asString().contains("via example", "<example@ml.example.ac.jp>");
        assertThat(forecast.worst().reasons())
                .anyMatch(reason -> reason.startsWith("DMARC passes for ml.example.ac.jp"))
                .contains("DKIM: pass for ml.example.ac.jp")
                .anyMatch(reason -> reason.startsWith("ARC: pass"));
        assertThat(forecast.notes())
                .singleElement()
                .asString()
                .contains("key of ml.example.ac.jp, selector list, is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "author@example.ne.jp, REJECT",
        "author@example.com, QUARANTINE",
        "author@example.net, ACCEPT",
        "author@example.org, ACCEPT",
        "author@ml.example.ac.jp, ACCEPT"
    })
    void shouldForeseeWhatAPolicyDoesToAPostThatIsEditedOnly(String author, ForecastVerdict verdict) throws Exception {
        Forecast forecast = forecaster.forecast(withoutMitigation(), post(author));

        assertThat(forecast.verdict()).as(forecast.toString()).isEqualTo(verdict);
        assertThat(forecast.from()).containsExactly("Author <" + author + ">");
    }

    @Test
    void shouldSayWhichPolicyIsAgainstIt() throws Exception {
        Forecast forecast = forecaster.forecast(withoutMitigation(), post("author@example.ne.jp"));

        assertThat(forecast.worst().reasons())
                .first()
                .asString()
                .contains("DMARC fails", "example.ne.jp asks receivers to reject");
        assertThat(forecast.worst().reasons())
                .contains("policy: reject for example.ne.jp, by \"v=DMARC1; p=reject\" at _dmarc.example.ne.jp");
    }

    @Test
    void shouldTryTheSamplesInItsPlace() throws Exception {
        Map<String, Forecast> samples = forecaster.samples(post("author@example.ne.jp"));

        assertThat(Maps.transformValues(samples, Forecast::verdict))
                .containsAllEntriesOf(Map.of(
                        "munge-resign-seal", ForecastVerdict.ACCEPT,
                        "munge-resign", ForecastVerdict.ACCEPT,
                        "fml4", ForecastVerdict.ACCEPT,
                        "google-groups", ForecastVerdict.ACCEPT,
                        "munge-only-when-needed", ForecastVerdict.ACCEPT,
                        "wrap-message", ForecastVerdict.ACCEPT,
                        "many-lists", ForecastVerdict.ACCEPT,
                        // The post has no signature that could survive, and its author is told.
                        "transparent", ForecastVerdict.NOT_SENT,
                        "alias", ForecastVerdict.REJECT))
                .containsEntry("stock", ForecastVerdict.ACCEPT);
    }

    @Test
    void shouldServeAListOfTheOperatorsWithTheSamples() throws Exception {
        ForecastPost post = post("author@example.ne.jp");
        ForecastPost elsewhere = new ForecastPost(
                post.message(),
                new MailAddress("staff@lists.example.org"),
                post.author(),
                post.members(),
                Optional.empty());

        assertThat(forecaster.samples(elsewhere).get("munge-resign-seal").from())
                .singleElement()
                .asString()
                .contains("<staff@lists.example.org>");
    }

    @Test
    void shouldNotLendTheListsNameToWhatFailsItsAuthorsPolicy() throws Exception {
        SmtpClient stranger =
                new SmtpClient(InetAddresses.forString("203.0.113.9"), "stranger.example.net", "author@example.ne.jp");

        Forecast forecast = forecaster.forecast(SAMPLE, post("author@example.ne.jp", Optional.of(stranger)));

        assertThat(forecast.verdict()).isEqualTo(ForecastVerdict.NOT_SENT);
        assertThat(forecast.worst().reasons()).singleElement().asString().contains("list-forged");
    }

    @Test
    void shouldCheckThatTheKeyIsPublished() throws Exception {
        String keyless = ZONE + "list._domainkey.ml.example.ac.jp. TXT \"v=DKIM1; p=\"\n";
        Path conf = Files.createDirectories(folder.resolve("keys")).getParent();
        Files.copy(SAMPLE.resolve("mailetcontainer.xml"), conf.resolve("mailetcontainer.xml"));
        Files.copy(SAMPLE.resolve("list-authentication.properties"), conf.resolve("list-authentication.properties"));
        Files.writeString(conf.resolve("keys/ml.example.ac.jp.list.pem"), TestKey.pem(), StandardCharsets.US_ASCII);
        forecaster = forecaster(ZoneFileDns.of(keyless));

        Forecast forecast = forecaster.forecast(conf, post("author@example.ne.jp"));

        assertThat(forecast.verdict()).isEqualTo(ForecastVerdict.REJECT);
        assertThat(forecast.worst().reasons()).anyMatch(reason -> reason.contains("the key is revoked"));
        assertThat(forecast.notes()).isEmpty();
    }

    @Test
    void shouldNotKnowWhenTheDnsDoesNotAnswer() throws Exception {
        Dns zone = ZoneFileDns.of(ZONE);
        forecaster = forecaster((name, type) ->
                name.contains("_dmarc.ml.") ? new DnsAnswer.Failure("SERVFAIL") : zone.query(name, type));

        assertThat(forecaster.forecast(SAMPLE, post("author@example.ne.jp")).verdict())
                .isEqualTo(ForecastVerdict.UNKNOWN);
    }

    @Test
    void shouldLetSpfVouchWhereTheServerIsKnown() throws Exception {
        String xml = Files.readString(withoutMitigation().resolve("mailetcontainer.xml"), StandardCharsets.UTF_8);
        assertThat(xml).doesNotContain(MUNGE_FROM);
        String zone = ZONE + "ml.example.ac.jp. TXT \"v=spf1 ip4:198.51.100.25 -all\"\n";
        try (Forecaster withServer =
                new Forecaster(ZoneFileDns.of(zone), Optional.of(InetAddresses.forString("198.51.100.25")))) {
            Forecast forecast = withServer.forecast(folder, post("author@example.ne.jp"));

            assertThat(forecast.worst().reasons()).contains("SPF: pass for ml.example.ac.jp");
            assertThat(forecast.verdict()).isEqualTo(ForecastVerdict.REJECT);
        }
    }

    @Test
    void shouldLeaveOutWhatIsNotAtHandAndSaySo() throws Exception {
        String xml = Files.readString(SAMPLE.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8);
        String mailet = "<mailet match=\"All\" class=\"org.jameslists.mailets.ExpandMembers\"/>";
        assertThat(xml).contains(mailet);

        Forecast forecast = forecaster.forecast(
                conf(xml.replace(
                        mailet,
                        mailet
                                + "<mailet match=\"All\" class=\"com.example.Own\"/>"
                                + "<mailet match=\"com.example.Mine\" class=\"Null\"/>")),
                post("author@example.ne.jp"));

        assertThat(forecast.verdict()).isEqualTo(ForecastVerdict.ACCEPT);
        assertThat(forecast.notes())
                .anyMatch(note -> note.contains("com.example.Own"))
                .anyMatch(note -> note.contains("com.example.Mine"));
    }

    @Test
    void shouldRefuseWhatJamesWouldRefuse() throws Exception {
        String xml = Files.readString(SAMPLE.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8);
        Path conf = conf(xml.replace("<selectors>", "<selektors>").replace("</selectors>", "</selektors>"));

        assertThatThrownBy(() -> forecaster.forecast(conf, post("author@example.ne.jp")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("selectors");
    }

    @Test
    void shouldLeaveTheFolderAsItWas() throws Exception {
        Path conf = withoutMitigation();
        forecaster.forecast(conf, post("author@example.ne.jp"));

        try (var files = Files.walk(conf)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("mailetcontainer.xml", "list-authentication.properties");
        }
    }

    /** The value has no form that delayTime could have: what is told shows that James filled it in. */
    @Test
    void shouldFillVariablesOfTheEnvironmentIntoParametersAsJamesDoes() throws Exception {
        String xml = Files.readString(SAMPLE.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8);
        Path conf = conf(xml.replace(
                "<processor>list</processor>", "<processor>list</processor><delayTime>x${env:PATH}</delayTime>"));

        assertThatThrownBy(() -> forecaster.forecast(conf, post("author@example.ne.jp")))
                .hasStackTraceContaining("\"delayTime\": \"x" + System.getenv("PATH") + "\"");
    }
}
