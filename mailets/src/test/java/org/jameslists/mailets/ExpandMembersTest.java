package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jameslists.dns.DnsAnswer;
import org.jameslists.james.TestDirectory;
import org.jameslists.james.TestMail;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.reception.NameLending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandMembersTest {
    private static final String AUTHOR = "author@example.ne.jp";
    private static final String LIST = "example@ml.example.ac.jp";
    private static final String POST = "From: " + AUTHOR + "\r\n\r\nHello\r\n";

    private final TestDirectory directory = new TestDirectory()
            .list(LIST, "jane@example.org", "local@ml.example.ac.jp", AUTHOR, "inner@ml.example.ac.jp")
            .list("inner@ml.example.ac.jp", "JANE@example.org", "john@example.com");

    private ExpandMembers expand(Map<String, String> parameters) throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder();
        parameters.forEach(config::setProperty);
        ExpandMembers mailet = new ExpandMembers(
                new RecordingMetricFactory(),
                directory.lists(),
                new NameLending((name, type) -> new DnsAnswer.NoSuchName()));
        mailet.init(config.build());
        return mailet;
    }

    private static MailImpl post(String list) throws MessagingException {
        MailImpl mail = TestMail.of(POST, AUTHOR, list);
        ListAttributes.set(mail, ListAttributes.LIST, list);
        return mail;
    }

    private static List<String> recipients(MailImpl mail) {
        return mail.getRecipients().stream().map(MailAddress::asString).toList();
    }

    @Test
    void eachMemberIsAddressedOnceFromTheListsBounceAddress() throws Exception {
        MailImpl mail = post(LIST);

        expand(Map.of()).service(mail);

        assertThat(recipients(mail))
                .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
                .containsExactlyInAnyOrder("jane@example.org", "local@ml.example.ac.jp", AUTHOR, "john@example.com");
        assertThat(mail.getMaybeSender().asString()).isEqualTo("example-bounces@ml.example.ac.jp");
        assertThat(TestMail.octets(mail)).isEqualTo(POST);
    }

    @Test
    void theAuthorIsLeftOutIfSoAsked() throws Exception {
        MailImpl mail = post(LIST);

        expand(Map.of("toAuthor", "false")).service(mail);

        assertThat(recipients(mail)).doesNotContain(AUTHOR).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "owner@example.ac.jp, owner@example.ac.jp",
        "bounce+{list}@bounces.{domain}, bounce+example@bounces.ml.example.ac.jp"
    })
    void theBounceAddressIsWhatTheOperatorSays(String template, String address) throws Exception {
        MailImpl mail = post(LIST);

        expand(Map.of("bounces", template)).service(mail);

        assertThat(mail.getMaybeSender().asString()).isEqualTo(address);
    }

    @Test
    void whatTheAuthorAskedOfTheDeliveryReportIsNotAskedForMembers() throws Exception {
        MailImpl mail = post(LIST);
        mail.setDsnParameters(
                DsnParameters.builder().envId(EnvId.of("QQ314159")).build().orElseThrow());

        expand(Map.of()).service(mail);

        assertThat(mail.dsnParameters()).isEmpty();
    }

    @Test
    void tenThousandMembersAreOneMail() throws Exception {
        String large = "large@ml.example.ac.jp";
        directory.list(
                large,
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "member" + i + "@d" + i % 1000 + ".example.org")
                        .toArray(String[]::new));
        MailImpl mail = post(large);

        expand(Map.of()).service(mail);

        assertThat(mail.getRecipients()).hasSize(10_000);
    }

    @Test
    void aListWithoutMembersIsTroubleNotSilence() throws Exception {
        MailImpl mail = post("nobody@ml.example.ac.jp");
        ExpandMembers mailet = expand(Map.of());

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessage("list nobody@ml.example.ac.jp has no members");
    }

    @Test
    void mailThatGoesToNoListIsTrouble() throws Exception {
        MailImpl mail = TestMail.of(POST, AUTHOR, LIST);
        ExpandMembers mailet = expand(Map.of());

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ToList must come first");
    }

    @Test
    void aWrongParameterIsRefusedAtStartUp() {
        assertThatThrownBy(() -> expand(Map.of("bounces", "{list}-bounces")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ExpandMembers: parameter \"bounces\": \"{list}-bounces\"");
        assertThatThrownBy(() -> expand(Map.of("toAuthor", "maybe")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ExpandMembers: parameter \"toAuthor\": \"maybe\"");
    }
}
