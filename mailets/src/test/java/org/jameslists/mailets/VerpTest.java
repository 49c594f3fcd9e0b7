package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jameslists.james.TestReception;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.list.DatedTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerpTest extends MailetTest {
    private static MailImpl expanded(String... members) throws MessagingException {
        MailImpl mail = post("From: author@example.ne.jp\r\n\r\nHello\r\n");
        mail.setSender(new MailAddress("example-bounces@ml.example.ac.jp"));
        List<MailAddress> recipients = new ArrayList<>();
        for (String member : members) {
            recipients.add(new MailAddress(member));
        }
        mail.setRecipients(recipients);
        return mail;
    }

    @Test
    void shouldNameEachMemberInItsEnvelopeSender() throws Exception {
        MailImpl mail = expanded("jane@example.org", "john@example.com");

        mailet(Verp.class, Map.of("processor", "list-delivery")).service(mail);

        assertThat(context.getSentMails())
                .extracting(
                        sent -> sent.getRecipients().toString(),
                        sent -> sent.getSender().asString(),
                        sent -> sent.getState())
                .containsExactly(
                        tuple(
                                "[jane@example.org]",
                                "example-bounces+jane=example.org@ml.example.ac.jp",
                                "list-delivery"),
                        tuple(
                                "[john@example.com]",
                                "example-bounces+john=example.com@ml.example.ac.jp",
                                "list-delivery"));
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(james.count("Verp.split")).isEqualTo(1);
    }

    private static final String MEMBER_PROCESSOR =
            """
            <mailetcontainer><processors>
              <processor state="list-delivery"/>
              <processor state="list-refused"/>
              <processor state="error"/>
              <processor state="list-member">
                <mailet match="All" class="org.jameslists.mailets.ListHeaders">
                  <unsubscribe>{unsubscribe}</unsubscribe>
                </mailet>
                <mailet match="All" class="org.jameslists.mailets.DkimResign"><selectors>list</selectors></mailet>
                <mailet match="All" class="org.jameslists.mailets.Freeze"/>
                <mailet match="All" class="ToProcessor"><processor>list-delivery</processor></mailet>
              </processor>
              <processor state="foreign">
                <mailet match="All" class="AddFooter"/>
              </processor>
              <processor state="some">
                <mailet match="RecipientIsLocal" class="org.jameslists.mailets.Freeze"/>
              </processor>
              <processor state="endless">
                <mailet match="All" class="org.jameslists.mailets.Freeze"/>
              </processor>
              <processor state="twice">
                <mailet match="All" class="org.jameslists.mailets.Verp"><processor>twice</processor></mailet>
              </processor>
            </processors></mailetcontainer>
            """;

    @Test
    void shouldSignEachMailAtOnceOverOneBodyHash() throws Exception {
        james.conf("mailetcontainer.xml", MEMBER_PROCESSOR);
        MailImpl mail = expanded("jane@example.org", "john@example.com", "three@example.net");
        TestReception.receive(mail, "ml.example.ac.jp; dmarc=pass header.from=example.ne.jp");

        mailet(Verp.class, Map.of("processor", "list-member", "atOnce", "true")).service(mail);

        assertThat(context.getSentMails())
                .hasSize(3)
                .allSatisfy(sent -> {
                    assertThat(sent.getState()).isEqualTo("list-delivery");
                    assertThat(sent.getMsg().getHeader("DKIM-Signature")).hasSize(1);
                })
                .extracting(sent -> sent.getMsg().getHeader("List-Unsubscribe")[0])
                .doesNotHaveDuplicates();
        assertThat(MailMessage.canonical(mail, MailMessage.read(mail))
                        .bodyHashes()
                        .passes())
                .isEqualTo(1);
        assertThat(MailMessage.copies(mail)).isEqualTo(1);
        assertThat(james.count("Freeze.frozen")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "none, does not end in a ToProcessor",
        "endless, does not end in a ToProcessor",
        "foreign, AddFooter is not a mailet of this pack",
        "some, the matcher of Freeze in processor some is not All",
        "twice, processor twice splits mails again"
    })
    void shouldRefuseAProcessorThatItCannotRunAtOnce(String processor, String reason) throws Exception {
        james.conf("mailetcontainer.xml", MEMBER_PROCESSOR);

        assertThatThrownBy(() -> mailet(Verp.class, Map.of("processor", processor, "atOnce", "true")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Verp: parameter \"atOnce\"")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldUseThePlainBounceAddressWhereAMembersDoesNotFit() throws Exception {
        MailImpl mail = expanded("\"a b\"@example.org");

        mailet(Verp.class, Map.of("processor", "list-delivery")).service(mail);

        assertThat(context.getSentMails())
                .extracting(sent -> sent.getSender().asString())
                .containsExactly("example-bounces@ml.example.ac.jp");
    }

    @Test
    void shouldSignTheAddressAndShowNoMember() throws Exception {
        MailImpl mail =
                expanded("jane@example.org", "a-name-as-long-as-names-get-in-some-places@subdomain.example.org");

        mailet(
                        Verp.class,
                        Map.of(
                                "processor",
                                "list-delivery",
                                "bounces",
                                "{list}-bounces+{token}@{domain}",
                                "tokenDomain",
                                "dmarc.ml.example.ac.jp"))
                .service(mail);

        assertThat(context.getSentMails())
                .extracting(sent -> sent.getSender().asString())
                .allMatch(sender -> sender.matches("example-bounces\\+" + DatedTokens.PATTERN + "@ml.example.ac.jp"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "tokenDomain, ml.example.org",
        "validity, 1 hour",
        "bounces, {list}-bounces@{domain}",
        "bounces, {list}-bounces+{member}",
        "template, {list}-bounces+{member}@{domain}"
    })
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(Verp.class, Map.of("processor", "list-delivery", parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Verp: parameter \"" + parameter + "\": \"" + value + "\"");
    }
}
