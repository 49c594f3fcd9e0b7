package org.jameslists.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.RawSmtp;
import org.jameslists.testing.SmtpRefusal;
import org.jameslists.testing.SmtpSink;

/**
 * The scene of the field study with made-up names: a list on ml.example.ac.jp, an author at a mobile carrier whose
 * domain publishes p=reject, members here and elsewhere, and the DNS they all live in.
 */
public final class ListScene implements AutoCloseable {
    /** The list. */
    public static final String LIST = "example@ml.example.ac.jp";
    /** Where the list's bounces go. */
    public static final String BOUNCES = "example-bounces@ml.example.ac.jp";
    /** An author whose domain publishes p=reject. */
    public static final String AUTHOR = "author@example.ne.jp";
    /** Who gets the list's bounces. */
    public static final String OWNER = "owner@ml.example.ac.jp";
    /** A member with a mailbox on the list's own server. */
    public static final String LOCAL_MEMBER = "local@ml.example.ac.jp";
    /** Members with other servers. */
    public static final List<String> REMOTE_MEMBERS =
            List.of("one@example.org", "two@example.org", "three@example.com");
    /** The password of local users. */
    public static final String PASSWORD = "secret";
    /** The address from which a receiver sees the list's server connect. */
    public static final String LIST_ADDRESS = "198.51.100.25";

    private static final String ZONE =
            """
            example.ne.jp.               A    192.0.2.10
            example.ne.jp.               MX   10 example.ne.jp.
            example.ne.jp.               TXT  "v=spf1 ip4:192.0.2.10 -all"
            _dmarc.example.ne.jp.        TXT  "v=DMARC1; p=reject; rua=mailto:dmarc@example.ne.jp"
            example.ac.jp.               A    198.51.100.1
            _dmarc.example.ac.jp.        TXT  "v=DMARC1; p=none; sp=none"
            ml.example.ac.jp.            A    198.51.100.25
            ml.example.ac.jp.            MX   10 ml.example.ac.jp.
            ml.example.ac.jp.            TXT  "v=spf1 ip4:198.51.100.25 -all"
            _dmarc.ml.example.ac.jp.     TXT  "v=DMARC1; p=quarantine; sp=none"
            example.org.                 A    203.0.113.1
            example.com.                 A    203.0.113.2
            """;

    private final LoopbackDns dns;
    private final SmtpSink sink;
    private final RunningJames james;
    private final PublishedKey authorKey;
    private final PublishedKey listKey;

    private ListScene(LoopbackDns dns, SmtpSink sink, RunningJames james, Keys keys) {
        this.dns = dns;
        this.sink = sink;
        this.james = james;
        this.authorKey = keys.author();
        this.listKey = keys.list();
    }

    private record Keys(PublishedKey author, PublishedKey list) {}

    /** Starts a James from a folder that is ready. */
    @FunctionalInterface
    public interface Start {
        /** Starts it. */
        RunningJames james(ConfigurationFolder folder) throws FailedStart, IOException, InterruptedException;
    }

    /** Changes a copy of a sample before James starts with it. */
    @FunctionalInterface
    public interface Change {
        /** No change. */
        Change NONE = folder -> {};

        /** Changes it. */
        void apply(ConfigurationFolder folder) throws IOException;
    }

    /**
     * Starts James with a sample, and makes the list over WebAdmin as an operator would.
     *
     * @param sample the folder of the sample
     * @param extensionJar what is dropped into {@code extensions-jars/}
     * @param change what is to be changed in the sample's copy
     * @param start how James is started
     */
    public static ListScene start(Path sample, Path extensionJar, Change change, Start start)
            throws FailedStart, IOException, InterruptedException {
        LoopbackDns dns = LoopbackDns.start(ZONE);
        PublishedKey authorKey = PublishedKey.rsa("example.ne.jp", "mobile").publish(dns);
        PublishedKey listKey = PublishedKey.rsa("ml.example.ac.jp", "list").publish(dns);
        SmtpSink sink = SmtpSink.start();
        ConfigurationFolder folder = ConfigurationFolder.copyOf(sample)
                .extension(extensionJar)
                .relayTo(sink)
                .ask(dns);
        Path key = folder.file("keys/ml.example.ac.jp.list.pem");
        Files.createDirectories(key.getParent());
        Files.writeString(key, listKey.pem(), StandardCharsets.US_ASCII);
        change.apply(folder);
        try {
            ListScene scene = new ListScene(dns, sink, start.james(folder), new Keys(authorKey, listKey));
            scene.makeList();
            return scene;
        } catch (FailedStart e) {
            sink.close();
            dns.close();
            throw e;
        }
    }

    private void makeList() throws IOException, InterruptedException {
        WebAdmin admin = james.webAdmin();
        admin.createDomain("ml.example.ac.jp");
        admin.createUser(LOCAL_MEMBER, PASSWORD);
        admin.createUser(OWNER, PASSWORD);
        admin.addAlias(OWNER, BOUNCES);
        admin.addGroupMember(LIST, LOCAL_MEMBER);
        for (String member : REMOTE_MEMBERS) {
            admin.addGroupMember(LIST, member);
        }
    }

    /** Posts a message to the list, over SMTP, as the author's server would. */
    public void post(byte[] message) throws IOException, SmtpRefusal {
        RawSmtp.post(james.smtpPort(), AUTHOR, List.of(LIST), message);
    }

    /** The DNS. */
    public LoopbackDns dns() {
        return dns;
    }

    /** The server of all remote members. */
    public SmtpSink sink() {
        return sink;
    }

    /** James. */
    public RunningJames james() {
        return james;
    }

    /** The local member's mailbox. */
    public LocalMailbox localMailbox() {
        return james.mailbox(LOCAL_MEMBER, PASSWORD);
    }

    /** The mailbox that gets the list's bounces. */
    public LocalMailbox ownersMailbox() {
        return james.mailbox(OWNER, PASSWORD);
    }

    /** The author's signing key. */
    public PublishedKey authorKey() {
        return authorKey;
    }

    /** The list's signing key. */
    public PublishedKey listKey() {
        return listKey;
    }

    @Override
    public void close() throws IOException {
        try (dns;
                sink) {
            james.close();
        }
    }
}
