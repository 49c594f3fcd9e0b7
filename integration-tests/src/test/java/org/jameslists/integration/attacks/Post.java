package org.jameslists.integration.attacks;

import java.util.List;
import java.util.Set;

import org.jameslists.integration.ListScene;
import org.jameslists.testing.SmtpPeer;

/**
 * A post as somebody hands it in.
 *
 * @param attack what is tried, in words
 * @param token a word by which it is known again, which stands in its Message-ID
 * @param envelope how it is handed in
 * @param text the message, each byte a char
 * @param authenticated the addresses whose owners are proven to have posted it
 * @param expected what must become of it
 */
record Post(String attack, String token, Handing envelope, String text, Set<String> authenticated, Expected expected) {
    private static final String TOKEN_DOMAIN = "@attacks.example.com";

    /** Who hands a post in, and how it is addressed. */
    record Handing(SmtpPeer peer, String sender, List<String> recipients) {}

    /** What must become of a post, beyond that nothing is lent to it. */
    enum Expected {
        /** Anything: nothing is lent to it. */
        ANYTHING,
        /** It reaches every member. */
        DELIVERED,
        /** It reaches every member, from the list's address wherever the list rewrites From at all. */
        ANSWERED_FOR,
        /** It reaches every member, or its author is told why not. */
        ACCEPTED,
        /** It reaches nobody and is not lost: refused, kept aside or waiting. A list that only forwards may forward it. */
        KEPT
    }

    /** A post by a stranger to the list. */
    static Post byStranger(String attack, String token, String text) {
        Handing envelope = new Handing(World.STRANGER, token + "@" + World.STRANGERS_DOMAIN, List.of(ListScene.LIST));
        return new Post(attack, token, envelope, text, Set.of(), Expected.ANYTHING);
    }

    /** The envelope sender is the token at this domain. */
    Post from(SmtpPeer peer, String senderDomain) {
        return sentBy(peer, token + "@" + senderDomain);
    }

    /** The envelope sender is this address. */
    Post sentBy(SmtpPeer peer, String sender) {
        Handing changed = new Handing(peer, sender, envelope.recipients());
        return new Post(attack, token, changed, text, authenticated, expected);
    }

    /** It goes to these addresses. */
    Post to(String... recipients) {
        Handing changed = new Handing(envelope.peer(), envelope.sender(), List.of(recipients));
        return new Post(attack, token, changed, text, authenticated, expected);
    }

    /** By whom it really is. */
    Post authentically(String... addresses) {
        return new Post(attack, token, envelope, text, Set.of(addresses), expected);
    }

    /** What must become of it. */
    Post expecting(Expected fate) {
        return new Post(attack, token, envelope, text, authenticated, fate);
    }

    /** The Message-ID of the message with this token. */
    static String messageId(String token) {
        return "<" + token + TOKEN_DOMAIN + ">";
    }

    /** Whether a text is about this post: its Message-ID stands in each copy, and in each notice of it. */
    boolean isIn(String text) {
        return text.contains(messageId(token));
    }

    @Override
    public String toString() {
        return attack;
    }
}
