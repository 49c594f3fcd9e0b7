package org.jameslists.integration.attacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jameslists.integration.ConfigurationFolder;
import org.jameslists.integration.EmbeddedJames;
import org.jameslists.integration.ListScene;
import org.jameslists.integration.RunningJames;
import org.jameslists.integration.SampleScene;
import org.jameslists.integration.StoredMail;
import org.jameslists.integration.WebAdmin;
import org.jameslists.integration.attacks.Copy.Place;
import org.jameslists.testing.ReceivedMessage;
import org.jameslists.testing.SmtpReply;

/**
 * A James with one of the samples that believes whoever says where a client connects from, lets users log in, runs their
 * Sieve scripts, and has a relay in front of it.
 */
final class AttackScene implements AutoCloseable {
    /** A user who has a mailbox on the server and is a member of the list. */
    static final String USER = ListScene.LOCAL_MEMBER;
    /** Another name of that user. */
    static final String USERS_ALIAS = "nickname@ml.example.ac.jp";
    /** Another user. */
    static final String OTHER_USER = ListScene.OWNER;
    /** A user whose Sieve script redirects all mail to the list. */
    static final String REDIRECTING_USER = "redirecting@ml.example.ac.jp";
    /** A user whose forward is the list. */
    static final String FORWARDING_USER = "forwarding@ml.example.ac.jp";
    /** The relay in front of the server. */
    static final String RELAY_ADDRESS = "198.51.100.7";
    /** What the relay calls itself. */
    static final String RELAY = "mx.example.ac.jp";

    private static final Duration LONG = Duration.ofSeconds(60);

    /** The reply to a post that was handed in before. */
    private static final SmtpReply LATE = new SmtpReply(250, "some time ago");

    private static final List<String> USERS = List.of(USER, REDIRECTING_USER, FORWARDING_USER);
    private static final Pattern RETURN_PATH = Pattern.compile("(?m)^Return-Path: <([^>]*)>");
    private static final Pattern LOCAL_DELIVERY = Pattern.compile("<mailet [^>]*\"LocalDelivery\"[^>]*>");

    private final String sample;
    private final ListScene scene;
    private final Clients clients;
    private final List<Post> earlier = new ArrayList<>();
    private int waitingBefore;

    private AttackScene(String sample, ListScene scene) {
        this.sample = sample;
        this.scene = scene;
        this.clients = new Clients(scene.james().smtpPort());
    }

    /**
     * Starts it.
     *
     * @param folder where the configuration of a stock James can be laid out
     * @param change what else is to be changed in the sample's copy
     */
    static AttackScene start(String sample, Path folder, World world, ListScene.Change change) throws Exception {
        ListScene scene = SampleScene.start(sample, folder, world.dns(), world.keys(), conf -> {
            conf.setChild("smtpserver.xml", "//smtpserver", "proxyRequired", "true");
            conf.setChild("smtpserver.xml", "//smtpserver/auth", "announce", "always");
            conf.setChild("smtpserver.xml", "//smtpserver/auth", "requireSSL", "false");
            conf.setChild("smtpserver.xml", "//smtpserver/auth", "plainAuthEnabled", "true");
            setting(conf, "trusted-relays", RELAY_ADDRESS);
            setting(conf, "trusted-relays.authserv-id", RELAY);
            setting(conf, "dns.retries", "0");
            runSieve(conf);
            change.apply(conf);
        });
        WebAdmin admin = scene.james().webAdmin();
        admin.addAlias(USER, USERS_ALIAS);
        admin.createUser(REDIRECTING_USER, ListScene.PASSWORD);
        admin.activateSieve(REDIRECTING_USER, "redirect \"" + ListScene.LIST + "\";\r\n");
        admin.createUser(FORWARDING_USER, ListScene.PASSWORD);
        admin.addForward(FORWARDING_USER, ListScene.LIST);
        return new AttackScene(sample, scene);
    }

    /** The server waits so long for an answer of the DNS. */
    static ListScene.Change waiting(String timeout) {
        return conf -> setting(conf, "dns.timeout", timeout);
    }

    private static void setting(ConfigurationFolder conf, String name, String value) throws IOException {
        conf.setProperty("list-authentication.properties", name, value);
    }

    /** As James' own configuration does. */
    private static void runSieve(ConfigurationFolder conf) throws IOException {
        String mailets = Files.readString(conf.file("mailetcontainer.xml"), StandardCharsets.UTF_8);
        if (!mailets.contains("class=\"Sieve\"")) {
            conf.write(
                    "mailetcontainer.xml",
                    LOCAL_DELIVERY.matcher(mailets).replaceFirst("<mailet match=\"All\" class=\"Sieve\"/>$0"));
        }
    }

    RunningJames james() {
        return scene.james();
    }

    ListScene list() {
        return scene;
    }

    /**
     * Hands posts in, several at once, and waits until nothing is left to do for any of them.
     *
     * @param weather what the DNS says or does meanwhile, in words
     */
    List<Aftermath> play(String weather, List<Post> posts) throws Exception {
        return aftermath(new Circumstances(sample, weather), posts, clients.handIn(posts));
    }

    /** Hands a post in, and has what is kept of it aside processed once more, from a processor on. */
    Aftermath playAgain(Post post, String processor) throws Exception {
        SmtpReply reply = clients.handIn(post);
        ((EmbeddedJames) james()).awaitSettled(LONG);
        for (StoredMail mail : james().webAdmin().storedMails()) {
            james().webAdmin().reprocess(mail, processor);
        }
        return aftermath(new Circumstances(sample, "processed again"), List.of(post), List.of(reply))
                .get(0);
    }

    Clients clients() {
        return clients;
    }

    private List<Aftermath> aftermath(Circumstances circumstances, List<Post> posts, List<SmtpReply> replies)
            throws Exception {
        int inQueue = ((EmbeddedJames) james()).awaitSettled(LONG);
        List<Copy> copies = takeCopies();
        List<Kept> kept = takeKept();
        List<Aftermath> aftermaths = new ArrayList<>();
        for (int i = 0; i < posts.size(); i++) {
            aftermaths.add(aftermath(circumstances, posts.get(i), replies.get(i), copies, kept));
        }
        int missing = (int) aftermaths.stream().filter(Aftermath::isMissing).count();
        int waiting = inQueue - waitingBefore;
        waitingBefore = inQueue;
        for (Post post : earlier) {
            Aftermath late = aftermath(circumstances, post, LATE, copies, kept);
            if (!late.copies().isEmpty()) {
                aftermaths.add(late);
            }
        }
        earlier.addAll(posts);
        return waiting < missing
                ? aftermaths
                : aftermaths.stream().map(Aftermath::waitingIfMissing).toList();
    }

    private static Aftermath aftermath(
            Circumstances circumstances, Post post, SmtpReply reply, List<Copy> copies, List<Kept> kept) {
        return new Aftermath(
                circumstances,
                post,
                reply,
                copies.stream().filter(copy -> post.isIn(copy.text())).toList(),
                kept.stream()
                        .filter(each -> post.isIn(each.text()))
                        .map(Kept::mail)
                        .toList(),
                false);
    }

    private record Kept(StoredMail mail, String text) {}

    private List<Kept> takeKept() throws Exception {
        WebAdmin admin = james().webAdmin();
        List<Kept> kept = new ArrayList<>();
        for (StoredMail mail : admin.storedMails()) {
            kept.add(new Kept(mail, new String(admin.message(mail), StandardCharsets.ISO_8859_1)));
            admin.delete(mail);
        }
        return kept;
    }

    private List<Copy> takeCopies() throws Exception {
        List<Copy> copies = new ArrayList<>();
        for (ReceivedMessage message : scene.sink().messages()) {
            copies.add(new Copy(Place.ELSEWHERE, message.sender(), message.recipients(), message.text()));
        }
        scene.sink().clear();
        for (String user : USERS) {
            for (byte[] message : james().mailbox(user, ListScene.PASSWORD).take()) {
                String text = new String(message, StandardCharsets.ISO_8859_1);
                Matcher returnPath = RETURN_PATH.matcher(text);
                String sender = returnPath.find() ? returnPath.group(1) : "";
                copies.add(new Copy(Place.MAILBOX, sender, List.of(user), text));
            }
        }
        return copies;
    }

    @Override
    public void close() throws IOException {
        clients.close();
        scene.close();
    }
}
