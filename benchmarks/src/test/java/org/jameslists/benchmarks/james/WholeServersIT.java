package org.jameslists.benchmarks.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./benchmark james} counts, with a few posts; nothing here looks at times. */
class WholeServersIT {
    private static final Effort TINY = new Effort(
            4, Duration.ofSeconds(1), Duration.ofMillis(200), 1, Duration.ofSeconds(2), Duration.ofMinutes(2));

    @Test
    void measuresTheSamePostsWithThePackAndWithoutIt(@TempDir Path folder) throws Exception {
        JamesFigures figures = JamesRun.run(List.of(Scene.BASE), TINY, Optional.empty());

        assertThat(figures.failures()).isEmpty();
        Measured base = figures.of(Scene.BASE).orElseThrow();
        assertThat(base.with().posts()).isPositive();
        assertThat(base.without().posts()).isPositive();
        assertThat(base.with().signaturesPerPost())
                .as("DKIM-Signature, ARC-Message-Signature and ARC-Seal")
                .isEqualTo(3);
        assertThat(base.without().signaturesPerPost()).isZero();
        assertThat(base.heapWith()).isPositive();
        assertThat(base.heapWithout()).isPositive();
        assertThat(figures.profile()).map(Profile::all).hasValueSatisfying(samples -> assertThat(samples)
                .isPositive());

        Path chart = folder.resolve("chart.svg");
        TimeChart.draw(base, figures.profile().orElseThrow(), chart);
        assertThat(Files.readString(chart)).contains("<svg").contains("</svg>");
    }

    @Test
    void tellsOfASceneThatFailsAndGoesOn() throws Exception {
        assertThat(System.getProperty("rsa.provider.jar")).isNull();
        Scene missing = Scene.BASE.withVariant(Scene.Variant.CORRETTO);

        JamesFigures figures = JamesRun.run(List.of(missing), TINY, Optional.empty());

        assertThat(figures.of(missing)).isEqualTo(Optional.empty());
        assertThat(figures.failures()).singleElement().asString().contains("Corretto");
    }
}
