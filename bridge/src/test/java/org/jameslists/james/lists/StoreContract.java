package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.apache.james.core.MailAddress;
import org.jameslists.james.TestJames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of lists keeps to, whatever it is made of. Each test has a list of its own. */
public abstract class StoreContract {
    private static final int WRITERS = 8;

    private MailAddress list;
    private ListState.Key key;
    private TestJames james;

    /**
     * Starts a James with the store. Where the store is for several nodes, those that a test starts are nodes; otherwise they
     * are one James that was stopped and started again.
     */
    protected abstract TestJames start() throws Exception;

    /** Whether several nodes may use the store at once. */
    protected abstract boolean forSeveralNodes();

    @BeforeEach
    void setUp() throws Exception {
        list = new MailAddress("list-" + UUID.randomUUID() + "@ml.example.ac.jp");
        key = new ListState.Key("bounces", list, "member@example.org");
        james = start();
    }

    private ListState state() {
        return james.instance(ListState.class);
    }

    private SerialNumbers numbers() {
        return james.instance(SerialNumbers.class);
    }

    private HeldPostDecisions decisions() {
        return james.instance(HeldPostDecisions.class);
    }

    private TestJames other() throws Exception {
        return forSeveralNodes() ? start() : james;
    }

    @Test
    void aValueIsReplacedOnlyWhereItIsTheExpectedOne() throws Exception {
        ListState state = state();

        assertThat(state.replace(key, Optional.of("0"), Optional.of("1"))).isFalse();
        assertThat(state.replace(key, Optional.of("0"), Optional.empty())).isFalse();
        assertThat(state.replace(key, Optional.empty(), Optional.empty())).isTrue();
        assertThat(state.read(key)).isEmpty();
        assertThat(state.replace(key, Optional.empty(), Optional.of("a"))).isTrue();
        assertThat(state.replace(key, Optional.empty(), Optional.of("b"))).isFalse();
        assertThat(state.replace(key, Optional.empty(), Optional.empty())).isFalse();
        assertThat(state.replace(key, Optional.of("A"), Optional.of("b"))).isFalse();
        assertThat(state.replace(key, Optional.of("a "), Optional.of("b"))).isFalse();
        assertThat(state.read(key)).contains("a");
        assertThat(state.replace(key, Optional.of("a"), Optional.of("a"))).isTrue();
        assertThat(state.replace(key, Optional.of("a"), Optional.empty())).isTrue();
        assertThat(state.read(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two\nlines\n", " a b ", "100% 1+1 \\ 'quoted' \"{}\"", "\u5dee\u51fa\u4eba \ud83d\udcec"})
    void anyTextIsKeptAsItIs(String text) throws Exception {
        ListState.Key odd = new ListState.Key("tokens", list, text);
        state().replace(odd, Optional.empty(), Optional.of(text));

        assertThat(start().instance(ListState.class).read(odd)).contains(text);
        assertThat(state().names("tokens", list)).containsExactly(text);
        assertThat(state().replace(odd, Optional.of(text), Optional.of("-"))).isTrue();
    }

    @Test
    void theCaseOfAListMakesNoDifference() throws Exception {
        state().replace(key, Optional.empty(), Optional.of("1"));

        MailAddress shouted = new MailAddress(list.asString().replace("list", "LIST"));
        assertThat(state().read(new ListState.Key("bounces", shouted, key.name())))
                .contains("1");
        assertThat(numbers().numberOf(list, "a")).isEqualTo(1);
        assertThat(numbers().numberOf(shouted, "b")).isEqualTo(2);
    }

    @Test
    void eachPurposeAndEachListHasNamesOfItsOwn() throws Exception {
        ListState state = state();
        MailAddress other = new MailAddress("other-" + list.asString());
        for (ListState.Key one : List.of(
                key,
                new ListState.Key("bounces", list, "../b\n@example.org"),
                new ListState.Key("bounces", other, "c@example.org"),
                new ListState.Key("tokens", list, "d"))) {
            state.replace(one, Optional.empty(), Optional.of("1"));
        }
        ListState.Key gone = new ListState.Key("bounces", list, "e");
        state.replace(gone, Optional.empty(), Optional.of("1"));
        state.replace(gone, Optional.of("1"), Optional.empty());

        assertThat(state.names("bounces", list)).containsExactlyInAnyOrder("member@example.org", "../b\n@example.org");
        assertThat(state.names("bounces", other)).containsExactly("c@example.org");
        assertThat(state.names("digests", list)).isEmpty();
    }

    @Test
    void ofManyWritersEachCountsOnce() throws Exception {
        List<ListState> nodes = List.of(state(), other().instance(ListState.class));

        atOnce(WRITERS, writer -> {
            for (int i = 0; i < 5; i++) {
                count(nodes.get(writer % 2));
            }
            return null;
        });

        assertThat(state().read(key)).contains(String.valueOf(5 * WRITERS));
    }

    private void count(ListState state) throws Exception {
        Attempts.until("a count", () -> {
            Optional<String> before = state.read(key);
            Optional<String> next = before.map(count -> String.valueOf(Integer.parseInt(count) + 1))
                    .or(() -> Optional.of("1"));
            return state.replace(key, before, next) ? next : Optional.empty();
        });
    }

    @Test
    void eachListCountsFromOne() throws Exception {
        SerialNumbers numbers = numbers();

        assertThat(numbers.last(list)).isZero();
        assertThat(numbers.numberOf(list, "a")).isEqualTo(1);
        assertThat(numbers.numberOf(list, "b")).isEqualTo(2);
        assertThat(numbers.numberOf(new MailAddress("other-" + list.asString()), "a"))
                .isEqualTo(1);
        assertThat(numbers.last(list)).isEqualTo(2);
    }

    @Test
    void aPostThatComesAgainKeepsItsNumber() throws Exception {
        numbers().numberOf(list, "a");
        numbers().numberOf(list, "b");

        SerialNumbers later = start().instance(SerialNumbers.class);

        assertThat(later.numberOf(list, "a")).isEqualTo(1);
        assertThat(later.numberOf(list, "c")).isEqualTo(3);
        assertThat(numbers().numberOf(list, "a")).isEqualTo(1);
    }

    @Test
    void postsOfManyThreadsGetEachNumberOnce() throws Exception {
        List<SerialNumbers> nodes = List.of(numbers(), other().instance(SerialNumbers.class));

        List<List<Long>> given = atOnce(WRITERS, writer -> {
            List<Long> mine = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                mine.add(nodes.get(writer % 2).numberOf(list, "post-" + writer + "-" + i));
            }
            return mine;
        });

        assertThat(given.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 10 * WRITERS).boxed().toList());
    }

    @Test
    void theFirstDecisionAboutAPostHolds() throws Exception {
        HeldPostDecisions decisions = decisions();
        String post = "../" + list;

        assertThat(decisions.of(post)).isEmpty();
        assertThat(decisions.decide(post, "reject it")).isTrue();
        assertThat(decisions.decide(post, "discard")).isFalse();
        assertThat(decisions.decide(post, "reject it")).isTrue();
        assertThat(start().instance(HeldPostDecisions.class).decide(post, "discard"))
                .isFalse();
        assertThat(start().instance(HeldPostDecisions.class).of(post)).contains("reject it");
    }

    @Test
    void ofManyOneDecides() throws Exception {
        List<HeldPostDecisions> nodes = List.of(decisions(), other().instance(HeldPostDecisions.class));

        List<Boolean> held =
                atOnce(WRITERS, writer -> nodes.get(writer % 2).decide(list.asString(), "release " + writer));

        assertThat(held).containsOnlyOnce(true);
    }

    /** What one of several writers does. */
    private interface Writing<T> {
        T write(int writer) throws Exception;
    }

    private static <T> List<T> atOnce(int writers, Writing<T> writing) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int writer = i;
                all.add(() -> writing.write(writer));
            }
            List<T> written = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(all)) {
                written.add(one.get());
            }
            return written;
        } finally {
            threads.shutdownNow();
        }
    }
}
