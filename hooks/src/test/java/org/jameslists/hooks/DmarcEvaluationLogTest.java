package org.jameslists.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.jameslists.dkim.DkimSigner;
import org.jameslists.james.SampleJames;
import org.jameslists.james.Samples;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestKeys;
import org.jameslists.james.TestMail;
import org.jameslists.james.reception.DmarcEvaluationLog;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.mail.Message;
import org.jameslists.signature.SigningIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.xml.sax.InputSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.ByteSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** The line of JSON that {@link DmarcHook} writes for each message. */
class DmarcEvaluationLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(\\{[^`]*\"authserv_id\".*?)```", Pattern.DOTALL);
    private static final String POST = "From: author@example.ne.jp\r\nSubject: Hello\r\n\r\nHello.\r\n";

    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(DmarcEvaluationLog.LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private TestJames james;

    @BeforeEach
    void start() throws Exception {
        james = SampleJames.in(folder)
                .publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject; sp=quarantine")
                .publish("example.ne.jp", "v=spf1 ip4:192.0.2.1 -all");
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private JsonNode line(String xml, String post) throws Exception {
        MailImpl mail = TestMail.of(post, "author@example.ne.jp", "example@ml.example.ac.jp", "jane@ml.example.ac.jp");
        try {
            DmarcHookTest.hook(james, xml).onMessage(DmarcHookTest.session(Optional.empty(), false), mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage()).doesNotContain("\n");
        return JSON.readTree(log.list.get(0).getFormattedMessage());
    }

    private String signed(String domain) throws Exception {
        SigningIdentity by = james.conf("keys/" + domain + ".mail.pem", TestKeys.ed25519())
                .instance(SigningKeys.class)
                .identity(domain, "mail");
        james.publish("mail._domainkey." + domain, by.key().publicRecord().toString());
        Message message = Message.read(ByteSource.wrap(POST.getBytes(StandardCharsets.ISO_8859_1)));
        return new DkimSigner(InstantSource.system())
                        .sign(message, List.of(new DkimSigner.Order(by)))
                        .get(0)
                + "\r\n"
                + POST;
    }

    @Test
    void theExampleOfThePageIsWhatIsWritten() throws Exception {
        ObjectNode line = (ObjectNode) line("<handler><reject>refuse</reject></handler>", signed("example.org"));

        assertThat(Instant.parse(line.path("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(line.path("mail").asText()).startsWith("Mail");
        line.put("time", "2026-11-25T09:30:00.123Z").put("mail", "Mail1795599000123-6f2d");
        Matcher example = EXAMPLE.matcher(Samples.page("json.md"));
        assertThat(example.find()).as("docs/json.md has an example").isTrue();
        assertThat(line.toPrettyString())
                .isEqualTo(JSON.readTree(example.group(1)).toPrettyString());
    }

    @Test
    void theConfigurationOfThePageWritesLinesToAFile() throws Exception {
        Matcher xml = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL).matcher(Samples.page("json.md"));
        assertThat(xml.find()).isTrue();
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);

        configurator.doConfigure(new InputSource(new StringReader(
                "<configuration>" + xml.group(1).replace("log/dmarc", folder + "/dmarc") + "</configuration>")));
        context.getLogger(DmarcEvaluationLog.LOGGER_NAME).info("{}", "{\"version\":1}");
        context.stop();

        assertThat(folder.resolve("dmarc.json")).hasContent("{\"version\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "<reject>refuse</reject>, v=DMARC1; p=reject, -, refused, reject, fail, ''",
        "<reject>quarantine</reject>, v=DMARC1; p=reject, -, taken, quarantine, fail, local_policy",
        "<reject>accept</reject>, v=DMARC1; p=reject, -, taken, none, fail, local_policy",
        "<reject>refuse</reject>, v=DMARC1; p=reject; t=y, -, taken, quarantine, fail, policy_test_mode",
        "<reject>refuse</reject>, v=DMARC1; p=none, -, taken, none, fail, ''",
        "<reject>refuse</reject>, v=DMARC1; p=reject, example.ne.jp, taken, pass, pass, ''",
        "<reject>refuse</reject>, v=DMARC1; p=reject, lists.example.ne.jp, taken, pass, pass, ''",
        "<reject>refuse</reject>, v=DMARC1; p=reject; adkim=s, lists.example.ne.jp, refused, reject, fail, ''",
        "<neverRefuse>example.ne.jp</neverRefuse>, v=DMARC1; p=reject, -, taken, none, fail, local_policy",
        "<alwaysRefuse>example.ne.jp</alwaysRefuse>, v=DMARC1; p=none, -, refused, reject, fail, local_policy",
    })
    void saysWhatWasDoneAndWhyNotWhatThePolicyAsks(
            String parameter,
            String policy,
            String signer,
            String outcome,
            String disposition,
            String dkim,
            String reason)
            throws Exception {
        james.publish("_dmarc.example.ne.jp", policy);

        JsonNode line = line("<handler>" + parameter + "</handler>", signer.equals("-") ? POST : signed(signer));

        JsonNode evaluated = line.path("policy_evaluated");
        assertThat(line.path("outcome").asText()).isEqualTo(outcome);
        assertThat(evaluated.path("disposition").asText()).isEqualTo(disposition);
        assertThat(evaluated.path("dkim").asText()).isEqualTo(dkim);
        assertThat(evaluated.path("spf").asText()).isEqualTo("fail");
        assertThat(evaluated.path("reason").path(0).path("type").asText()).isEqualTo(reason);
    }

    @Test
    void saysThatSpfAlignsNextToDkim() throws Exception {
        james.publish("example.ne.jp", "v=spf1 ip4:203.0.113.99 -all");

        JsonNode evaluated = line("<handler/>", signed("example.ne.jp")).path("policy_evaluated");

        assertThat(evaluated.path("dkim").asText()).isEqualTo("pass");
        assertThat(evaluated.path("spf").asText()).isEqualTo("pass");
    }

    @Test
    void aMessageThatIsPutOffIsMarkedSoThatNobodyCountsItTwice() throws Exception {
        james.fail("_dmarc.example.ne.jp");

        JsonNode line = line("<handler><tryLater>true</tryLater></handler>", POST);

        assertThat(line.path("outcome").asText()).isEqualTo("put-off");
        assertThat(line.path("dmarc").asText()).isEqualTo("temperror");
        assertThat(line.has("policy_published")).isFalse();
    }

    @Test
    void textOfStrangersCannotMakeAnotherLine() throws Exception {
        JsonNode line = line(
                "<handler/>",
                "DKIM-Signature: v=1; a=x; d=example.org\u0085{};\r\n s=a\u2028b; b=; bh=; h=from\r\n" + POST);

        assertThat(line.path("auth_results").path("dkim").path(0).path("result").asText())
                .isEqualTo("permerror");
    }
}
