package org.jameslists.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.jameslists.james.TestMail;
import org.jameslists.james.TestReception;
import org.jameslists.james.lists.MemberLinks;
import org.jameslists.james.mail.ListAttributes;
import org.jameslists.james.mail.MailMessage;
import org.jameslists.mail.Header;
import org.jameslists.mail.HeaderField;
import org.jameslists.signature.TagList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.common.base.Splitter;

class ListHeadersTest extends MailetTest {
    private static final String BODY = "\r\n\r\nHello\r\n";

    private String added(Map<String, String> parameters) throws Exception {
        MailImpl mail = post("Subject: test" + BODY);
        mailet(ListHeaders.class, parameters).service(mail);
        return TestMail.octets(mail);
    }

    @Test
    void shouldAddWhatEveryListHas() throws Exception {
        assertThat(added(Map.of()))
                .isEqualTo(
                        """
                        Subject: test
                        List-Id: <example.ml.example.ac.jp>
                        List-Post: <mailto:example@ml.example.ac.jp>
                        Precedence: list

                        Hello
                        """
                                .replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            true  | from:List-Id:LIST-ID:sender | List-Post Precedence
            true  | from:subject                | List-Id List-Post Precedence Sender
            false | from:List-Id:LIST-ID:sender | List-Id List-Post Precedence Sender
            """)
    void shouldLeaveAloneWhatASignatureCovers(boolean keepSigned, String signed, String added) throws Exception {
        String post = "DKIM-Signature: v=1; a=rsa-sha256; d=example.ne.jp; s=mail; h=" + signed
                + "; bh=AAAA; b=AAAA\r\nDKIM-Signature: unreadable\r\nFrom: a@example.ne.jp" + BODY;
        MailImpl mail = post(post);
        mailet(
                        ListHeaders.class,
                        Map.of("keepSigned", Boolean.toString(keepSigned), "sender", "{list}-bounces@{domain}"))
                .service(mail);

        assertThat(MailMessage.read(mail).header().fields().stream()
                        .map(HeaderField::name)
                        .skip(3))
                .containsExactly(added.split(" "));
    }

    @Test
    void shouldAddWhatTheOperatorNames() throws Exception {
        assertThat(added(Map.of(
                        "unsubscribe", "https://ml.example.ac.jp/{list}/leave, mailto:{list}-leave@{domain}",
                        "oneClick", "true",
                        "help", "https://ml.example.ac.jp/help",
                        "subscribe", "mailto:{list}-join@{domain}",
                        "owner", "mailto:{list}-owner@{domain}",
                        "archive", "https://ml.example.ac.jp/{list}/",
                        "sender", "{list}-bounces@{domain}",
                        "precedence", "none")))
                .isEqualTo(
                        """
                        Subject: test
                        List-Id: <example.ml.example.ac.jp>
                        List-Post: <mailto:example@ml.example.ac.jp>
                        List-Help: <https://ml.example.ac.jp/help>
                        List-Subscribe: <mailto:example-join@ml.example.ac.jp>
                        List-Unsubscribe: <https://ml.example.ac.jp/example/leave>,
                         <mailto:example-leave@ml.example.ac.jp>
                        List-Owner: <mailto:example-owner@ml.example.ac.jp>
                        List-Archive: <https://ml.example.ac.jp/example/>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click
                        Sender: example-bounces@ml.example.ac.jp

                        Hello
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void shouldReplaceWhatAnotherListAdded() throws Exception {
        MailImpl mail = post("List-Id: <other.example.org>\r\nlist-unsubscribe: <https://example.org/>\r\n"
                + "Precedence: bulk\r\nSubject: test" + BODY);

        mailet(ListHeaders.class, Map.of("post", "NO")).service(mail);

        assertThat(TestMail.octets(mail))
                .isEqualTo("Subject: test\r\nList-Id: <example.ml.example.ac.jp>\r\nList-Post: NO\r\n"
                        + "Precedence: list" + BODY);
    }

    @Test
    void shouldEscapeALocalPartInAUri() throws Exception {
        MailImpl mail = post("Subject: test" + BODY);
        ListAttributes.set(mail, ListAttributes.LIST, "a&b%c@ml.example.ac.jp");

        mailet(ListHeaders.class, Map.of()).service(mail);

        assertThat(TestMail.octets(mail)).contains("<mailto:a%26b%25c@ml.example.ac.jp>");
    }

    @ParameterizedTest
    @CsvSource({
        "help, ask somebody",
        "help, javascript:alert(1)",
        "archive, /archive",
        "oneClick, true",
        "tokenDomain, without-secret.example.org",
        "unsubscribe, https://ml.example.ac.jp/{who}",
        "sender, owner",
        "precedence, urgent"
    })
    void shouldRefuseAWrongParameterAtStartUp(String parameter, String value) {
        assertThatThrownBy(() -> mailet(ListHeaders.class, Map.of(parameter, value)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ListHeaders: parameter \"" + parameter + "\": \"");
    }

    @Test
    void shouldGiveEachMemberALinkToOurPage() throws Exception {
        MailImpl mail = post("Subject: test" + BODY);
        mail.setRecipients(List.of(new MailAddress("jane@example.org")));

        mailet(ListHeaders.class, Map.of("unsubscribe", "{unsubscribe}, mailto:{list}-leave@{domain}"))
                .service(mail);

        Header header = MailMessage.read(mail).header();
        List<String> uris = Splitter.on(", ")
                .splitToList(header.first("List-Unsubscribe").orElseThrow().text());
        assertThat(uris).hasSize(2).last().isEqualTo("<mailto:example-leave@ml.example.ac.jp>");
        assertThat(uris.get(0)).matches("<https://ml\\.example\\.ac\\.jp/leave/[A-Za-z0-9_-]{80,}>");
        String token = uris.get(0)
                .substring(
                        "<https://ml.example.ac.jp/leave/".length(), uris.get(0).length() - 1);
        assertThat(james.instance(MemberLinks.class).open(token).orElseThrow().member())
                .isEqualTo(new MailAddress("jane@example.org"));
        assertThat(header.first("List-Unsubscribe-Post").orElseThrow().text()).isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void shouldNotLinkToAPageThatIsNotThere() throws Exception {
        james.conf("list-authentication.properties", "authserv-id=ml.example.ac.jp\n");

        assertThatThrownBy(() -> mailet(ListHeaders.class, Map.of("unsubscribe", "{unsubscribe}")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ListHeaders: parameter \"unsubscribe\"")
                .hasMessageContaining("members.url");
    }

    private static final String MEMBERS_LINKS =
            """
            <mailet match="All" class="org.jameslists.mailets.ListHeaders">
              <unsubscribe>https://ml.example.ac.jp/{list}/leave?member={member}&amp;token={token}</unsubscribe>
              <oneClick>true</oneClick>
              <tokenDomain>dmarc.ml.example.ac.jp</tokenDomain>
            </mailet>
            <mailet match="All" class="org.jameslists.mailets.DkimResign"><selectors>list</selectors></mailet>
            <mailet match="All" class="org.jameslists.mailets.Freeze"/>
            """;

    @Test
    void shouldGiveEachMemberALinkOfItsOwnUnderTheSignature() throws Exception {
        MailImpl mail = post("From: " + LIST + "\r\nSubject: caf\u00e9" + BODY);
        mail.setRecipients(List.of(new MailAddress("Jane@example.org"), new MailAddress("john+x@example.com")));

        mailet(Verp.class, Map.of("processor", "list-member")).service(mail);

        List<String> links = new ArrayList<>();
        for (FakeMailContext.SentMail sent : context.getSentMails()) {
            assertThat(sent.getState()).isEqualTo("list-member");
            MailImpl copy = post(octets(sent.getMsg()));
            TestReception.receive(copy, "ml.example.ac.jp; dmarc=pass");
            copy.setRecipients(sent.getRecipients());
            new TestProcessor(james, context, MEMBERS_LINKS).process(copy);
            assertThat(ListAttributes.get(copy, ListAttributes.FROZEN)).isPresent();
            Header header = MailMessage.read(copy).header();
            assertThat(header.first("List-Unsubscribe-Post").orElseThrow().text())
                    .isEqualTo("List-Unsubscribe=One-Click");
            // RFC 8058 §4: a valid signature covers both fields
            assertThat(TagList.parse(header.first("DKIM-Signature").orElseThrow())
                            .required("h")
                            .replaceAll("\\s", ""))
                    .contains(":List-Unsubscribe:List-Unsubscribe:")
                    .contains(":List-Unsubscribe-Post:List-Unsubscribe-Post:");
            links.add(header.first("List-Unsubscribe").orElseThrow().text());
        }
        String leave = "<https://ml.example.ac.jp/example/leave?member=";
        assertThat(links)
                .containsExactly(
                        leave + "Jane%40example.org&token=" + token("jane@example.org") + ">",
                        leave + "john%2Bx%40example.com&token=" + token("john+x@example.com") + ">");
    }

    /** As {@code docs/mailets/ListHeaders.md} tells others to check it. */
    private static String token(String member) throws Exception {
        byte[] secret = "a secret of the tests, known to everybody".getBytes(StandardCharsets.US_ASCII);
        byte[] key = hmac(secret, "unsubscribe-link");
        return HexFormat.of().formatHex(hmac(key, LIST + " " + member)).substring(0, 32);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String octets(MimeMessage message) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldNotGiveOneMembersLinkToAnother() throws Exception {
        MailImpl mail = post("Subject: test" + BODY);
        mail.setRecipients(List.of(new MailAddress("jane@example.org"), new MailAddress("john@example.com")));
        ListHeaders mailet = mailet(ListHeaders.class, Map.of("unsubscribe", "https://example.org/{member}"));

        assertThatThrownBy(() -> mailet.service(mail)).hasMessageContaining("put Verp before ListHeaders");
    }

    @Test
    void shouldNotMakeATokenWithoutASecret() {
        assertThatThrownBy(() -> mailet(ListHeaders.class, Map.of("unsubscribe", "https://example.org/{token}")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ListHeaders: parameter \"tokenDomain\" is missing");
    }
}
