package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.james.SampleJames;
import org.jameslists.james.Samples;
import org.jameslists.james.Samples.Sample;
import org.jameslists.james.TestJames;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What javadoc and pages say of the mailets is what James loads. */
class DocumentedMailetsTest {
    @TempDir
    Path folder;

    static Stream<String> mailets() {
        return Samples.concreteClasses("org.jameslists.mailets").stream();
    }

    private ListMailet load(Sample sample) throws Exception {
        TestJames james = SampleJames.in(folder);
        ListMailet mailet = james.instance(Class.forName(sample.mailet()).asSubclass(ListMailet.class));
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder().mailetName(sample.mailet()).mailetContext(FakeMailContext.defaultContext());
        sample.parameters().forEach(config::setProperty);
        mailet.init(config.build());
        return mailet;
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void theSampleInTheJavadocLoads(String mailet) throws Exception {
        List<Sample> samples = Samples.inJavadoc(mailet);

        assertThat(samples).extracting(Sample::mailet).contains(mailet);
        for (Sample sample : samples) {
            if (sample.mailet().equals(mailet)) {
                load(sample);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void thePageShowsASampleThatLoadsAndNamesEachParameter(String mailet) throws Exception {
        String name = mailet.substring(mailet.lastIndexOf('.') + 1);
        String page = Samples.page("mailets/" + name + ".md");
        List<Sample> samples = Samples.in(page).stream()
                .filter(sample -> sample.mailet().equals(mailet))
                .toList();

        assertThat(page).startsWith("# " + name + "\n");
        assertThat(samples).isNotEmpty();
        for (Sample sample : samples) {
            assertThat(load(sample).parameterNames())
                    .allSatisfy(parameter -> assertThat(page).contains("| `" + parameter + "` |"));
        }
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void theIndexLeadsToThePage(String mailet) {
        String name = mailet.substring(mailet.lastIndexOf('.') + 1);
        assertThat(Samples.page("mailets/README.md")).contains("[" + name + "](" + name + ".md)");
    }
}
