package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.rrt.api.RecipientRewriteTable.ErrorMappingException;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.jameslists.james.TestDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewriteTableListsTest {
    private static final String DOMAIN = "ml.example.ac.jp";
    private static final String LIST = "example@ml.example.ac.jp";

    private static final String USER = "user@example.ac.jp";

    private final TestDirectory directory = new TestDirectory();
    private final ListDirectory lists = directory.lists();

    private void group(String list, String... members) {
        directory.list(list, members);
    }

    private void add(String source, Mapping mapping) {
        directory.add(source, mapping);
    }

    private Destinations destinations(String address) throws Exception {
        return lists.destinations(new MailAddress(address));
    }

    private static Set<MailAddress> addresses(String... addresses) throws Exception {
        Set<MailAddress> set = new LinkedHashSet<>();
        for (String address : addresses) {
            set.add(new MailAddress(address));
        }
        return set;
    }

    private List<String> members() throws Exception {
        return lists.members(new MailAddress(LIST)).stream()
                .map(MailAddress::asString)
                .toList();
    }

    @Test
    void aGroupIsAListAndNothingElseIs() throws Exception {
        group(LIST, "jane@example.org");
        add("alias@ml.example.ac.jp", Mapping.alias(LIST));

        assertThat(lists.isList(new MailAddress(LIST))).isTrue();
        assertThat(lists.isList(new MailAddress("Example@ML.example.ac.jp"))).isTrue();
        assertThat(lists.isList(new MailAddress("alias@ml.example.ac.jp"))).isFalse();
        assertThat(lists.isList(new MailAddress("jane@example.org"))).isFalse();
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                arguments("the list itself", LIST, List.of()),
                arguments("other case", "Example@ML.example.ac.jp", List.of()),
                arguments("alias", "a@example.ac.jp", List.of("a@example.ac.jp=alias:" + LIST)),
                arguments("forward", USER, List.of(USER + "=forward:" + LIST)),
                arguments("address mapping", "a@example.ac.jp", List.of("a@example.ac.jp=" + LIST)),
                arguments(
                        "domain alias",
                        "example@old.example.ac.jp",
                        List.of("*@old.example.ac.jp=domainAlias:" + DOMAIN)),
                arguments(
                        "domain mapping", "example@old.example.ac.jp", List.of("*@old.example.ac.jp=domain:" + DOMAIN)),
                arguments(
                        "regular expression",
                        "example+x@example.ac.jp",
                        List.of("*@example.ac.jp=regex:(.*)\\+.*@example\\.ac\\.jp:${1}@" + DOMAIN)),
                arguments(
                        "alias of a user who forwards",
                        "a@example.ac.jp",
                        List.of("a@example.ac.jp=alias:" + USER, USER + "=forward:" + LIST)),
                arguments(
                        "alias in an alias domain",
                        "a@old.example.ac.jp",
                        List.of("*@old.example.ac.jp=domainAlias:" + DOMAIN, "a@" + DOMAIN + "=alias:" + LIST)),
                arguments(
                        "forward to one who forwards",
                        "a@example.ac.jp",
                        List.of("a@example.ac.jp=forward:" + USER, USER + "=forward:" + LIST)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void whateverLeadsToTheListIsTheList(String way, String address, List<String> mappings) throws Exception {
        group(LIST, "jane@example.org");
        for (String mapping : mappings) {
            int end = mapping.indexOf('=');
            add(mapping.substring(0, end), Mapping.of(mapping.substring(end + 1)));
        }

        assertThat(destinations(address)).isEqualTo(new Destinations(addresses(LIST), Set.of(), Set.of(), Map.of()));
    }

    @Test
    void aListHasOneNameWhateverLettersItIsWrittenIn() throws Exception {
        group("Example@ml.example.ac.jp", "jane@example.org");

        assertThat(destinations("EXAMPLE@ML.Example.AC.jp").lists())
                .extracting(MailAddress::asString)
                .containsExactly(LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example+x@ml.example.ac.jp", "example-owner@ml.example.ac.jp", "jane@example.org"})
    void noOtherAddressIsTheList(String address) throws Exception {
        group(LIST, "jane@example.org");

        assertThat(destinations(address)).isEqualTo(new Destinations(Set.of(), Set.of(), addresses(address), Map.of()));
    }

    @Test
    void aForwardKeepsItsCopyAndItsOtherTargets() throws Exception {
        group(LIST, "jane@example.org");
        add(USER, Mapping.forward(LIST));
        add(USER, Mapping.forward(USER));
        add(USER, Mapping.forward("away@example.net"));
        add(USER, Mapping.forward("colleague@example.ac.jp"));

        assertThat(destinations(USER))
                .isEqualTo(new Destinations(
                        addresses(LIST),
                        addresses(USER),
                        addresses("away@example.net", "colleague@example.ac.jp"),
                        Map.of()));
    }

    @Test
    void aListIsNotLeftForItsMembersOrOtherLists() throws Exception {
        group(LIST, "staff@ml.example.ac.jp", USER);
        group("staff@ml.example.ac.jp", "john@example.com");
        add(USER, Mapping.forward(LIST));

        assertThat(destinations(USER).lists()).isEqualTo(addresses(LIST));
        assertThat(destinations(LIST).lists()).isEqualTo(addresses(LIST));
        assertThat(destinations(LIST).addresses()).isEmpty();
    }

    @Test
    void whatIsMappedToAnErrorIsAProblemOfThatAddressAlone() throws Exception {
        group(LIST, "jane@example.org");
        add(USER, Mapping.forward(LIST));
        add(USER, Mapping.forward("gone@example.ac.jp"));
        add("gone@example.ac.jp", Mapping.error("554 gone"));

        assertThat(destinations(USER).lists()).isEqualTo(addresses(LIST));
        assertThat(destinations(USER).problems())
                .containsExactly(entry(new MailAddress("gone@example.ac.jp"), "is mapped to an error: 554 gone"));
    }

    @Test
    void aCircleIsAProblemAndDoesNotHideTheList() throws Exception {
        group(LIST, "jane@example.org");
        add(USER, Mapping.forward("a@example.ac.jp"));
        add(USER, Mapping.forward(LIST));
        add("a@example.ac.jp", Mapping.alias(USER));

        assertThat(destinations(USER).lists()).isEqualTo(addresses(LIST));
        assertThat(destinations(USER).problems())
                .containsExactly(entry(new MailAddress("a@example.ac.jp"), "leads back to " + USER));
    }

    @Test
    void twoWaysToOneAddressAreNoCircle() throws Exception {
        group(LIST, "jane@example.org");
        add(USER, Mapping.forward("a@example.ac.jp"));
        add(USER, Mapping.forward("b@example.ac.jp"));
        add("a@example.ac.jp", Mapping.alias(LIST));
        add("b@example.ac.jp", Mapping.alias(LIST));

        assertThat(destinations(USER)).isEqualTo(new Destinations(addresses(LIST), Set.of(), Set.of(), Map.of()));
    }

    /** James: "554 Too many mappings to process" at the tenth. */
    @Test
    void followsAsManyMappingsAsJames() throws Exception {
        group(LIST, "jane@example.org");
        for (int i = 1; i < 10; i++) {
            add("a" + i + "@example.ac.jp", Mapping.alias(i == 1 ? LIST : "a" + (i - 1) + "@example.ac.jp"));
        }
        add("a10@example.ac.jp", Mapping.alias("a9@example.ac.jp"));

        assertThat(destinations("a9@example.ac.jp").lists()).isEqualTo(addresses(LIST));
        assertThat(destinations("a10@example.ac.jp").lists()).isEmpty();
        assertThat(destinations("a10@example.ac.jp").problems())
                .containsExactly(entry(new MailAddress(LIST), "is more than 9 mappings away"));
        assertThatThrownBy(() -> directory.table().getResolvedMappings("a10", Domain.of("example.ac.jp")))
                .isInstanceOf(ErrorMappingException.class);
    }

    @Test
    void aMappingToItselfCountsForNothingAsWithJames() throws Exception {
        add(USER, Mapping.alias(USER));
        add(USER, Mapping.alias("a@example.ac.jp"));

        assertThat(destinations(USER).others()).isEqualTo(addresses(USER));
        assertThat(directory.table().getResolvedMappings("user", Domain.of("example.ac.jp")))
                .isEmpty();
    }

    @Test
    void followsOneMappingWhereJamesIsToldToFollowNoMore() throws Exception {
        MemoryRecipientRewriteTable table = new MemoryRecipientRewriteTable();
        table.setConfiguration(RecipientRewriteTableConfiguration.DISABLED);
        table.addMapping(MappingSource.parse(LIST), Mapping.group("jane@example.org"));
        table.addMapping(MappingSource.parse("a@" + DOMAIN), Mapping.alias(LIST));
        table.addMapping(MappingSource.parse("b@" + DOMAIN), Mapping.alias("a@" + DOMAIN));
        directory.domains().addDomain(Domain.of(DOMAIN));
        ListDirectory notRecursive = new RewriteTableLists(table, directory.domains(), directory.state());

        assertThat(notRecursive.destinations(new MailAddress("a@" + DOMAIN)).lists())
                .isEqualTo(addresses(LIST));
        assertThat(notRecursive.destinations(new MailAddress("b@" + DOMAIN)).lists())
                .isEmpty();
    }

    @Test
    void addressesOfOtherServersCostNoLookUp() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MemoryRecipientRewriteTable table = new MemoryRecipientRewriteTable() {
            @Override
            public Mappings getStoredMappings(MappingSource source) {
                asked.incrementAndGet();
                return super.getStoredMappings(source);
            }
        };
        table.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
        for (int i = 0; i < 100; i++) {
            table.addMapping(MappingSource.parse(LIST), Mapping.group("member" + i + "@example.org"));
        }
        ListDirectory counted = new RewriteTableLists(table, directory.domains(), directory.state());
        directory.domains().addDomain(Domain.of(DOMAIN));

        counted.destinations(new MailAddress("jane@example.org"));
        assertThat(asked).hasValue(0);
        counted.destinations(new MailAddress("user@" + DOMAIN));
        assertThat(asked.getAndSet(0)).isEqualTo(2);
        assertThat(counted.members(new MailAddress(LIST))).hasSize(100);
        assertThat(asked.getAndSet(0)).isEqualTo(1);
        assertThat(counted.isMember(new MailAddress(LIST), new MailAddress("nobody@example.org")))
                .isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void membersOfListsThatAreMembersAreMembersOnce() throws Exception {
        group(LIST, "jane@example.org", "staff@ml.example.ac.jp");
        group("staff@ml.example.ac.jp", "Jane@example.org", "john@example.com");

        assertThat(members()).containsExactlyInAnyOrder("jane@example.org", "john@example.com");
    }

    @Test
    void aMemberWhoForwardsToTheListKeepsItsCopy() throws Exception {
        group(LIST, "jane@example.org", USER);
        add(USER, Mapping.forward(LIST));
        add(USER, Mapping.forward(USER));

        assertThat(members()).containsExactlyInAnyOrder("jane@example.org", USER);
    }

    /** RFC 5321 §2.4: what is on the left is the other server's matter. */
    @Test
    void aMemberElsewhereIsWrittenAsOnTheList() throws Exception {
        group(LIST, "Jane.Doe@example.org");

        assertThat(members()).containsExactly("Jane.Doe@example.org");
    }

    @Test
    void aMembersOwnForwardIsFollowed() throws Exception {
        group(LIST, "local@ml.example.ac.jp");
        add("local@ml.example.ac.jp", Mapping.forward("away@example.net"));
        add("local@ml.example.ac.jp", Mapping.forward("local@ml.example.ac.jp"));

        assertThat(members()).containsExactlyInAnyOrder("local@ml.example.ac.jp", "away@example.net");
    }

    @Test
    void aMemberMappedToAnErrorKeepsThePostFromNobodyElse() throws Exception {
        group(LIST, "jane@example.org", "gone@ml.example.ac.jp", "staff@ml.example.ac.jp");
        group("staff@ml.example.ac.jp", "gone@ml.example.ac.jp", "john@example.com");
        add("gone@ml.example.ac.jp", Mapping.error("554 gone"));

        assertThat(members()).containsExactlyInAnyOrder("jane@example.org", "john@example.com");
    }

    @Test
    void listsThatAreMembersOfOneAnotherDoNotRunInACircle() throws Exception {
        group(LIST, "jane@example.org", "staff@ml.example.ac.jp");
        group("staff@ml.example.ac.jp", "john@example.com", LIST);

        assertThat(members()).containsExactlyInAnyOrder("jane@example.org", "john@example.com");
    }

    @Test
    void aMemberIsKnownByTheAddressOnTheList() throws Exception {
        group(LIST, "local@ml.example.ac.jp", "staff@ml.example.ac.jp");
        group("staff@ml.example.ac.jp", "john@example.com", LIST);
        add("local@ml.example.ac.jp", Mapping.forward("away@example.net"));

        assertThat(isMember("Local@ml.example.ac.jp")).isTrue();
        assertThat(isMember("john@example.com")).isTrue();
        assertThat(isMember("away@example.net")).isFalse();
        assertThat(isMember("jane@example.org")).isFalse();
    }

    private boolean isMember(String address) throws Exception {
        return lists.isMember(new MailAddress(LIST), new MailAddress(address));
    }
}
