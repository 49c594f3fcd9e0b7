package org.jameslists.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jameslists.dns.LookupScheduler.Capacity;
import org.jameslists.dns.Lookups.OfMessage;
import org.jameslists.dns.Lookups.Urgency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.net.InetAddresses;

class LookupSchedulerTest {
    private static final Optional<InetAddress> CLIENT = Optional.of(InetAddresses.forString("192.0.2.1"));
    private static final Optional<InetAddress> NEIGHBOUR = Optional.of(InetAddresses.forString("192.0.2.200"));
    private static final Optional<InetAddress> STRANGER = Optional.of(InetAddresses.forString("198.51.100.1"));
    private static final DnsAnswer ANSWER = new DnsAnswer.NoData();

    private final LinkedBlockingQueue<String> started = new LinkedBlockingQueue<>();
    private final List<LookupScheduler> schedulers = new ArrayList<>();
    private final List<Future<DnsAnswer>> unheard = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    private LookupScheduler scheduler(int workers, int share, int queue) {
        LookupScheduler scheduler = new LookupScheduler(new Capacity(workers, share, queue));
        schedulers.add(scheduler);
        return scheduler;
    }

    @AfterEach
    void close() {
        schedulers.forEach(LookupScheduler::close);
    }

    /** A look-up at a server that answers when it is told. */
    private Future<DnsAnswer> lookUp(OfMessage message, Urgency urgency, String name, CountDownLatch answer) {
        return message.start(urgency, () -> {
            started.add(name);
            answer.await();
            return ANSWER;
        });
    }

    private Future<DnsAnswer> decisive(OfMessage message, String name, CountDownLatch answer) {
        return lookUp(message, Urgency.DECISION, name, answer);
    }

    private static DnsAnswer get(Future<DnsAnswer> lookUp) throws Exception {
        return lookUp.get(10, TimeUnit.SECONDS);
    }

    private List<String> started(int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(started.poll(10, TimeUnit.SECONDS));
        }
        return names;
    }

    private static CountDownLatch atOnce() {
        return new CountDownLatch(0);
    }

    @Test
    void aNetworkHasNoMoreThanItsShareThoughOthersAreIdle() throws Exception {
        LookupScheduler scheduler = scheduler(4, 2, 100);
        for (Optional<InetAddress> client : List.of(CLIENT, NEIGHBOUR, CLIENT)) {
            unheard.add(decisive(scheduler.of(client), "silent", never));
        }

        assertThat(get(decisive(scheduler.of(STRANGER), "answered", atOnce()))).isEqualTo(ANSWER);

        assertThat(started(3)).containsExactlyInAnyOrder("silent", "silent", "answered");
        assertThat(started).isEmpty();
    }

    @Test
    void aMessageWhoseClientIsNotKnownIsANetworkOfItsOwn() throws Exception {
        LookupScheduler scheduler = scheduler(2, 1, 100);
        unheard.add(decisive(scheduler.of(Optional.empty()), "silent", never));

        assertThat(get(decisive(scheduler.of(Optional.empty()), "answered", atOnce())))
                .isEqualTo(ANSWER);
    }

    @Test
    void countsTheMessagesOfANetworkThatAreUnderWay() {
        LookupScheduler scheduler = scheduler(1, 1, 1);
        OfMessage first = scheduler.of(CLIENT);
        OfMessage second = scheduler.of(NEIGHBOUR);
        first.close();
        first.close();

        assertThat(first.companions()).isZero();
        assertThat(second.companions()).isEqualTo(1);
        assertThat(scheduler.of(CLIENT).companions()).isEqualTo(1);
        assertThat(scheduler.of(STRANGER).companions()).isZero();
    }

    @Test
    void messagesWhoseClientsAreNotKnownShareTheTimeAllTheSame() {
        LookupScheduler scheduler = scheduler(1, 1, 1);
        try (OfMessage first = scheduler.of(Optional.empty())) {
            assertThat(scheduler.of(Optional.empty()).companions()).isEqualTo(1);
            assertThat(first.companions()).isZero();
        }
    }

    @Test
    void networksTakeTurnsAndMessagesWithinThem() throws Exception {
        LookupScheduler scheduler = scheduler(1, 1, 100);
        CountDownLatch first = new CountDownLatch(1);
        OfMessage flood = scheduler.of(CLIENT);
        OfMessage same = scheduler.of(NEIGHBOUR);
        OfMessage other = scheduler.of(STRANGER);
        unheard.add(decisive(flood, "flood 0", first));
        List<Future<DnsAnswer>> all = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            all.add(decisive(flood, "flood " + i, atOnce()));
        }
        for (int i = 1; i <= 2; i++) {
            all.add(decisive(same, "same " + i, atOnce()));
            all.add(decisive(other, "other " + i, atOnce()));
        }

        first.countDown();

        assertThat(started(8))
                .containsExactly("flood 0", "flood 1", "other 1", "same 1", "other 2", "flood 2", "same 2", "flood 3");
        for (Future<DnsAnswer> lookUp : all) {
            assertThat(get(lookUp)).isEqualTo(ANSWER);
        }
    }

    @Test
    void whatDecidesGoesFirst() throws Exception {
        LookupScheduler scheduler = scheduler(1, 1, 100);
        CountDownLatch first = new CountDownLatch(1);
        OfMessage message = scheduler.of(CLIENT);
        unheard.add(decisive(message, "first", first));
        unheard.add(lookUp(message, Urgency.REST, "rest 1", atOnce()));
        unheard.add(lookUp(message, Urgency.REST, "rest 2", atOnce()));
        unheard.add(decisive(message, "decision", atOnce()));

        first.countDown();

        assertThat(started(4)).containsExactly("first", "decision", "rest 1", "rest 2");
    }

    @Test
    void theRestLeavesHalfOfTheShareToWhatDecides() throws Exception {
        LookupScheduler scheduler = scheduler(4, 4, 100);
        OfMessage message = scheduler.of(CLIENT);
        for (int i = 0; i < 10; i++) {
            unheard.add(lookUp(message, Urgency.REST, "silent", never));
        }

        assertThat(get(decisive(scheduler.of(NEIGHBOUR), "answered", atOnce()))).isEqualTo(ANSWER);

        assertThat(started(3)).containsExactlyInAnyOrder("silent", "silent", "answered");
        assertThat(started).isEmpty();
    }

    @Test
    void whatIsCancelledNeverStartsAndWhatRunsIsInterrupted() throws Exception {
        LookupScheduler scheduler = scheduler(1, 1, 100);
        OfMessage silent = scheduler.of(CLIENT);
        Future<DnsAnswer> running = decisive(silent, "running", never);
        Future<DnsAnswer> waiting = decisive(silent, "waiting", never);
        Future<DnsAnswer> other = decisive(scheduler.of(NEIGHBOUR), "other", atOnce());
        assertThat(started(1)).containsExactly("running");

        silent.cancel();

        assertThat(get(other)).isEqualTo(ANSWER);
        assertThat(started).containsExactly("other");
        assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void theNextLookUpDoesNotNoticeThatOneWasInterrupted() throws Exception {
        LookupScheduler scheduler = scheduler(1, 1, 100);
        OfMessage silent = scheduler.of(CLIENT);
        unheard.add(silent.start(Urgency.DECISION, () -> {
            started.add("silent");
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // as dnsjava does
            }
            return ANSWER;
        }));
        Future<DnsAnswer> next = scheduler
                .of(CLIENT)
                .start(
                        Urgency.DECISION,
                        () -> Thread.currentThread().isInterrupted() ? new DnsAnswer.NoSuchName() : ANSWER);
        started(1);

        silent.cancel();

        assertThat(get(next)).isEqualTo(ANSWER);
    }

    @Test
    void whenTheQueueIsFullTheNewestOfWhoeverHasMostWaitingIsRefused() throws Exception {
        LookupScheduler scheduler = scheduler(1, 1, 3);
        OfMessage flood = scheduler.of(CLIENT);
        OfMessage same = scheduler.of(NEIGHBOUR);
        CountDownLatch first = new CountDownLatch(1);
        unheard.add(decisive(flood, "0", first));
        Future<DnsAnswer> decision = decisive(flood, "decision", atOnce());
        Future<DnsAnswer> rest = lookUp(flood, Urgency.REST, "rest", atOnce());
        Future<DnsAnswer> neighbour = lookUp(same, Urgency.REST, "neighbour", atOnce());

        Future<DnsAnswer> fourth = decisive(flood, "fourth", atOnce());
        Future<DnsAnswer> fifth = decisive(flood, "fifth", atOnce());
        Future<DnsAnswer> stranger = decisive(scheduler.of(STRANGER), "stranger", atOnce());

        for (Future<DnsAnswer> refused : List.of(rest, fourth, fifth)) {
            assertThatThrownBy(() -> get(refused))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("not asked, since 3 look-ups are waiting already");
        }
        first.countDown();
        for (Future<DnsAnswer> made : List.of(decision, neighbour, stranger)) {
            assertThat(get(made)).isEqualTo(ANSWER);
        }
    }

    @Test
    void onceItIsClosedItRefuses() throws Exception {
        LookupScheduler scheduler = scheduler(1, 1, 100);
        OfMessage message = scheduler.of(CLIENT);
        Future<DnsAnswer> running = decisive(message, "running", never);
        Future<DnsAnswer> waiting = decisive(message, "waiting", never);
        started(1);

        scheduler.close();

        for (Future<DnsAnswer> refused : List.of(waiting, decisive(message, "late", never))) {
            assertThatThrownBy(() -> get(refused)).hasRootCauseMessage("not asked, since look-ups have ended");
        }
        assertThatThrownBy(() -> get(running)).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 0, 1", "1, 2, 1", "1, 1, 0"})
    void refusesACapacityForNothing(int workers, int share, int queue) {
        assertThatThrownBy(() -> new Capacity(workers, share, queue)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.255, true",
        "192.0.2.1, 192.0.3.1, false",
        "2001:db8:1::1, 2001:db8:1:ffff::2, true",
        "2001:db8:1::1, 2001:db8:2::1, false",
        "::ffff:192.0.2.1, 192.0.2.9, true"
    })
    void whoHasOneAddressHasTheNetwork(String one, String other, boolean same) {
        assertThat(ClientNetwork.of(InetAddresses.forString(one))
                        .equals(ClientNetwork.of(InetAddresses.forString(other))))
                .isEqualTo(same);
    }
}
