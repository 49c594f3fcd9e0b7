package org.jameslists.benchmarks.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class CpuTimeTest {
    @Test
    void isWhatTheProcessWorkedLessItsCompiler() {
        ProcessHandle self = ProcessHandle.current();

        Duration first = CpuTime.of(self);
        Duration all = self.info().totalCpuDuration().orElseThrow();

        assertThat(first).isPositive().isLessThanOrEqualTo(all);
    }
}
