package org.jameslists.integration.study;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.ListScene;
import org.jameslists.integration.StoredMail;
import org.jameslists.integration.WebAdmin;
import org.jameslists.mail.Message;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.ReceivedMessage;

import com.google.common.io.ByteSource;

/** Sends posts through the lists of a scenario, each a James of its own with the list's configuration. */
public final class Passage {
    /** The member whose server is looked at. */
    public static final String MEMBER = ListScene.REMOTE_MEMBERS.get(0);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BuildLayout layout;
    private final Domains domains;

    /** Through lists that live in these domains. */
    public Passage(BuildLayout layout, Domains domains) {
        this.layout = layout;
        this.domains = domains;
    }

    /** Something on its way: its envelope sender and its octets. */
    private record Mail(String sender, ByteSource octets) {}

    /**
     * Sends posts through a scenario.
     *
     * @return what arrived, in the order of the posts
     * @throws IllegalStateException if a list kept a post back
     */
    public List<Delivery> send(Scenario scenario, List<Post> posts) throws Exception {
        Map<Post, Message> before = new LinkedHashMap<>();
        Map<Post, Mail> mails = new LinkedHashMap<>();
        for (Post post : posts) {
            Message sent = Message.read(ByteSource.wrap(post.signed(domains.of(post.author()))));
            Message arriving = scenario.arrival().of(sent, post.author(), domains);
            before.put(post, arriving);
            mails.put(post, new Mail(post.author().address(), arriving.content()));
        }
        Map<Post, ReceivedMessage> received = Map.of();
        for (Hop hop : scenario.hops()) {
            received = through(hop, mails);
            received.forEach(
                    (post, message) -> mails.put(post, new Mail(message.sender(), ByteSource.wrap(message.bytes()))));
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (Post post : posts) {
            deliveries.add(new Delivery(scenario, post, before.get(post), received.get(post)));
        }
        return deliveries;
    }

    private Map<Post, ReceivedMessage> through(Hop hop, Map<Post, Mail> mails) throws Exception {
        try (ListScene scene = ListScene.start(
                layout.sample(hop.sample()),
                layout.extensionJar(),
                folder -> configure(folder, hop),
                EmbeddedJames::start)) {
            WebAdmin admin = scene.james().webAdmin();
            admin.createDomain(hop.domain());
            admin.addGroupMember(hop.list(), MEMBER);
            for (Mail mail : mails.values()) {
                RawSmtp.post(
                        scene.james().smtpPort(),
                        mail.sender(),
                        List.of(hop.list()),
                        mail.octets().read());
            }
            admin.awaitIdle(PATIENCE);
            List<StoredMail> kept = admin.storedMails();
            if (!kept.isEmpty()) {
                throw new IllegalStateException(hop + " kept back " + kept);
            }
            return received(scene, mails.keySet());
        }
    }

    private static Map<Post, ReceivedMessage> received(ListScene scene, Iterable<Post> posts) throws IOException {
        Map<Post, ReceivedMessage> received = new LinkedHashMap<>();
        for (Post post : posts) {
            received.put(
                    post,
                    scene.sink().messages().stream()
                            .filter(message -> message.recipients().contains(MEMBER))
                            .filter(message -> message.text().contains("<" + post.id() + ">"))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException(post + " did not arrive")));
        }
        return received;
    }

    private void configure(ConfigurationFolder folder, Hop hop) throws IOException {
        folder.ask(domains.dns());
        for (PublishedKey key : domains.lists()) {
            folder.write("keys/" + key.domain() + "." + key.selector() + ".pem", key.pem());
        }
        for (String mailet : hop.without()) {
            folder.remove("mailetcontainer.xml", "//mailet[@class='org.jameslists.mailets." + mailet + "']");
        }
    }
}
