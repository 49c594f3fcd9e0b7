package org.jameslists.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups.Urgency;
import org.jameslists.dns.MessageDns.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageDnsTest {
    private static final Limits PATIENT = new Limits(3, Duration.ofMinutes(1));
    private static final Limits IMPATIENT = new Limits(3, Duration.ofMillis(100));
    private static final DnsAnswer ANSWER = new DnsAnswer.Records(List.of("x"));

    private final LookupScheduler scheduler = new LookupScheduler(new Capacity(2, 2, 100));
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private DnsAnswer counted(String name, RecordType type) {
        asked.incrementAndGet();
        return ANSWER;
    }

    private static DnsAnswer stuck(String name, RecordType type) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ANSWER;
    }

    private MessageDns atOnce() {
        return new MessageDns(this::counted, PATIENT, Lookups.IN_PLACE.of(Optional.empty()));
    }

    private MessageDns scheduled(Dns dns, Limits limits) {
        return new MessageDns(dns, limits, scheduler.of(Optional.empty()));
    }

    private static DnsAnswer failure(String reason) {
        return new DnsAnswer.Failure(reason);
    }

    @Test
    void asksTheSameQuestionOnce() {
        MessageDns dns = atOnce();

        assertThat(dns.decision().query("example.org", RecordType.TXT)).isEqualTo(ANSWER);
        assertThat(dns.decision().query("EXAMPLE.org.", RecordType.TXT)).isEqualTo(ANSWER);
        assertThat(dns.rest().query("example.org", RecordType.TXT)).isEqualTo(ANSWER);
        dns.rest().prefetch("example.org", RecordType.TXT);

        assertThat(asked).hasValue(1);
        assertThat(dns.rest().query("example.org", RecordType.A)).isEqualTo(ANSWER);
        assertThat(asked).hasValue(2);
    }

    @Test
    void listsTheQuestionsItAsked() {
        MessageDns dns = atOnce();

        dns.decision().prefetch("B.example.org", RecordType.TXT);
        dns.rest().query("a.example.org.", RecordType.A);
        dns.decision().query("b.example.org", RecordType.TXT);

        assertThat(dns.questions()).hasToString("[TXT b.example.org, A a.example.org]");
    }

    @Test
    void asksNoMoreThanTheLimitAndSaysSo() {
        Dns dns = atOnce().decision();
        List.of("a", "b", "c").forEach(name -> dns.prefetch(name, RecordType.A));

        dns.prefetch("d", RecordType.A);

        assertThat(dns.query("d", RecordType.A))
                .isEqualTo(failure("A d: the limit of 3 look-ups for one message is reached"));
        assertThat(dns.query("c", RecordType.A)).isEqualTo(ANSWER);
        assertThat(asked).hasValue(3);
    }

    @Test
    void theRestCannotUseUpTheQuestionsOfTheDecision() {
        MessageDns dns = atOnce();
        List.of("a", "b", "c", "d").forEach(name -> dns.rest().prefetch(name, RecordType.A));

        assertThat(dns.rest().query("d", RecordType.A)).isInstanceOf(DnsAnswer.Failure.class);
        assertThat(dns.decision().query("d", RecordType.A)).isEqualTo(ANSWER);
        assertThat(dns.rest().query("d", RecordType.A)).isEqualTo(ANSWER);
    }

    @Test
    void saysWhatIsUrgent() {
        List<Urgency> urgencies = new ArrayList<>();
        MessageDns dns = new MessageDns(this::counted, PATIENT, (urgency, question) -> {
            urgencies.add(urgency);
            return CompletableFuture.completedFuture(ANSWER);
        });

        dns.rest().prefetch("a", RecordType.A);
        dns.decision().prefetch("b", RecordType.A);

        assertThat(urgencies).containsExactly(Urgency.REST, Urgency.DECISION);
    }

    @Test
    void waitsNoLongerThanTheTimeBudgetOverAllQuestions() {
        MessageDns dns = scheduled(MessageDnsTest::stuck, IMPATIENT);

        assertThat(dns.decision().query("a", RecordType.A))
                .isEqualTo(failure("A a: the time budget of 100 ms for one message is used up"));
        assertThat(dns.rest().query("b", RecordType.A))
                .isEqualTo(failure("A b: the time budget of 100 ms for one message is used up"));
        assertThat(dns.questions()).hasToString("[A a]");
    }

    @Test
    void cancelsWhatIsUnderWayWhenTheTimeIsUp() {
        MessageDns dns = scheduled(MessageDnsTest::stuck, IMPATIENT);
        List.of("a", "b", "c").forEach(name -> dns.rest().prefetch(name, RecordType.A));

        assertThat(dns.rest().query("a", RecordType.A)).isInstanceOf(DnsAnswer.Failure.class);

        assertThat(dns.rest().query("c", RecordType.A))
                .isEqualTo(failure("A c: the time budget of 100 ms for one message is used up"));
        assertThat(scheduled(this::counted, PATIENT).decision().query("a", RecordType.A))
                .as("a worker is free")
                .isEqualTo(ANSWER);
    }

    @Test
    void asksNothingOnceItIsClosed() {
        MessageDns dns = atOnce();
        dns.decision().prefetch("a", RecordType.A);

        dns.close();

        assertThat(dns.decision().query("a", RecordType.A)).isEqualTo(ANSWER);
        assertThat(dns.decision().query("b", RecordType.A)).isEqualTo(failure("A b: the message is finished"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aLookUpWhoseTurnComesTooLateIsNotMade() throws Exception {
        List<Callable<DnsAnswer>> waiting = new ArrayList<>();
        MessageDns dns = new MessageDns(this::counted, IMPATIENT, (urgency, question) -> {
            waiting.add(question);
            return new CompletableFuture<>();
        });
        assertThat(dns.decision().query("a", RecordType.A)).isInstanceOf(DnsAnswer.Failure.class);

        assertThat(waiting.get(0).call())
                .isEqualTo(failure("A a: the time budget of 100 ms for one message is used up"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void runsWhatIsFetchedAheadSideBySide() {
        CyclicBarrier bothUnderWay = new CyclicBarrier(2);
        Dns meeting = (name, type) -> {
            try {
                bothUnderWay.await(10, TimeUnit.SECONDS);
                return ANSWER;
            } catch (Exception e) {
                return failure("alone");
            }
        };
        Dns dns = scheduled(meeting, PATIENT).decision();

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

        assertThat(scheduled(broken, PATIENT).decision().query("a", RecordType.A))
                .isEqualTo(failure("A a: java.lang.IllegalStateException: broken"));
    }

    @Test
    void isAFailureInWordsWhenThereIsNoRoom() {
        MessageDns dns = new MessageDns(
                this::counted,
                PATIENT,
                (urgency, question) -> CompletableFuture.failedFuture(new RejectedExecutionException("not asked")));

        assertThat(dns.decision().query("a", RecordType.A)).isEqualTo(failure("A a: not asked"));
    }

    @Test
    void anInterruptedWaitIsAFailureAndStaysNoticed() {
        Thread.currentThread().interrupt();
        MessageDns dns = new MessageDns(this::counted, PATIENT, (urgency, question) -> new CompletableFuture<>());

        assertThat(dns.decision().query("a", RecordType.A)).isEqualTo(failure("A a: interrupted"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT30S, 0, PT30S", "PT30S, 1, PT15S", "PT30S, 9, PT3S", "PT30S, 10000, PT3S", "PT2S, 9, PT2S"})
    void messagesOfOneNetworkShareTheTimeAndEachHasSome(Duration time, int companions, Duration left) {
        assertThat(new Limits(1, time).timeBeside(companions)).isEqualTo(left);
    }

    @Test
    void waitsForItsPartOfTheTime() {
        Lookups.OfMessage crowded = new Lookups.OfMessage() {
            @Override
            public Future<DnsAnswer> start(Urgency urgency, Callable<DnsAnswer> question) {
                return CompletableFuture.failedFuture(new CancellationException());
            }

            @Override
            public int companions() {
                return 4;
            }
        };

        assertThat(new MessageDns(this::counted, PATIENT, crowded).decision().query("a", RecordType.A))
                .isEqualTo(failure("A a: the time budget of 12000 ms for one message is used up"));
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S", "1, PT0S", "1, PT-1S"})
    void refusesLimitsThatLetNothingThrough(int lookups, Duration time) {
        assertThatThrownBy(() -> new Limits(lookups, time)).isInstanceOf(IllegalArgumentException.class);
    }
}
