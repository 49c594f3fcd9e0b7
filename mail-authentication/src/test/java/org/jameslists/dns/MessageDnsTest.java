package org.jameslists.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jameslists.dns.MessageDns.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageDnsTest {
    private static final Executor AT_ONCE = Runnable::run;
    private static final Limits PATIENT = new Limits(3, Duration.ofMinutes(1));
    private static final DnsAnswer ANSWER = new DnsAnswer.Records(List.of("x"));

    private final ExecutorService threads = LookupThreads.create(2);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private DnsAnswer counted(String name, RecordType type) {
        asked.incrementAndGet();
        return ANSWER;
    }

    @Test
    void asksTheSameQuestionOnce() {
        MessageDns dns = new MessageDns(this::counted, PATIENT, AT_ONCE);

        assertThat(dns.query("example.org", RecordType.TXT)).isEqualTo(ANSWER);
        assertThat(dns.query("EXAMPLE.org.", RecordType.TXT)).isEqualTo(ANSWER);
        dns.prefetch("example.org", RecordType.TXT);

        assertThat(asked).hasValue(1);
        assertThat(dns.query("example.org", RecordType.A)).isEqualTo(ANSWER);
        assertThat(asked).hasValue(2);
    }

    @Test
    void listsTheQuestionsItAsked() {
        MessageDns dns = new MessageDns(this::counted, PATIENT, AT_ONCE);

        dns.prefetch("B.example.org", RecordType.TXT);
        dns.query("a.example.org.", RecordType.A);
        dns.query("b.example.org", RecordType.TXT);

        assertThat(dns.questions()).hasToString("[TXT b.example.org, A a.example.org]");
    }

    @Test
    void asksNoMoreThanTheLimitAndSaysSo() {
        MessageDns dns = new MessageDns(this::counted, PATIENT, AT_ONCE);
        List.of("a", "b", "c").forEach(name -> dns.prefetch(name, RecordType.A));

        dns.prefetch("d", RecordType.A);

        assertThat(dns.query("d", RecordType.A))
                .isEqualTo(new DnsAnswer.Failure("A d: the limit of 3 look-ups for one message is reached"));
        assertThat(dns.query("c", RecordType.A)).isEqualTo(ANSWER);
        assertThat(asked).hasValue(3);
    }

    @Test
    void waitsNoLongerThanTheTimeBudgetOverAllQuestions() {
        CountDownLatch never = new CountDownLatch(1);
        Dns stuck = (name, type) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ANSWER;
        };
        MessageDns dns = new MessageDns(stuck, new Limits(3, Duration.ofMillis(100)), threads);

        assertThat(dns.query("a", RecordType.A))
                .isEqualTo(new DnsAnswer.Failure("A a: the time budget of 100 ms for one message is used up"));
        assertThat(dns.query("b", RecordType.A))
                .isEqualTo(new DnsAnswer.Failure("A b: the time budget of 100 ms for one message is used up"));
        assertThat(dns.questions()).hasToString("[A a]");
    }

    @Test
    void runsWhatIsFetchedAheadSideBySide() {
        CyclicBarrier bothUnderWay = new CyclicBarrier(2);
        Dns meeting = (name, type) -> {
            try {
                bothUnderWay.await(10, TimeUnit.SECONDS);
                return ANSWER;
            } catch (Exception e) {
                return new DnsAnswer.Failure("alone");
            }
        };
        MessageDns dns = new MessageDns(meeting, PATIENT, threads);

        dns.prefetch("a", RecordType.A);
        dns.prefetch("b", RecordType.A);

        assertThat(dns.query("a", RecordType.A)).isEqualTo(ANSWER);
        assertThat(dns.query("b", RecordType.A)).isEqualTo(ANSWER);
    }

    @Test
    void aDnsThatBreaksItsWordIsAFailure() {
        Dns broken = (name, type) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(new MessageDns(broken, PATIENT, AT_ONCE).query("a", RecordType.A))
                .isInstanceOf(DnsAnswer.Failure.class);
    }

    @Test
    void isAFailureWhenTooManyLookUpsAreUnderWay() {
        Executor full = task -> {
            throw new RejectedExecutionException();
        };

        assertThat(new MessageDns(this::counted, PATIENT, full).query("a", RecordType.A))
                .isEqualTo(new DnsAnswer.Failure("A a: too many look-ups are under way"));
    }

    @Test
    void anInterruptedWaitIsAFailureAndStaysNoticed() {
        Thread.currentThread().interrupt();

        assertThat(new MessageDns(this::counted, PATIENT, task -> {}).query("a", RecordType.A))
                .isEqualTo(new DnsAnswer.Failure("A a: interrupted"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S", "1, PT0S", "1, PT-1S"})
    void refusesLimitsThatLetNothingThrough(int lookups, Duration time) {
        assertThatThrownBy(() -> new Limits(lookups, time)).isInstanceOf(IllegalArgumentException.class);
    }
}
