package org.jameslists.integration.attacks;

import java.util.Locale;

import org.jameslists.integration.attacks.Post.Expected;
import org.jameslists.testing.DnsFault;
import org.jameslists.testing.SmtpPeer;

/**
 * A question to the DNS that decides whose a post is. For each fault of the DNS it is asked about a domain of its own, so
 * that all can go wrong at once.
 */
enum OpenQuestion {
    /** What the author's domain asks for. */
    POLICY("asked.example.com", "_dmarc."),
    /** What the domain above the author's asks for, which has no record of its own. */
    POLICY_ABOVE("above.example.net", "_dmarc.") {
        @Override
        String author(DnsFault fault) {
            return "boss@below." + domain(fault);
        }
    },
    /** What a domain of the list's organization asks for. */
    POLICY_OF_THE_HOUSE("lab.example.ac.jp", "_dmarc."),
    /** The key of a signature of the author's domain, which wants what fails refused. */
    KEY("signed.example.com", "mail._domainkey.") {
        @Override
        Post post(World world, DnsFault fault) {
            return signed(world, fault);
        }
    },
    /** The same, where the author's domain asks for nothing. */
    KEY_OF_A_LAX_DOMAIN("lax.example.com", "mail._domainkey.") {
        @Override
        Published published() {
            return Published.NONE;
        }

        @Override
        Post post(World world, DnsFault fault) {
            return signed(world, fault);
        }
    },
    /** The key of a signature of the list's own organization. */
    KEY_OF_THE_HOUSE("office.example.ac.jp", "mail._domainkey.") {
        @Override
        Published published() {
            return Published.NONE;
        }

        @Override
        Post post(World world, DnsFault fault) {
            return signed(world, fault);
        }
    },
    /** Whether the client may send for the author's domain. */
    SPF("hosted.example.com", "") {
        @Override
        Post post(World world, DnsFault fault) {
            return super.post(world, fault).from(HOST, domain(fault));
        }
    },
    /** The same, in a record that the domain's own includes. */
    SPF_INCLUDED("including.example.com", "_spf.") {
        @Override
        void publish(World world, DnsFault fault) {
            super.publish(world, fault);
            world.dns().txt(asked(fault), HOSTS);
            world.dns().txt(domain(fault), "v=spf1 include:" + asked(fault) + " -all");
        }

        @Override
        Post post(World world, DnsFault fault) {
            return super.post(world, fault).from(HOST, domain(fault));
        }
    },
    /** Whether the author's domain exists, which matters to the one above it. */
    EXISTENCE("existing.example.com", World.NOWHERE) {
        @Override
        Published published() {
            return Published.NONE;
        }

        @Override
        String author(DnsFault fault) {
            return "boss@" + asked(fault);
        }
    };

    private static final SmtpPeer HOST = new SmtpPeer("203.0.113.7", "mail.example.com");
    private static final String HOSTS = "v=spf1 ip4:203.0.113.7 -all";

    private final String above;
    private final String prefix;

    OpenQuestion(String above, String prefix) {
        this.above = above;
        this.prefix = prefix;
    }

    /** The domain that it is about. */
    final String domain(DnsFault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + above;
    }

    /** The name that is asked for, without an answer. */
    final String asked(DnsFault fault) {
        return prefix + domain(fault);
    }

    /** Who stands in From. */
    String author(DnsFault fault) {
        return "boss@" + domain(fault);
    }

    /** What the domain publishes; names below it that do not exist are refused in any case. */
    Published published() {
        return Published.REJECT;
    }

    /** Puts into the DNS what would be answered. */
    void publish(World world, DnsFault fault) {
        String domain = domain(fault);
        world.dns().set(domain, "A", HOST.address());
        world.dns().txt(domain, HOSTS);
        published().publish(domain, world.dns());
    }

    /** A post that nobody can judge without the answer. */
    Post post(World world, DnsFault fault) {
        return post(fault, Letters.plain(token(fault), author(fault)));
    }

    final Post signed(World world, DnsFault fault) {
        return post(fault, Letters.signed(world.signatory(domain(fault)), Letters.plain(token(fault), author(fault))));
    }

    private Post post(DnsFault fault, String text) {
        return Post.byStranger(this + ", " + fault, token(fault), text).expecting(Expected.KEPT);
    }

    private String token(DnsFault fault) {
        return (this + "-" + fault).toLowerCase(Locale.ROOT);
    }
}
