package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FailedStartIT {

    private static final String SAMPLE = "munge-resign-seal";

    @Test
    void saysWhyAndLetsAnotherJamesStartAfterwards() throws Exception {
        ConfigurationFolder wrong = sample().remove("mailetcontainer.xml", "//mailet[@class='RemoveMimeHeader']");

        assertThatExceptionOfType(FailedStart.class)
                .isThrownBy(() -> EmbeddedJames.start(wrong))
                .satisfies(failure -> assertThat(failure.output()).contains("RemoveMimeHeader"));

        assertThat(wrong.workingDirectory()).doesNotExist();
        try (EmbeddedJames james = EmbeddedJames.start(sample())) {
            assertThat(james.webAdmin().queueSize("spool")).isZero();
        }
    }

    private static ConfigurationFolder sample() throws Exception {
        return ConfigurationFolder.copyOf(BuildLayout.ofThisBuild().sample(SAMPLE));
    }
}
