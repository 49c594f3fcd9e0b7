package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.jameslists.james.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.common.base.Splitter;

/** Parameters of one meaning have one name and one default, and former names are still taken. */
@DisplayName("issue 12.2: parameters are named alike everywhere")
class ParameterNamesTest extends MailetTest {
    private static final Pattern NAME = Pattern.compile("[a-z]+([A-Z][a-z]+)*");

    static Stream<Class<? extends ListMailet>> mailets() {
        return Samples.concreteClasses("org.jameslists.mailets").stream().map(ParameterNamesTest::mailet);
    }

    private static Class<? extends ListMailet> mailet(String name) {
        try {
            return Class.forName(name).asSubclass(ListMailet.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private ListMailet loaded(Class<? extends ListMailet> type) throws MessagingException {
        Map<String, String> sample = Samples.inJavadoc(type.getName()).stream()
                .filter(candidate -> candidate.mailet().equals(type.getName()))
                .findFirst()
                .orElseThrow()
                .parameters();
        return mailet(type, sample);
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void areWrittenAsJamesWritesThem(Class<? extends ListMailet> type) throws Exception {
        assertThat(loaded(type).parameterNames()).allMatch(NAME.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void sayThatTheyNameAProcessor(Class<? extends ListMailet> type) throws Exception {
        ListMailet mailet = loaded(type);

        assertThat(mailet.processors().keySet())
                .allMatch(name -> name.equals("processor") || name.endsWith("Processor"));
        assertThat(mailet.parameterNames())
                .filteredOn(name -> name.endsWith("rocessor") && !name.equals("copiesProcessor"))
                .isSubsetOf(mailet.processors().keySet());
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void sendWhatIsRefusedNowhereThatAnswersToStrangers(Class<? extends ListMailet> type) throws Exception {
        Map<String, String> processors = new HashMap<>(loaded(type).processors());

        assertThat(processors.getOrDefault("refusedProcessor", "list-refused")).isEqualTo("list-refused");
    }

    /** Where a page has a parameter of this name, this is its default. */
    @ParameterizedTest
    @CsvSource({
        "discovery, rfc9989",
        "refusedProcessor, list-refused",
        "receivers, all",
        "brokenProcessor, error",
        "mailboxesProcessor, local-delivery"
    })
    void haveOneDefault(String name, String otherwise) {
        Pattern row = Pattern.compile("(?m)^\\| `" + name + "` \\|(.*)$");
        List<String> rows = Stream.concat(
                        Stream.concat(
                                Samples.concreteClasses("org.jameslists.mailets").stream()
                                        .map(type -> page("mailets", type)),
                                Stream.of("AuthorSignatureSurvives", "FailsDmarc", "IsDmarcRejectSender")
                                        .map(type -> page("matchers", type))),
                        Stream.of(Samples.page("dmarc-hook.md")))
                .flatMap(page -> row.matcher(page).results())
                .map(found -> found.group(1))
                .toList();

        assertThat(rows).isNotEmpty().allMatch(rest -> rest.contains(" `" + otherwise + "` |"));
    }

    private static String page(String folder, String type) {
        return Samples.page(folder + "/" + type.substring(type.lastIndexOf('.') + 1) + ".md");
    }

    @ParameterizedTest
    @DisplayName("issue 12.2: a former name is still taken, but not beside the new one")
    @CsvSource({
        "ToList, refused, refusedProcessor, lists=example.org",
        "ToList, mailboxes, mailboxesProcessor, lists=example.org",
        "ExpandMembers, refused, refusedProcessor, ''",
        "MungeFrom, refused, refusedProcessor, ''",
        "WrapMessage, refused, refusedProcessor, ''",
        "RejectPost, refused, refusedProcessor, ''",
        "DkimResign, refused, refusedProcessor, selectors=list",
        "DkimResign, copies, copiesProcessor, selectors=list",
        "ArcSeal, refused, refusedProcessor, selector=list",
        "Freeze, broken, brokenProcessor, ''",
        "RestoreAuthor, refused, refusedProcessor, address=token;reversibleDomain=dmarc.ml.example.ac.jp;processor=out"
    })
    void areTakenByTheirFormerNames(String mailet, String before, String now, String others) throws Exception {
        Class<? extends ListMailet> type = mailet("org.jameslists.mailets." + mailet);
        Map<String, String> parameters = new HashMap<>(
                Splitter.on(';').omitEmptyStrings().withKeyValueSeparator('=').split(others));
        parameters.put(before, "somewhere");

        assertThat(mailet(type, parameters).processors()).containsEntry(now, "somewhere");

        parameters.put(now, "elsewhere");
        assertThatThrownBy(() -> mailet(type, parameters))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(
                        mailet + ": parameter \"" + before + "\": \"somewhere\": the former name of \"" + now + "\"");
    }
}
