package org.jameslists.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;

import org.jameslists.benchmarks.Request.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    @ParameterizedTest
    @CsvSource({
        "'', docs/evidence/performance.md",
        "quick, benchmarks/target/performance.md",
        "james, benchmarks/target/performance.md",
        "--jfr posts.jfr, docs/evidence/performance.md"
    })
    void writesThePageOfTheDocumentationOnlyWhenAllIsMeasuredAtLength(String words, Path page) {
        assertThat(request(words).page()).isEqualTo(page);
    }

    @Test
    void measuresTheNamedPartsAlone() {
        Request request = request("james quick --jfr posts.jfr");

        assertThat(request.parts()).containsExactly(Part.JAMES);
        assertThat(request.quick()).isTrue();
        assertThat(request.recording()).map(Path::getFileName).hasValue(Path.of("posts.jfr"));
        assertThat(request.command()).isEqualTo("./benchmark james quick --jfr posts.jfr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jfr", "jmes"})
    void refusesWhatItDoesNotKnow(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> request(words));
    }

    private static Request request(String words) {
        return Request.of(words.isEmpty() ? new String[0] : words.split(" ", -1));
    }
}
