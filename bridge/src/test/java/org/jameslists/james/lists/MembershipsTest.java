package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.james.core.MailAddress;
import org.apache.james.rrt.lib.Mapping;
import org.jameslists.james.TestDirectory;
import org.jameslists.james.TestJames;
import org.jameslists.james.settings.ListAuthenticationSettings;
import org.jameslists.james.settings.SecretFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leaves, by whatever way they are on a list, and which links do it. */
class MembershipsTest {
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String OTHER_LIST = "other@ml.example.ac.jp";
    private static final String JANE = "jane@example.org";
    private static final String JOHN = "john@example.com";
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final TestDirectory directory = new TestDirectory();
    private final Memberships memberships =
            new Memberships(directory.table(), directory.lists(), directory.state(), now::get);
    private TestJames james;

    @BeforeEach
    void settings() throws Exception {
        james = new TestJames(folder)
                .conf(
                        ListAuthenticationSettings.FILE,
                        """
                        authserv-id=ml.example.ac.jp
                        members.url=https://ml.example.ac.jp/leave/
                        members.secret=ml.example.ac.jp
                        members.validity=30 days
                        """)
                .conf("keys/ml.example.ac.jp.secret", "a secret of the tests, known to everybody\n");
        directory.list(LIST, JOHN);
    }

    private static MailAddress address(String text) throws Exception {
        return new MailAddress(text);
    }

    private List<String> members() throws Exception {
        return directory.lists().members(address(LIST)).stream()
                .map(MailAddress::asString)
                .sorted()
                .toList();
    }

    private boolean leave(String member) throws Exception {
        return memberships.leave(address(LIST), address(member));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private MemberLinks links() {
        return new MemberLinks(
                james.instance(ListAuthenticationSettings.class).members(),
                james.instance(SecretFiles.class),
                now::get);
    }

    private String token(String list, String member) throws Exception {
        String link = links().of(address(list), address(member));
        assertThat(link).startsWith("https://ml.example.ac.jp/leave/").doesNotContain("jane");
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private void click(String token) throws Exception {
        new Leaving(links(), memberships).byLink(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {JANE, "Jane@Example.ORG"})
    void aMemberLeavesInWhateverLetters(String written) throws Exception {
        directory.list(LIST, written);

        assertThat(leave(JANE)).isTrue();
        assertThat(members()).containsExactly(JOHN);
        assertThat(leave(JANE)).isFalse();
    }

    @Test
    void whoIsThereUnderAnAliasLeavesByTheAddressBehindIt() throws Exception {
        directory.alias("j@ml.example.ac.jp", "jane@ml.example.ac.jp").list(LIST, "j@ml.example.ac.jp");

        assertThat(leave("jane@ml.example.ac.jp")).isTrue();
        assertThat(members()).containsExactly(JOHN);
        directory.list(LIST, "j@ml.example.ac.jp");
        assertThat(members()).as("the operator puts them there again").contains("jane@ml.example.ac.jp");
    }

    @Test
    void whoIsOnAListThatIsAMemberLeavesAloneAndStaysOnThat() throws Exception {
        directory.list(OTHER_LIST, JANE, "three@example.net").list(LIST, OTHER_LIST);

        assertThat(leave(JANE)).isTrue();
        assertThat(members()).containsExactly(JOHN, "three@example.net");
        assertThat(directory.lists().members(address(OTHER_LIST))).contains(address(JANE));
        assertThat(leave(JANE)).as("once is enough").isFalse();

        directory.list(LIST, JANE);
        assertThat(members()).as("put on the list itself").contains(JANE);
    }

    @Test
    void anAddressThatLeadsToOthersAsWellStays() throws Exception {
        directory
                .add("staff@ml.example.ac.jp", Mapping.address(JANE))
                .add("staff@ml.example.ac.jp", Mapping.address("three@example.net"))
                .list(LIST, "staff@ml.example.ac.jp");

        assertThat(leave(JANE)).isTrue();
        assertThat(members()).containsExactly(JOHN, "three@example.net");
    }

    @Test
    void theLastMemberLeavesAndTheListIsNoneAnyMore() throws Exception {
        assertThat(leave(JOHN)).isTrue();
        assertThat(directory.lists().isList(address(LIST))).isFalse();
        assertThat(leave(JOHN)).isFalse();
    }

    @Test
    void whoJoinsIsAMemberOnceAndAnyDepartureIsOver() throws Exception {
        directory.list(OTHER_LIST, JANE).list(LIST, OTHER_LIST);
        leave(JANE);

        assertThat(memberships.join(address(LIST), address(JANE))).isTrue();
        assertThat(memberships.join(address(LIST), address("JANE@example.org"))).isFalse();
        assertThat(members()).containsExactly(JANE, JOHN);
    }

    @Test
    void aListCannotJoinByItself() throws Exception {
        directory.list(OTHER_LIST, JANE);

        assertThatThrownBy(() -> memberships.join(address(LIST), address(OTHER_LIST)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkLeadsOutOfItsListAlone() throws Exception {
        directory.list(LIST, JANE).list(OTHER_LIST, JANE);

        click(token(LIST, JANE));

        assertThat(members()).containsExactly(JOHN);
        assertThat(directory.lists().members(address(OTHER_LIST))).containsExactly(address(JANE));
    }

    @Test
    void aLinkThatIsUsedAgainAfterItsMemberJoinedAgainDoesNothing() throws Exception {
        directory.list(LIST, JANE);
        String old = token(LIST, JANE);
        pass(Duration.ofDays(1));
        click(old);
        pass(Duration.ofDays(1));
        directory.list(LIST, JANE);

        click(old);
        assertThat(members()).containsExactly(JANE, JOHN);

        click(token(LIST, JANE));
        assertThat(members()).as("a new link holds").containsExactly(JOHN);
    }

    @ParameterizedTest
    @ValueSource(ints = {29, 30, 31})
    void aLinkHoldsAsLongAsTheSettingSays(int days) throws Exception {
        directory.list(LIST, JANE);
        String token = token(LIST, JANE);
        pass(Duration.ofDays(days));

        click(token);

        assertThat(members().contains(JANE)).isEqualTo(days > 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aForgedLinkDoesNothing(String token) throws Exception {
        directory.list(LIST, JANE);

        click(token);

        assertThat(members()).containsExactly(JANE, JOHN);
    }

    @Test
    void aLinkOutlivesTheRotationOfSecrets() throws Exception {
        directory.list(LIST, JANE);
        String token = token(LIST, JANE);
        james.conf(
                "keys/ml.example.ac.jp.secret",
                "another secret of the tests, known as well\na secret of the tests, known to everybody\n");

        click(token);

        assertThat(members()).containsExactly(JOHN);
    }

    @Test
    void whatCountsForAWhileIsForgottenAfterwards() throws Exception {
        RecentState recent = new RecentState(directory.state(), "test", Duration.ofDays(2), now::get);
        recent.update(address(LIST), address(JANE), before -> before.orElse("") + "1");
        pass(Duration.ofDays(1));
        assertThat(recent.update(address(LIST), address(JANE), before -> before.orElse("") + "2"))
                .isEqualTo("12");
        pass(Duration.ofDays(3));
        assertThat(recent.read(address(LIST), address(JANE))).isEqualTo(Optional.empty());
        recent.update(address(LIST), address(JOHN), before -> "3");
        assertThat(directory.state().names("test", address(LIST))).containsExactly(JOHN);
    }
}
