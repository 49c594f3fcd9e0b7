package org.jameslists.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.mail.internet.MimeMessage;

import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.james.core.Username;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.server.core.MailImpl;
import org.jameslists.james.SampleJames;
import org.jameslists.james.Samples;
import org.jameslists.james.TestJames;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.james.reception.ReceptionResults;
import org.jameslists.results.MethodResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmarcHookTest {
    private static final Pattern HANDLER =
            Pattern.compile("<handler class=\"org.jameslists.hooks.DmarcHook\">.*?</handler>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private TestJames james;

    @BeforeEach
    void start() throws Exception {
        james = SampleJames.in(folder).publish("_dmarc.example.ne.jp", "v=DMARC1; p=reject");
    }

    private DmarcHook hook(String xml) throws ConfigurationException {
        return hook(james, xml);
    }

    static DmarcHook hook(TestJames james, String xml) throws ConfigurationException {
        XMLConfiguration configuration = new XMLConfiguration();
        new FileHandler(configuration).load(new StringReader(xml));
        DmarcHook hook = james.instance(DmarcHook.class);
        hook.init(configuration);
        return hook;
    }

    private static List<String> samples(String text) {
        return HANDLER.matcher(text).results().map(MatchResult::group).toList();
    }

    static SMTPSession session(Optional<Username> user, boolean mayRelay) {
        return (SMTPSession) Proxy.newProxyInstance(
                SMTPSession.class.getClassLoader(),
                new Class<?>[] {SMTPSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getUsername" -> user.orElse(null);
                    case "isRelayingAllowed" -> mayRelay;
                    case "getSessionID" -> "1234567890";
                    case "getRemoteAddress" -> new InetSocketAddress("203.0.113.99", 40000);
                    case "getAttachment" -> Optional.of("mail.example.net");
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static HookResult answer(DmarcHook hook, SMTPSession session, String domain) throws Exception {
        MailImpl mail = TestMail.of(
                "From: author@" + domain + "\r\n\r\nHello.\r\n", "author@" + domain, "example@ml.example.ac.jp");
        try {
            return hook.onMessage(session, mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    @Test
    @DisplayName("complaint 17: the metric names what was done and the policy, and nothing that strangers choose")
    void countsByPolicy() throws Exception {
        DmarcHook hook = hook("<handler><reject>refuse</reject></handler>");
        SMTPSession stranger = session(Optional.empty(), false);

        answer(hook, stranger, "example.ne.jp");
        answer(hook, stranger, "example.ne.jp");
        answer(hook, stranger, "example.org");

        assertThat(james.count("DmarcHook.refused.reject")).isEqualTo(2);
        assertThat(james.count("DmarcHook.accepted.none")).isEqualTo(1);
    }

    @Test
    void doesNotJudgeWhoLoggedInOrMayRelay() throws Exception {
        DmarcHook hook = hook("<handler><reject>refuse</reject></handler>");

        assertThat(answer(hook, session(Optional.of(Username.of("user@ml.example.ac.jp")), true), "example.ne.jp"))
                .isEqualTo(HookResult.DECLINED);
        assertThat(answer(hook, session(Optional.empty(), true), "example.ne.jp"))
                .isEqualTo(HookResult.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({"example.ne.jp, false, fail", "example.org, false, none", "example.ne.jp, true, ''"})
    @DisplayName("what is taken passes James' queue with its raw 8-bit names, and was judged as it came")
    void encodesRawHeaderFieldsOnceTheyAreJudged(String domain, boolean mayRelay, String result) throws Exception {
        MailImpl mail = TestMail.of(
                ("From: 山田 <author@" + domain + ">\r\nX-Odd :  a\r\n\r\n8-bit 山田\n").getBytes(StandardCharsets.UTF_8),
                "author@" + domain,
                "example@ml.example.ac.jp");

        assertThat(hook("<handler/>").onMessage(session(Optional.empty(), mayRelay), mail))
                .isEqualTo(HookResult.DECLINED);

        assertThat(TestMail.octets(mail).getBytes(StandardCharsets.ISO_8859_1))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("From: =?UTF-8?B?5bGx55Sw?= <author@" + domain + ">\r\nX-Odd :  a\r\n\r\n8-bit 山田\n");
        assertThat(ReceptionResults.takeEarly(mail, MailMessage.read(mail).header()).stream()
                        .flatMap(reception -> reception.results().results("dmarc").stream())
                        .map(MethodResult::result)
                        .findFirst()
                        .orElse(""))
                .isEqualTo(result);
        LifecycleUtil.dispose(mail);
    }

    @Test
    void doesNotTouchAHeaderWithoutRawOctets() throws Exception {
        MailImpl mail = TestMail.of(
                "From: a <author@example.org>\r\nX-Odd :  a\n\r\n8-bit \u00e9\n",
                "author@example.org",
                "example@ml.example.ac.jp");
        MimeMessage before = mail.getMessage();

        hook("<handler/>").onMessage(session(Optional.empty(), false), mail);

        assertThat(mail.getMessage()).isSameAs(before);
        LifecycleUtil.dispose(mail);
    }

    @Test
    void repliesInLessThanALineHolds() throws Exception {
        String help = "https://www.example.ac.jp/" + "d".repeat(94);
        String domain = "l".repeat(60) + "." + "l".repeat(60) + "." + "l".repeat(60) + ".example.ne.jp";

        HookResult result = answer(
                hook("<handler><reject>refuse</reject><help>" + help + "</help></handler>"),
                session(Optional.empty(), false),
                domain);

        // RFC 5321 §4.5.3.1.5: 512 octets with the code and CRLF
        assertThat(result.getSmtpDescription()).contains(domain, help).hasSizeLessThan(506);
        assertThatThrownBy(() -> hook("<handler><help>" + help + "d</help></handler>"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("DmarcHook", "\"help\"");
    }

    @Test
    void theSamplesInJavadocAndPageLoadAndThePageNamesEachParameter() throws Exception {
        String source =
                Files.readString(Path.of("src/main/java/org/jameslists/hooks/DmarcHook.java"), StandardCharsets.UTF_8);
        String page = Samples.page("dmarc-hook.md");
        List<String> inJavadoc = samples(source.replaceAll("(?m)^ \\* ?", ""));
        List<String> inPage = samples(page);

        assertThat(inJavadoc).isNotEmpty();
        assertThat(inPage).isNotEmpty();
        for (String sample : inJavadoc) {
            hook(sample);
        }
        for (String sample : inPage) {
            assertThat(hook(sample).parameterNames())
                    .allSatisfy(parameter -> assertThat(page).contains("| `" + parameter + "` |"));
        }
    }
}
