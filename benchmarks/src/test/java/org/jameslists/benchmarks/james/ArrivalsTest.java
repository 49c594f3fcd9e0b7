package org.jameslists.benchmarks.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch counts only if each member got each post once, signed. */
class ArrivalsTest {
    private static final String SIGNATURE =
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed;\r\n\td=ml.example.ac.jp; b=%s\r\n";
    private static final String AUTHORS = "DKIM-Signature: v=1; d=example.ne.jp; b=author\r\n";

    @Test
    void countsDifferentSignaturesOfTheListAlone() throws Exception {
        Arrivals arrivals = new Arrivals(2, 1, true);

        arrivals.add(arrival(0, AUTHORS + SIGNATURE.formatted("one"), "a@example.org"));
        arrivals.add(arrival(0, AUTHORS + SIGNATURE.formatted("one"), "b@example.org"));
        arrivals.add(arrival(1, SIGNATURE.formatted("two"), "a@example.org", "b@example.org"));

        assertThat(arrivals.awaitComplete(2, soon())).isLessThanOrEqualTo(System.nanoTime());
        assertThat(arrivals.signatures()).isEqualTo(2);
    }

    static Stream<Arguments> troubles() {
        Arrival good = arrival(0, SIGNATURE.formatted("one"), "a@example.org");
        return Stream.of(
                Arguments.of("twice", List.of(good, good)),
                Arguments.of("unsigned", List.of(arrival(0, AUTHORS, "a@example.org"))),
                Arguments.of("no post", List.of(good, Arrival.of("Subject: failure notice\r\n", List.of("x")))),
                Arguments.of("0 of 1", List.of()));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void refusesABatchThatDidNotArriveAsItShould(String why, List<Arrival> all) {
        Arrivals arrivals = new Arrivals(1, 1, true);
        all.forEach(arrivals::add);

        assertThatExceptionOfType(BatchFailedException.class)
                .isThrownBy(() -> arrivals.awaitComplete(1, System.nanoTime()))
                .withMessageContaining(why);
    }

    private static Arrival arrival(int post, String fields, String... recipients) {
        return Arrival.of(fields + "Subject: [list5:1] Re: minutes of post-00000" + post + "\r\n", List.of(recipients));
    }

    private static long soon() {
        return System.nanoTime() + Duration.ofSeconds(10).toNanos();
    }
}
