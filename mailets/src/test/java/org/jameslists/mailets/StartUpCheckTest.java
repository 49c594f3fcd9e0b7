package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.jameslists.james.Samples;
import org.jameslists.james.TestKeys;
import org.jameslists.james.settings.SigningKeys;
import org.jameslists.samples.ConfSamples;
import org.jameslists.samples.Installation;
import org.jameslists.samples.SampleChoice;
import org.jameslists.signature.SigningIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.base.Splitter;

/** What stops James when it starts: keys that are not published, and an order of mailets that breaks signatures. */
class StartUpCheckTest extends MailetTest {
    private static final String DKIM_RECORD = "list._domainkey.ml.example.ac.jp";
    private static final Map<String, String> SIGN = Map.of("domains", "ml.example.ac.jp", "selectors", "list");

    private void settings(String line) throws IOException {
        james.conf("list-authentication.properties", "authserv-id=ml.example.ac.jp\n" + line + "\n");
    }

    private String record() throws MessagingException {
        SigningIdentity identity = james.instance(SigningKeys.class).identity("ml.example.ac.jp", "list");
        return identity.key().publicRecord().toString();
    }

    @ParameterizedTest
    @DisplayName("features 9: a key that is not published stops James, if the operator says so")
    @ValueSource(strings = {"", "v=DKIM1; p=", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="})
    void shouldRefuseAKeyThatIsNotPublished(String published) throws Exception {
        settings("keys.check=refuse");
        if (!published.isEmpty()) {
            james.publish(DKIM_RECORD, published);
        }

        for (Class<? extends ListMailet> mailet : List.of(DkimResign.class, ArcSeal.class)) {
            Map<String, String> parameters =
                    mailet == DkimResign.class ? SIGN : Map.of("domains", "ml.example.ac.jp", "selector", "list");
            assertThatThrownBy(() -> mailet(mailet, parameters))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(mailet.getSimpleName() + ": parameter \"selector")
                    .hasMessageContaining("\"list\": its signatures do not verify with the record at " + DKIM_RECORD);
        }
    }

    @Test
    void shouldRefuseAnotherKeyThanTheOnePublished() throws Exception {
        settings("keys.check=refuse");
        james.publish(DKIM_RECORD, record()).conf("keys/ml.example.ac.jp.list.pem", TestKeys.pem("RSA", 2048));

        assertThatThrownBy(() -> mailet(DkimResign.class, SIGN)).hasMessageContaining("do not verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys.check=warn", "keys.check=off", ""})
    void shouldStartWithAKeyThatIsNotPublishedYet(String line) throws Exception {
        settings(line);

        assertThat(mailet(DkimResign.class, SIGN)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "list-*, '', list-1, its signatures do not verify",
        "other-*, list-1, '', no key for ml.example.ac.jp has a selector other-*",
        "*-*, list-1, '', more than one *"
    })
    @DisplayName("of keys that take turns one must be there, and published")
    void shouldRefuseARotationWithoutAKey(String selector, String published, String also, String reason)
            throws Exception {
        settings("keys.check=refuse");
        james.conf("keys/ml.example.ac.jp.list-1.pem", TestKeys.rsa());
        if (!published.isEmpty()) {
            james.publish(published + "._domainkey.ml.example.ac.jp", record());
        }

        assertThatThrownBy(() -> mailet(DkimResign.class, Map.of("domains", "ml.example.ac.jp", "selectors", selector)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContainingAll("DkimResign: parameter \"selectors\"", selector, also, reason);
    }

    @Test
    void shouldStartWithARotationOfWhichOneKeyIsPublished() throws Exception {
        settings("keys.check=refuse");
        james.conf("keys/ml.example.ac.jp.list-1.pem", TestKeys.rsa())
                .conf("keys/ml.example.ac.jp.list-2.pem", TestKeys.pem("RSA", 2048))
                .publish("list-1._domainkey.ml.example.ac.jp", record());

        assertThat(mailet(DkimResign.class, Map.of("domains", "ml.example.ac.jp", "selectors", "list-*")))
                .isNotNull();
    }

    @Test
    void shouldStartWithAKeyThatIsPublishedOrWhileTheDnsIsDown() throws Exception {
        settings("keys.check=refuse");
        james.fail(DKIM_RECORD);
        assertThat(mailet(DkimResign.class, SIGN)).isNotNull();

        startJames();
        settings("keys.check=refuse");
        james.publish(DKIM_RECORD, record());
        assertThat(mailet(DkimResign.class, SIGN)).isNotNull();
    }

    /** Processors as words: a mailet's class, {@code ?} before it if not all mail goes through, and parameters. */
    private void processors(String plan) throws IOException {
        StringBuilder xml = new StringBuilder("<mailetcontainer><context/><processors>");
        for (String processor : plan.split("; ", -1)) {
            String[] words = processor.split(" ", -1);
            xml.append("<processor state=\"").append(words[0]).append("\">");
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split(":", -1);
                boolean some = parts[0].startsWith("?");
                String name = some ? parts[0].substring(1) : parts[0];
                xml.append("<mailet match=\"")
                        .append(some ? "HasHeader=X" : "All")
                        .append("\" class=\"");
                xml.append(name.equals("ToProcessor") ? name : "org.jameslists.mailets." + name)
                        .append("\">");
                for (int j = 1; j < parts.length; j++) {
                    String parameter = parts[j].substring(0, parts[j].indexOf('='));
                    String value = parts[j].substring(parts[j].indexOf('=') + 1);
                    xml.append("<" + parameter + ">" + value + "</" + parameter + ">");
                }
                xml.append("</mailet>");
            }
            xml.append("</processor>");
        }
        xml.append("<processor state=\"error\"/><processor state=\"list-refused\"/>");
        james.conf("mailetcontainer.xml", xml + "</processors></mailetcontainer>");
    }

    @ParameterizedTest
    @DisplayName("complaint 13, features 9: a wrong order of mailets stops James, with the mailet's name")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            list ArcSeal DkimResign Freeze                           | DkimResign in processor "list" comes after ArcSeal in processor "list"
            list DkimResign ?MungeFrom ArcSeal                       | MungeFrom in processor "list" comes after DkimResign in processor "list": an edit would break the signature
            list ArcSeal SubjectPrefix                               | SubjectPrefix in processor "list" comes after ArcSeal
            list DkimResign ListFooter                               | ListFooter in processor "list" comes after DkimResign
            list DkimResign ListHeaders                              | ListHeaders in processor "list" comes after DkimResign
            list DkimResign OldSignatures                            | OldSignatures in processor "list" comes after DkimResign
            list DkimResign Freeze ArcSeal                           | ArcSeal in processor "list" comes after Freeze
            list Freeze ReportOnly                                   | ReportOnly in processor "list" comes after Freeze
            list DkimResign ?ToProcessor:processor=a; a ListFooter   | ListFooter in processor "a" comes after DkimResign in processor "list"
            a ListFooter; list DkimResign:copiesProcessor=a          | ListFooter in processor "a" comes after DkimResign in processor "list"
            root ToList; list ArcSeal ToProcessor:processor=b; b ToProcessor:processor=c; c DkimResign | DkimResign in processor "c" comes after ArcSeal
            root ToList:lists=*@ml.example.ac.jp,a@example.org; list DkimResign:domains=ml.example.ac.jp | DkimResign in processor "list": parameter "domains" names no domain that may sign for example.org
            list ?MungeFrom:reversibleDomain=dmarc.example.org DkimResign:domains=ml.example.ac.jp | names no domain that may sign for dmarc.example.org
            """)
    void shouldRefuseAWrongOrder(String plan, String told) throws Exception {
        processors(plan);

        assertThatThrownBy(() -> mailet(Freeze.class, Map.of()))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("mailetcontainer.xml: ")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list SubjectPrefix MungeFrom ExpandMembers DkimResign ArcSeal Freeze Verp:processor=out; out ToProcessor",
                "list ?ToProcessor:processor=a SubjectPrefix ToProcessor:processor=a ListFooter; a DkimResign",
                "list DkimResign ToProcessor:processor=out ListFooter",
                "list DkimResign ?DkimResign ToProcessor:processor=list",
                "root ToList:lists=*@ml.example.ac.jp ListFooter; list DkimResign:domains=example.ac.jp",
                "root ToList:lists=*@a.example.org,*@b.example.org; list ?DkimResign:domains=a.example.org",
                "root ToList:lists=*@a.example.org,*@b.example.org; list ?ToProcessor:processor=a; a DkimResign:domains=a.example.org",
                "root ToList:lists=*@*.example.org; list DkimResign:domains=a.example.org",
                "list MungeFrom:reversibleDomain=dmarc.example.org DkimResign:domains=example.org"
            })
    void shouldAcceptARightOrder(String plan) throws Exception {
        processors(plan);

        assertThatCode(() -> mailet(Freeze.class, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("issue 12.2: a processor that is not there stops James, with the parameter's name")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Freeze      | ''                        | Freeze: parameter "brokenProcessor": "error": no such processor in mailetcontainer.xml
            DkimResign  | selectors=list            | DkimResign: parameter "refusedProcessor": "list-refused": no such
            DkimResign  | selectors=list;copies=out | DkimResign: parameter "copiesProcessor": "out": no such
            MungeFrom   | ''                        | MungeFrom: parameter "refusedProcessor": "list-refused": no such
            MungeFrom   | refused=nowhere           | MungeFrom: parameter "refusedProcessor": "nowhere": no such
            Verp        | processor=list-delivery   | Verp: parameter "processor": "list-delivery": no such
            ToList      | lists=a@example.org       | ToList: parameter "processor": "list": no such
            ReleasePost | processor=a               | ReleasePost: parameter "processor": "a": no such
            """)
    void shouldRefuseAProcessorThatIsNotThere(String mailet, String parameters, String told) throws Exception {
        james.conf(
                "mailetcontainer.xml",
                "<mailetcontainer><processors><processor state=\"root\"/></processors></mailetcontainer>");
        Class<? extends ListMailet> type =
                Class.forName("org.jameslists.mailets." + mailet).asSubclass(ListMailet.class);

        assertThatThrownBy(() -> mailet(
                        type,
                        Splitter.on(';')
                                .omitEmptyStrings()
                                .withKeyValueSeparator('=')
                                .split(parameters)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(told);
    }

    /** Those that write the message of a post on its way; the others do so before it, or give it only what it had. */
    static Stream<String> editing() {
        Set<String> elsewhere = Set.of("Authenticate", "ListRequests", "ToList", "RestoreAuthor", "Verp", "Freeze");
        return Samples.concreteClasses("org.jameslists.mailets").stream()
                .map(mailet -> mailet.substring(mailet.lastIndexOf('.') + 1))
                .filter(mailet -> !elsewhere.contains(mailet) && writes(source(mailet)));
    }

    private static boolean writes(String source) {
        return source.contains("MailMessage.write(mail,") || source.contains("extends FromMailet ");
    }

    private static String source(String mailet) {
        try {
            return Files.readString(
                    Path.of("src", "main", "java", "org", "jameslists", "mailets", mailet + ".java"),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("editing")
    void shouldKnowEachMailetThatWritesTheMessage(String mailet) throws Exception {
        processors("list Freeze " + mailet);

        assertThatThrownBy(() -> mailet(Freeze.class, Map.of()))
                .hasMessageContaining(mailet + " in processor \"list\" comes after Freeze");
    }

    static List<String> samples() throws IOException {
        return ConfSamples.load().samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldAcceptEverySample(String sample, @TempDir Path folder) throws Exception {
        Installation.plan(new SampleChoice("postgres", sample), folder).write();
        james.conf(
                "mailetcontainer.xml", Files.readString(folder.resolve("mailetcontainer.xml"), StandardCharsets.UTF_8));

        assertThatCode(() -> mailet(Freeze.class, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void shouldSayThatTheProcessorsCannotBeRead() throws Exception {
        james.conf("mailetcontainer.xml", "<mailetcontainer>");

        assertThatThrownBy(() -> mailet(DkimResign.class, SIGN))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("mailetcontainer.xml cannot be read");
    }
}
