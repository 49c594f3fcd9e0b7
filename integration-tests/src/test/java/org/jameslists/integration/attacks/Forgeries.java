package org.jameslists.integration.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jameslists.integration.ListScene;
import org.jameslists.integration.attacks.Post.Expected;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.SmtpPeer;

/** Posts in the names of others, and some honest ones, while all authors' domains publish the same. */
final class Forgeries {
    private static final int MOST_SIGNATURES_TRIED = 20;
    private static final int ARC_SETS = 50;
    private static final int MX_RECORDS = 10;
    private static final String SPENDTHRIFT = "spendthrift.example.com";
    private static final String BODY_HASH = "A".repeat(43) + "=";
    private static final String SIGNATURE = "A".repeat(171) + "=";

    private final World world;
    private final Published published;
    private final List<Post> posts = new ArrayList<>();

    private Forgeries(World world, Published published) {
        this.world = world;
        this.published = published;
    }

    /** All that differ by what is published, and the others once. Some need records in the DNS, which are made. */
    static List<Post> of(World world, Published published) {
        Forgeries forgeries = new Forgeries(world, published);
        Stream.of(Kin.values()).forEach(forgeries::unsigned);
        for (Kin kin : List.of(Kin.ABOVE, Kin.UNRELATED)) {
            forgeries.honest(kin);
            forgeries.appendedTo(kin);
        }
        if (published == Published.NONE || published == Published.REJECT) {
            Stream.of(Kin.EQUAL, Kin.ABOVE, Kin.UNRELATED).forEach(forgeries::byAnotherUser);
            Stream.of(Kin.ABOVE, Kin.UNRELATED).forEach(forgeries::redirected);
        }
        if (published == Published.NONE) {
            forgeries.inTheNameOf("BOSS@EXAMPLE.AC.JP", "unsigned, in capitals", Kin.ABOVE);
            forgeries.changed(Kin.ABOVE);
            Stream.of(Kin.ABOVE, Kin.UNRELATED).forEach(forgeries::usingUpLookups);
        }
        if (published == Published.REJECT) {
            forgeries.changed(Kin.UNRELATED);
            forgeries.behindTheRelay(Kin.UNRELATED);
            forgeries.byTheUser();
            forgeries.forAVictim();
        }
        return forgeries.posts;
    }

    private void unsigned(Kin kin) {
        inTheNameOf(kin.boss(), "unsigned", kin);
    }

    /** What a post deserves whose author is not proven. */
    private Expected deserved(Kin kin) {
        if (published.isStrict()) {
            return Expected.KEPT;
        }
        return kin.isHouse() ? Expected.ANSWERED_FOR : Expected.DELIVERED;
    }

    private String token() {
        return published.name().toLowerCase(Locale.ROOT) + "-" + posts.size();
    }

    private void inTheNameOf(String from, String attack, Kin kin) {
        add(attack, kin, Letters.plain(token(), from));
    }

    private void add(String attack, Kin kin, String text, SmtpPeer peer) {
        posts.add(Post.byStranger(attack + ": " + kin, token(), text)
                .from(peer, World.STRANGERS_DOMAIN)
                .expecting(deserved(kin)));
    }

    private void honest(Kin kin) {
        String author = "author@" + kin.domain();
        posts.add(Post.byStranger(
                        "honest: " + kin, token(), Letters.signed(world.author(kin), Letters.plain(token(), author)))
                .authentically(author)
                .expecting(Expected.DELIVERED));
    }

    /** Somebody has a message that the author signed up to some length, and adds to it. */
    private void appendedTo(Kin kin) {
        String text = Letters.signedUpToHere(world.author(kin), Letters.plain(token(), kin.boss()));
        add("text appended to a signature with l=", kin, text + "Send money.\r\n");
    }

    /** Somebody has a message that the author signed in part, and changes the rest. */
    private void changed(Kin kin) {
        PublishedKey key = world.author(kin);
        String text = Letters.plain(token(), kin.boss());
        add(
                "another Subject, which is not signed",
                kin,
                Letters.signedWithout("Subject", key, text).replace("Subject: hello", "Subject: send money"));
        text = Letters.plain(token(), kin.boss());
        add(
                "other parts than the signed text",
                kin,
                Letters.signedWithout("Content-Type", key, text)
                        .replace("text/plain; charset=us-ascii", "multipart/mixed; boundary=\"Hello\""));
        text = Letters.plain(token(), kin.boss());
        add(
                "another encoding than the signed text has",
                kin,
                Letters.signedWithout("Content-Transfer-Encoding", key, text)
                        .replace("Content-Transfer-Encoding: 7bit", "Content-Transfer-Encoding: base64"));
    }

    private void add(String attack, Kin kin, String text) {
        add(attack, kin, text, World.STRANGER);
    }

    /** The name in From does not exist, and the domain above wants such refused; who asks too much else never hears of it. */
    private void usingUpLookups(Kin kin) {
        String from = "ceo@" + World.NOWHERE + kin.domain();
        posts.add(Post.byStranger(
                        "look-ups used up by signatures and seals: " + kin,
                        token(),
                        signaturesAndSeals() + Letters.plain(token(), from))
                .expecting(Expected.KEPT));
        for (int i = 0; i < MX_RECORDS; i++) {
            world.dns().set("mx" + i + "." + SPENDTHRIFT, "MX", exchangers(i));
        }
        world.dns()
                .txt(
                        SPENDTHRIFT,
                        IntStream.range(0, MX_RECORDS)
                                .mapToObj(i -> "mx:mx" + i + "." + SPENDTHRIFT)
                                .collect(Collectors.joining(" ", "v=spf1 ", " -all")));
        posts.add(Post.byStranger("look-ups used up by SPF: " + kin, token(), Letters.plain(token(), from))
                .from(World.STRANGER, SPENDTHRIFT)
                .expecting(Expected.KEPT));
    }

    private static String[] exchangers(int domain) {
        return IntStream.range(0, MX_RECORDS)
                .mapToObj(i -> "10 host" + domain + "-" + i + "." + SPENDTHRIFT + ".")
                .toArray(String[]::new);
    }

    private static String signaturesAndSeals() {
        StringBuilder fields = new StringBuilder();
        for (int i = ARC_SETS; i > 0; i--) {
            fields.append("ARC-Seal: i=%d; a=rsa-sha256; cv=%s; d=seal%d.example.com; s=s; b=%s\r\n"
                            .formatted(i, i == 1 ? "none" : "pass", i, SIGNATURE))
                    .append(
                            "ARC-Message-Signature: i=%d; a=rsa-sha256; d=sealed%d.example.com; s=s; h=From; bh=%s; b=%s\r\n"
                                    .formatted(i, i, BODY_HASH, SIGNATURE))
                    .append("ARC-Authentication-Results: i=%d; seal%d.example.com; none\r\n".formatted(i, i));
        }
        for (int i = 0; i < MOST_SIGNATURES_TRIED; i++) {
            fields.append(
                    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=d%d.example.com; s=s; h=From; bh=%s; b=%s\r\n"
                            .formatted(i, BODY_HASH, SIGNATURE));
        }
        return fields.toString();
    }

    /** The relay says what it found, and the stranger's own message says more in the relay's name. */
    private void behindTheRelay(Kin kin) {
        SmtpPeer relay = new SmtpPeer(AttackScene.RELAY_ADDRESS, AttackScene.RELAY);
        String received = "Received: from mail.example.com (mail.example.com [" + World.STRANGER.address() + "]) by "
                + AttackScene.RELAY + "; Tue, 24 Nov 2026 12:00:01 +0900\r\n";
        String says = "Authentication-Results: " + AttackScene.RELAY + ";\r\n\tdkim=none\r\n";
        String found = "Authentication-Results: " + AttackScene.RELAY + ";\r\n\tspf=pass smtp.mailfrom=author@"
                + kin.domain() + ";\r\n\tdmarc=pass header.from=" + kin.domain() + "\r\n";
        honest("honest, as the relay found above its Received", found + received, kin, relay);
        honest("honest, as the relay found below its Received", received + found, kin, relay);
        for (String claim : List.of("dmarc=pass header.from=" + kin.domain(), "spf=pass smtp.mailfrom=" + kin.boss())) {
            String claims = "Authentication-Results: " + AttackScene.RELAY + "; " + claim + "\r\n";
            String method = claim.substring(0, claim.indexOf('='));
            add(
                    "the relay's " + method + " made up, right below what it says",
                    kin,
                    received + says + claims + Letters.plain(token(), kin.boss()),
                    relay);
            add(
                    "the relay's " + method + " made up, below its Received",
                    kin,
                    says + received + claims + Letters.plain(token(), kin.boss()),
                    relay);
        }
    }

    private void honest(String name, String fields, Kin kin, SmtpPeer relay) {
        String author = "author@" + kin.domain();
        posts.add(Post.byStranger(name, token(), fields + Letters.plain(token(), author))
                .from(relay, kin.domain())
                .authentically(author)
                .expecting(Expected.ACCEPTED));
    }

    /** The list may refuse what comes so, but must not take it for its user's or its own. */
    private void redirected(Kin kin) {
        for (String user : List.of(AttackScene.REDIRECTING_USER, AttackScene.FORWARDING_USER)) {
            posts.add(Post.byStranger("through " + user + ": " + kin, token(), Letters.plain(token(), kin.boss()))
                    .to(user)
                    .expecting(published.isStrict() ? Expected.KEPT : Expected.ANYTHING));
        }
    }

    /** A user of the server logs in and writes in somebody else's name. */
    private void byAnotherUser(Kin kin) {
        String from = kin == Kin.EQUAL ? AttackScene.OTHER_USER : kin.boss();
        posts.add(Post.byStranger("by a user who logged in: " + kin, token(), Letters.plain(token(), from))
                .sentBy(user(), AttackScene.USER)
                .expecting(deserved(kin)));
    }

    private static SmtpPeer user() {
        return World.STRANGER.as(AttackScene.USER, ListScene.PASSWORD);
    }

    private void byTheUser() {
        for (String own : List.of(AttackScene.USER, AttackScene.USERS_ALIAS)) {
            posts.add(Post.byStranger("by a user as " + own, token(), Letters.plain(token(), own))
                    .sentBy(user(), AttackScene.USER)
                    .authentically(own)
                    .expecting(Expected.ACCEPTED));
        }
    }

    /** Signed by its author, replayed with somebody else's address in the envelope; lists break the signature. */
    private void forAVictim() {
        String author = "author@" + Kin.UNRELATED.domain();
        posts.add(Post.byStranger(
                        "a notice to a victim",
                        token(),
                        Letters.signedAgainstLists(world.author(Kin.UNRELATED), Letters.plain(token(), author)))
                .authentically(author));
        posts.add(Post.byStranger(
                        "a notice to the author",
                        token(),
                        Letters.signedAgainstLists(world.author(Kin.UNRELATED), Letters.plain(token(), author)))
                .from(World.STRANGER, Kin.UNRELATED.domain())
                .authentically(author)
                .expecting(Expected.ACCEPTED));
    }
}
