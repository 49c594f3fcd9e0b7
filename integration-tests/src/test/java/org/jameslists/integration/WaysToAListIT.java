package org.jameslists.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.mail.HeaderField;
import org.jameslists.mail.Message;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.SmtpRefusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.google.common.io.ByteSource;

/** Whatever leads to a list: its members get one copy each, from the list, and none past it. */
@DisplayName("all ways to a list end in its processor")
class WaysToAListIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String OUTER = "outer@ml.example.ac.jp";
    private static final String KEPT = "var/mail/list-refused";

    private static ListScene scene;
    private static WebAdmin admin;

    /** An address that leads to the list. */
    private enum Way {
        ITSELF(ListScene.LIST),
        IN_UPPER_CASE("EXAMPLE@ML.EXAMPLE.AC.JP"),
        ALIAS("alias@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.addAlias(ListScene.LIST, address());
            }
        },
        FORWARD("forward@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.createUser(address(), ListScene.PASSWORD);
                admin.addForward(address(), ListScene.LIST);
            }
        },
        FORWARD_TO_A_FORWARD("far@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.createUser(address(), ListScene.PASSWORD);
                admin.addForward(address(), FORWARD.address());
            }
        },
        FORWARD_AND_ALIAS("both@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.createUser(address(), ListScene.PASSWORD);
                admin.addForward(address(), ListScene.LIST);
                admin.addForward(address(), ALIAS.address());
            }
        },
        ADDRESS_MAPPING("mapped@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.addAddressMapping(address(), ListScene.LIST);
            }
        },
        REGULAR_EXPRESSION("matched@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.addRegexMapping(address(), "matched@(.*):example@${1}");
            }
        },
        DOMAIN_ALIAS("example@old.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.addDomainAlias("ml.example.ac.jp", "old.example.ac.jp");
            }
        },
        SIEVE_REDIRECT("sieve@ml.example.ac.jp") {
            @Override
            void pave() throws Exception {
                admin.createUser(address(), ListScene.PASSWORD);
                admin.activateSieve(address(), "redirect \"" + ListScene.LIST + "\";\r\n");
            }
        };

        private final String address;

        Way(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }

        void pave() throws Exception {}
    }

    @BeforeAll
    static void start() throws Exception {
        BuildLayout layout = BuildLayout.ofThisBuild();
        scene = ListScene.start(
                layout.sample("munge-resign-seal"),
                layout.extensionJar(),
                WaysToAListIT::runSieve,
                EmbeddedJames::start);
        admin = scene.james().webAdmin();
        for (Way way : Way.values()) {
            way.pave();
        }
    }

    private static void runSieve(ConfigurationFolder conf) throws IOException {
        String mailets = Files.readString(conf.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        String delivery = "<mailet class=\"LocalDelivery\" match=\"All\"/>";
        assertThat(mailets).contains(delivery);
        conf.write(
                "mailetcontainer.xml", mailets.replace(delivery, "<mailet match=\"All\" class=\"Sieve\"/>" + delivery));
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @AfterEach
    void clear() throws Exception {
        scene.sink().clear();
        scene.localMailbox().take();
        for (StoredMail mail : admin.storedMails()) {
            admin.delete(mail);
        }
    }

    private static void post(String... recipients) throws Exception {
        RawSmtp.post(
                scene.james().smtpPort(),
                ListScene.AUTHOR,
                List.of(recipients),
                AuthorMail.ofTheFieldStudy(scene.authorKey()));
        admin.awaitIdle(LONG);
    }

    private static List<String> remoteRecipients() {
        List<String> recipients = new ArrayList<>();
        for (ReceivedMessage message : scene.sink().messages()) {
            recipients.addAll(message.recipients());
        }
        return recipients;
    }

    private static void assertEachMemberHasOneCopyFromTheList() throws Exception {
        assertThat(remoteRecipients()).containsExactlyInAnyOrderElementsOf(ListScene.REMOTE_MEMBERS);
        for (ReceivedMessage message : scene.sink().messages()) {
            assertThat(message.sender()).isEqualTo(ListScene.BOUNCES);
            assertIsFromTheList(message.bytes());
        }
        assertThat(scene.localMailbox().messages()).hasSize(1);
        assertIsFromTheList(scene.localMailbox().messages().get(0));
    }

    private static void assertIsFromTheList(byte[] message) throws IOException {
        assertThat(field(message, "List-Id"))
                .hasValueSatisfying(id -> assertThat(id).contains("<example.ml.example.ac.jp>"));
        assertThat(field(message, "From"))
                .hasValueSatisfying(from -> assertThat(from).contains("<" + ListScene.LIST + ">"));
    }

    private static Optional<String> field(byte[] message, String name) throws IOException {
        return Message.read(ByteSource.wrap(message)).header().first(name).map(HeaderField::text);
    }

    @ParameterizedTest
    @EnumSource
    void eachMemberGetsOneCopyFromTheList(Way way) throws Exception {
        post(way.address());

        assertThat(admin.storedMails()).isEmpty();
        assertEachMemberHasOneCopyFromTheList();
    }

    @Test
    void aPostToSeveralWaysIsOnePost() throws Exception {
        post(
                Way.ITSELF.address(),
                Way.ALIAS.address(),
                Way.FORWARD.address(),
                Way.ADDRESS_MAPPING.address(),
                Way.DOMAIN_ALIAS.address());

        assertThat(admin.storedMails()).isEmpty();
        assertEachMemberHasOneCopyFromTheList();
    }

    @Test
    void whoForwardsToTheListAndElsewhereLosesNothing() throws Exception {
        String user = "keeps@ml.example.ac.jp";
        admin.createUser(user, ListScene.PASSWORD);
        for (String target : List.of(ListScene.LIST, user, "away@example.net", ListScene.OWNER)) {
            admin.addForward(user, target);
        }

        post(user);

        assertThat(admin.storedMails()).isEmpty();
        assertThat(remoteRecipients())
                .containsExactlyInAnyOrder(
                        ListScene.REMOTE_MEMBERS.get(0),
                        ListScene.REMOTE_MEMBERS.get(1),
                        ListScene.REMOTE_MEMBERS.get(2),
                        "away@example.net");
        for (LocalMailbox mailbox : List.of(scene.james().mailbox(user, ListScene.PASSWORD), scene.ownersMailbox())) {
            assertThat(mailbox.take()).singleElement().satisfies(mail -> assertThat(field(mail, "List-Id"))
                    .isEmpty());
        }
        assertThat(scene.localMailbox().messages()).hasSize(1);
    }

    @Test
    void aMemberWhoForwardsToTheListHasTheCopyThatItKeeps() throws Exception {
        String user = "round@ml.example.ac.jp";
        admin.createUser(user, ListScene.PASSWORD);
        admin.addForward(user, ListScene.LIST);
        admin.addForward(user, user);
        admin.addGroupMember(ListScene.LIST, user);

        post(ListScene.LIST);
        admin.removeGroupMember(ListScene.LIST, user);

        assertThat(admin.storedMails()).isEmpty();
        assertEachMemberHasOneCopyFromTheList();
        assertThat(scene.james().mailbox(user, ListScene.PASSWORD).take())
                .singleElement()
                .satisfies(WaysToAListIT::assertIsFromTheList);
    }

    @Test
    void aListOnAListGetsItOnceForEachMember() throws Exception {
        admin.addGroupMember(OUTER, ListScene.LIST);
        admin.addGroupMember(OUTER, ListScene.REMOTE_MEMBERS.get(0));

        post(OUTER);

        assertThat(admin.storedMails()).isEmpty();
        assertThat(remoteRecipients()).containsExactlyInAnyOrderElementsOf(ListScene.REMOTE_MEMBERS);
        assertThat(scene.localMailbox().messages()).hasSize(1);
        assertThat(field(scene.sink().messages().get(0).bytes(), "List-Id"))
                .hasValueSatisfying(id -> assertThat(id).contains("<outer.ml.example.ac.jp>"));
    }

    @Test
    void aSubAddressIsRefused() throws Exception {
        assertThatThrownBy(() -> post("example+x@ml.example.ac.jp"))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reply().code()).isEqualTo(550));

        admin.awaitIdle(LONG);
        assertThat(scene.sink().messages()).isEmpty();
        assertThat(scene.localMailbox().messages()).isEmpty();
    }

    @Test
    void whatLeadsBackIsKeptWithTheReasonAndTheListGetsItsPost() throws Exception {
        String user = "circle@ml.example.ac.jp";
        admin.createUser(user, ListScene.PASSWORD);
        admin.addForward(user, ListScene.LIST);
        admin.addForward(user, "circle2@ml.example.ac.jp");
        admin.addRegexMapping("circle2@ml.example.ac.jp", "circle2@(.*):circle@${1}");

        post(user);

        assertEachMemberHasOneCopyFromTheList();
        assertThat(admin.storedMails()).singleElement().satisfies(mail -> {
            assertThat(mail.repository()).isEqualTo(KEPT);
            assertThat(mail.recipients()).containsExactly("circle2@ml.example.ac.jp");
            assertThat(mail.attributes().get("org.jameslists.reason")).endsWith("which leads back to " + user);
        });
    }

    @Test
    void aBounceToOneWhoForwardsReachesNoMember() throws Exception {
        RawSmtp.post(
                scene.james().smtpPort(),
                "",
                List.of(Way.FORWARD.address()),
                AuthorMail.ofTheFieldStudy(scene.authorKey()));
        admin.awaitIdle(LONG);

        assertThat(scene.sink().messages()).isEmpty();
        assertThat(scene.localMailbox().messages()).isEmpty();
        assertThat(admin.storedMails()).singleElement().satisfies(mail -> {
            assertThat(mail.repository()).isEqualTo(KEPT);
            assertThat(mail.attributes().get("org.jameslists.reason")).contains("it is a bounce");
        });
    }

    /** Unsigned, from nowhere, by an author whose domain publishes p=reject. */
    @ParameterizedTest
    @EnumSource(names = {"ITSELF", "FORWARD"})
    void aKeptPostProcessedAgainIsKeptAgainWithTheReason(Way way) throws Exception {
        RawSmtp.post(
                scene.james().smtpPort(),
                ListScene.AUTHOR,
                List.of(way.address()),
                AuthorMail.kinds().get("plain ASCII"));
        admin.awaitIdle(LONG);

        assertThat(admin.storedMails()).singleElement().satisfies(mail -> {
            assertThat(mail.repository()).isEqualTo("var/mail/list-forged");
            admin.reprocess(mail, "root");
        });
        admin.awaitIdle(LONG);

        assertThat(scene.sink().messages()).isEmpty();
        assertThat(scene.localMailbox().messages()).isEmpty();
        assertThat(admin.storedMails()).singleElement().satisfies(mail -> {
            assertThat(mail.repository()).isEqualTo(KEPT);
            assertThat(mail.attributes().get("org.jameslists.reason")).contains("X-BeenThere");
        });
    }

    @Test
    void aPostThatLedNowhereReachesTheListWhenProcessedAgain() throws Exception {
        String user = "lost@ml.example.ac.jp";
        admin.createUser(user, ListScene.PASSWORD);
        admin.addForward(user, "lost2@ml.example.ac.jp");
        admin.addRegexMapping("lost2@ml.example.ac.jp", "lost2@(.*):lost@${1}");
        post(user);
        assertThat(scene.sink().messages()).isEmpty();
        StoredMail kept = admin.storedMails("var/mail/rrt-error").get(0);

        admin.addForward(user, ListScene.LIST);
        admin.reprocess(kept, "root");
        admin.awaitIdle(LONG);

        assertEachMemberHasOneCopyFromTheList();
    }
}
