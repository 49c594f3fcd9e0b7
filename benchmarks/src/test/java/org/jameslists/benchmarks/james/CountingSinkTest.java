package org.jameslists.benchmarks.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingSinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: post-7\r\nARC-Seal: i=1; a=b;\r\n\tb=c\r\n\r\nbody\r\n",
                "Subject: post-7\r\nARC-Seal: i=1; a=b;\r\n\tb=c\r\n\r\n",
                "Subject: post-7\r\nARC-Seal: i=1; a=b;\r\n\tb=c\r\n\r\nARC-Seal: no field\r\n\r\n..dot\r\n"
            })
    void readsTheHeaderAndFindsTheEnd(String message) throws Exception {
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        try (CountingSink sink = new CountingSink()) {
            sink.deliverTo(arrivals::add);
            try (SmtpClient client = new SmtpClient(sink.port())) {
                client.post("author@example.ne.jp", "one@example.org", message.getBytes(StandardCharsets.US_ASCII));
            }

            Arrival arrival = arrivals.poll(10, TimeUnit.SECONDS);
            assertThat(arrival.post()).hasValue(7);
            assertThat(arrival.recipients()).isEqualTo(List.of("one@example.org"));
            assertThat(arrival.signatures()).isEqualTo(Set.of("ARC-Seal: i=1; a=b;\r\n\tb=c"));
        }
    }
}
