package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.jameslists.james.SampleJames;
import org.jameslists.james.TestJames;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice of a store, and what shared values are like. */
class StoresTest {
    @TempDir
    Path folder;

    private TestJames james(String... store) throws Exception {
        return SampleJames.in(folder)
                .conf("list-authentication.properties", "authserv-id = a\n" + String.join("\n", store) + "\n");
    }

    private ListState database() throws Exception {
        return james("store = jdbc", "store.url = jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1")
                .instance(ListState.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store = cassandra | | parameter \"store\": this James has no Cassandra",
                "store = jdbc | store.url = jdbc:none://db.example.org/james | \"store.url\": no driver for it is on the class"
                        + " path: put the driver's jar into James' extensions-jars/",
                "store = jdbc | store.url = jdbc:h2:tcp://127.0.0.1:1/james?password=s3same | parameter \"store.url\": the"
                        + " database of store.url: Connection is broken",
            })
    void aStoreThatCannotBeUsedStopsJames(String store, String url, String told) throws Exception {
        TestJames james = james(store, url == null ? "" : url);

        assertThatThrownBy(() -> james.instance(SerialNumbers.class)).satisfies(thrown -> assertThat(thrown)
                .hasMessageContaining("list-authentication.properties: ")
                .hasMessageContaining(told));
    }

    @Test
    void noPasswordIsShown() throws Exception {
        TestJames james = james(
                "store = jdbc",
                "store.url = jdbc:h2:mem:a;IFEXISTS=TRUE",
                "store.user = sa",
                "store.password = s3same");

        assertThatThrownBy(() -> james.instance(SerialNumbers.class)).hasMessageNotContaining("s3same");
        assertThat(james.instance(ListAuthenticationSettings.class).store()).hasToString("jdbc");
    }

    @Test
    void anOperatorSetsWhereAListGoesOn() throws Exception {
        MailAddress list = new MailAddress("example@ml.example.ac.jp");
        ListState state = database();
        state.replace(
                new ListState.Key("serial-numbers", list, "posts"), Optional.empty(), Optional.of("1234 start\n"));

        assertThat(new SharedSerialNumbers(state).numberOf(list, "a")).isEqualTo(1235);
    }

    @Test
    void decisionsOlderThanAnyQueueAreDeleted() throws Exception {
        ListState state = database();
        Instant now = Instant.parse("2026-01-31T00:00:00Z");
        new SharedHeldPostDecisions(state, InstantSource.fixed(now)).decide("post", "reject");

        Instant later = now.plus(Duration.ofDays(91));
        HeldPostDecisions decisions = new SharedHeldPostDecisions(state, InstantSource.fixed(later));
        decisions.decide("another post", "reject");

        assertThat(decisions.of("post")).isEmpty();
        assertThat(decisions.of("another post")).contains("reject");
    }

    @Test
    void aStoreThatDoesNotConfirmIsAskedAgain() throws Exception {
        MailAddress list = new MailAddress("example@ml.example.ac.jp");
        Unsure state = new Unsure(database());
        SharedSerialNumbers numbers = new SharedSerialNumbers(state);

        assertThat(numbers.numberOf(list, "a")).isEqualTo(1);
        assertThat(numbers.numberOf(list, "b")).isEqualTo(2);
        assertThat(new SharedHeldPostDecisions(state, InstantSource.system()).decide("post", "reject"))
                .isTrue();
        assertThat(state.unconfirmed).isEqualTo(3);
    }

    /** Does what it is asked for, and says that it does not know. */
    private static final class Unsure implements ListState {
        private final ListState state;
        private int unconfirmed;

        Unsure(ListState state) {
            this.state = state;
        }

        @Override
        public Optional<String> read(Key key) throws IOException {
            return state.read(key);
        }

        @Override
        public boolean replace(Key key, Optional<String> expected, Optional<String> next) throws IOException {
            state.replace(key, expected, next);
            unconfirmed++;
            throw new IOException("no answer");
        }

        @Override
        public List<String> names(String purpose, MailAddress list) throws IOException {
            return state.names(purpose, list);
        }
    }
}
