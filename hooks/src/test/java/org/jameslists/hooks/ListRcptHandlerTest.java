package org.jameslists.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.jameslists.james.TestDirectory;
import org.jameslists.james.lists.RoleAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are taken. A real James refuses unknown ones in MembersIT. */
class ListRcptHandlerTest {
    private final TestDirectory directory = new TestDirectory()
            .list("example@ml.example.ac.jp", "jane@example.org")
            .alias("news@ml.example.ac.jp", "example@ml.example.ac.jp");

    private ListRcptHandler handler(String xml) throws ConfigurationException {
        XMLConfiguration configuration = new XMLConfiguration();
        new FileHandler(configuration).load(new StringReader(xml));
        ListRcptHandler handler = new ListRcptHandler(new RoleAddresses(directory.lists(), List.of()));
        handler.init(configuration);
        return handler;
    }

    @ParameterizedTest
    @CsvSource({
        "example-leave, true",
        "Example-LEAVE, true",
        "example-join, true",
        "example-confirm+a-b, true",
        "example-request, true",
        "example-owner, true",
        "news-leave, true",
        "example-bounces, false",
        "example-leave-x, false",
        "example, false",
        "-leave, false",
        "other-leave, false"
    })
    void shouldTakeTheAddressesBesideThoseOfLists(String localPart, boolean taken) throws Exception {
        MailAddress recipient = new MailAddress(localPart + "@ml.example.ac.jp");

        assertThat(handler("<handler/>").doRcpt(null, MaybeSender.nullSender(), recipient))
                .isEqualTo(taken ? HookResult.OK : HookResult.DECLINED);
    }

    @Test
    void shouldTakeWhatTheParameterNames() throws Exception {
        ListRcptHandler bounces = handler("<handler><roles>bounces</roles></handler>");

        assertThat(bounces.doRcpt(
                        null,
                        MaybeSender.nullSender(),
                        new MailAddress("example-bounces+jane=example.org@ml.example.ac.jp")))
                .isEqualTo(HookResult.OK);
        assertThat(bounces.doRcpt(null, MaybeSender.nullSender(), new MailAddress("example-leave@ml.example.ac.jp")))
                .isEqualTo(HookResult.DECLINED);
    }

    @ParameterizedTest
    @CsvSource({"<roles>leaving</roles>, \"roles\"", "<role>leave</role>, \"role\""})
    void shouldRefuseAParameterThatIsWrong(String parameter, String named) {
        assertThatThrownBy(() -> handler("<handler>" + parameter + "</handler>"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ListRcptHandler: parameter " + named);
    }

    @Test
    void theSampleInTheJavadocLoads() throws Exception {
        String source = Files.readString(
                Path.of("src/main/java/org/jameslists/hooks/ListRcptHandler.java"), StandardCharsets.UTF_8);
        Matcher sample = Pattern.compile("(?s)<handler .*?</handler>").matcher(source.replaceAll("(?m)^ \\* ?", ""));
        assertThat(sample.find()).isTrue();

        assertThat(handler(sample.group())).isNotNull();
    }
}
