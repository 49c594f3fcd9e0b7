package org.jameslists.james.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.jameslists.james.TestRewriteTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RewriteTableListsTest {
    private static final String LIST = "example@ml.example.ac.jp";

    private MemoryRecipientRewriteTable table;
    private RewriteTableLists lists;

    @BeforeEach
    void setUp() {
        table = TestRewriteTable.create();
        lists = new RewriteTableLists(table);
    }

    private void group(String list, String... members) {
        for (String member : members) {
            add(list, Mapping.group(member));
        }
    }

    private void add(String source, Mapping mapping) {
        table.addMapping(MappingSource.parse(source), mapping);
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

    @Test
    void anotherNameLeadsToTheList() throws Exception {
        add("alias@ml.example.ac.jp", Mapping.alias(LIST));
        table.addMapping(
                MappingSource.fromDomain(Domain.of("old.example.ac.jp")),
                Mapping.domainAlias(Domain.of("ml.example.ac.jp")));

        assertThat(lists.aliasesResolved(new MailAddress("alias@ml.example.ac.jp")))
                .containsExactly(new MailAddress(LIST));
        assertThat(lists.aliasesResolved(new MailAddress("example@old.example.ac.jp")))
                .containsExactly(new MailAddress(LIST));
        assertThat(lists.aliasesResolved(new MailAddress(LIST))).containsExactly(new MailAddress(LIST));
    }

    @Test
    void membersOfListsThatAreMembersAreMembersOnce() throws Exception {
        group(LIST, "jane@example.org", "staff@ml.example.ac.jp");
        group("staff@ml.example.ac.jp", "Jane@example.org", "john@example.com");

        assertThat(members()).containsExactlyInAnyOrder("jane@example.org", "john@example.com");
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
