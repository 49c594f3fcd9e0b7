package org.jameslists.matchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.jameslists.james.SampleJames;
import org.jameslists.james.Samples;
import org.jameslists.james.Samples.Sample;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What javadoc and pages say of the matchers is what James loads. */
class DocumentedMatchersTest {
    @TempDir
    Path folder;

    static Stream<String> matchers() {
        return Samples.concreteClasses("org.jameslists.matchers").stream();
    }

    private ListMatcher load(Sample sample) throws Exception {
        ListMatcher matcher =
                SampleJames.in(folder).instance(Class.forName(sample.matcher()).asSubclass(ListMatcher.class));
        FakeMatcherConfig.Builder config = FakeMatcherConfig.builder()
                .matcherName(sample.matcher())
                .mailetContext(FakeMailContext.defaultContext());
        if (sample.condition() != null) {
            config.condition(sample.condition());
        }
        matcher.init(config.build());
        return matcher;
    }

    @ParameterizedTest
    @MethodSource("matchers")
    void theSampleInTheJavadocLoads(String matcher) throws Exception {
        List<Sample> samples = Samples.inJavadoc(matcher);

        assertThat(samples).extracting(Sample::matcher).contains(matcher);
        for (Sample sample : samples) {
            if (sample.matcher().equals(matcher)) {
                load(sample);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("matchers")
    void thePageShowsASampleThatLoadsAndNamesEachParameter(String matcher) throws Exception {
        String name = matcher.substring(matcher.lastIndexOf('.') + 1);
        String page = Samples.page("matchers/" + name + ".md");
        List<Sample> samples = Samples.in(page).stream()
                .filter(sample -> sample.matcher().equals(matcher))
                .toList();

        assertThat(page).startsWith("# " + name + "\n");
        assertThat(samples).isNotEmpty();
        for (Sample sample : samples) {
            assertThat(load(sample).parameterNames())
                    .allSatisfy(parameter -> assertThat(page).contains("| `" + parameter + "` |"));
        }
    }

    @ParameterizedTest
    @MethodSource("matchers")
    void theIndexLeadsToThePage(String matcher) {
        String name = matcher.substring(matcher.lastIndexOf('.') + 1);
        assertThat(Samples.page("mailets/README.md")).contains("[" + name + "](../matchers/" + name + ".md)");
    }
}
