package org.jameslists.integration.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.jameslists.integration.ListScene;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.SmtpPeer;

/** Posts by anybody in anybody's name, each by an author with a domain of its own, and the DNS that knows these. */
final class RandomPosts {
    private static final SmtpPeer HOST = new SmtpPeer("203.0.113.7", "mail.example.net");
    private static final String CLAIMS = "Authentication-Results: ml.example.ac.jp; auth=pass; dmarc=pass\r\n"
            + "X-BeenThere: other@ml.example.ac.jp\r\nList-Id: <other.ml.example.ac.jp>\r\n"
            + "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=ml.example.ac.jp; s=list; b=AAAA\r\n";

    /** What stands in From beside an address, or in its place. */
    private enum Form {
        PLAIN("%s"),
        NAMED("Boss <%s>"),
        NAMED_LIKE_THE_LIST("\"example@ml.example.ac.jp\" <%s>"),
        COMMENTED("%s (example@ml.example.ac.jp)"),
        ENCODED("=?utf-8?q?example=40ml.example.ac.jp?= <%s>"),
        GROUP("Board: %s;"),
        WITH_ANOTHER("%s, other@example.org"),
        AFTER_THE_LIST("example@ml.example.ac.jp, %s"),
        IN_TWO_FIELDS("%s\r\nFrom: other@example.org"),
        FOLDED("Boss\r\n <%s>");

        private final String format;

        Form(String format) {
            this.format = format;
        }
    }

    /** What the author's server, or somebody else, has signed. */
    private enum Signature {
        NONE,
        WHOLE,
        BY_THE_DOMAIN_ABOVE,
        CHANGED_SINCE,
        UP_TO_A_LENGTH,
        WITHOUT_SUBJECT,
        WITHOUT_CONTENT_TYPE,
        BY_A_STRANGER
    }

    /** Which question about the author's domain goes without an answer. */
    private enum Silent {
        POLICY("_dmarc."),
        KEY("mail._domainkey."),
        SPF("");

        private final String prefix;

        Silent(String prefix) {
            this.prefix = prefix;
        }
    }

    private final World world;
    private final long seed;
    private final Random random;
    private final List<String> domains = new ArrayList<>();

    RandomPosts(World world, long seed) {
        this.world = world;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** The next posts, and what the DNS says of their authors. */
    List<Post> next(int count) {
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posts.add(next());
        }
        return posts;
    }

    /** Has all domains so far publish a policy, and the DNS answer. */
    void settle() {
        world.dns().heal();
        world.publish(Published.REJECT);
        domains.forEach(domain -> Published.REJECT.publish(domain, world.dns()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private Post next() {
        Kin kin = any(Kin.values());
        String domain = "d" + domains.size() + "." + kin.domain();
        domains.add(domain);
        Published published = any(Published.values());
        Optional<Silent> silent = random.nextInt(5) == 0 ? Optional.of(any(Silent.values())) : Optional.empty();
        publish(domain, published, silent);
        Form form = any(Form.values());
        Signature signature = any(Signature.values());
        boolean fromHost = random.nextInt(4) == 0;
        boolean loggedIn = random.nextInt(8) == 0;
        String author = loggedIn && random.nextBoolean() ? AttackScene.USERS_ALIAS : "boss@" + domain;
        String recipient = any(
                new String[] {ListScene.LIST, ListScene.LIST, AttackScene.FORWARDING_USER, AttackScene.REDIRECTING_USER
                });

        String token = "random-" + domains.size();
        String text = signed(signature, kin, domain, Letters.plain(token, form.format.formatted(author)));
        String description = String.join(
                ", ",
                "seed " + seed,
                token,
                author,
                published + silent.map(each -> " but " + each + " not answered").orElse(""),
                form.toString(),
                "signature " + signature,
                fromHost ? "from its host" : "from elsewhere",
                loggedIn ? "logged in" : "",
                "to " + recipient);
        Post post = Post.byStranger(description, token, random.nextInt(4) == 0 ? CLAIMS + text : text)
                .to(recipient);
        if (fromHost) {
            post = post.from(HOST, domain);
        }
        if (loggedIn) {
            post = post.sentBy(post.envelope().peer().as(AttackScene.USER, ListScene.PASSWORD), AttackScene.USER);
        }
        boolean bySignature = signature == Signature.BY_THE_DOMAIN_ABOVE // whose key is always answered
                || (signature == Signature.WHOLE
                        && silent.filter(Silent.KEY::equals).isEmpty());
        boolean byHost =
                fromHost && !loggedIn && silent.filter(Silent.SPF::equals).isEmpty();
        boolean byLogin = loggedIn && author.equals(AttackScene.USERS_ALIAS);
        // with two addresses in From, whoever proves one may stand for both: DMARC knows no better
        return bySignature || byHost || byLogin ? post.authentically(author, "other@example.org") : post;
    }

    private void publish(String domain, Published published, Optional<Silent> silent) {
        world.dns().set(domain, "A", HOST.address());
        world.dns().txt(domain, "v=spf1 ip4:" + HOST.address() + " -all");
        published.publish(domain, world.dns());
        DnsFault fault = random.nextBoolean() ? DnsFault.SERVFAIL : DnsFault.SILENCE;
        silent.ifPresent(each -> world.dns().fail(each.prefix + domain, fault));
    }

    private String signed(Signature signature, Kin kin, String domain, String text) {
        PublishedKey key = world.signatory(domain);
        return switch (signature) {
            case NONE -> text;
            case WHOLE -> Letters.signed(key, text);
            case BY_THE_DOMAIN_ABOVE -> Letters.signed(world.author(kin), text);
            case CHANGED_SINCE -> Letters.signed(key, text).replace(Letters.BODY, "Send money.\r\n");
            case UP_TO_A_LENGTH -> Letters.signedUpToHere(key, text) + "Send money.\r\n";
            case WITHOUT_SUBJECT -> Letters.signedWithout("Subject", key, text)
                    .replace("Subject: hello", "Subject: send money");
            case WITHOUT_CONTENT_TYPE -> Letters.signedWithout("Content-Type", key, text)
                    .replace("text/plain", "text/html");
            case BY_A_STRANGER -> Letters.signed(world.signatory(World.STRANGERS_DOMAIN), text);
        };
    }
}
