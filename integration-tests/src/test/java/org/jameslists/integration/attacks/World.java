package org.jameslists.integration.attacks;

import java.util.List;

import org.jameslists.integration.ListScene;
import org.jameslists.integration.SampleScene;
import org.jameslists.testing.LoopbackDns;
import org.jameslists.testing.PublishedKey;
import org.jameslists.testing.SmtpPeer;

/** Everybody's domains, addresses and keys. */
final class World implements AutoCloseable {
    /** From where the list's mail comes. */
    static final String LIST_ADDRESS = ListScene.LIST_ADDRESS;

    /** Somebody whom no domain's SPF allows, and who has a domain without any record. */
    static final SmtpPeer STRANGER = new SmtpPeer("203.0.113.99", "mail.example.com");

    /** The stranger's domain. */
    static final String STRANGERS_DOMAIN = "example.com";

    /** Names below that do not exist, under a record that has np=reject. */
    static final String NOWHERE = "nowhere.";

    private static final String SELECTOR = "mail";

    private final LoopbackDns dns = LoopbackDns.start();
    private final List<PublishedKey> keys;
    private final PublishedKey authors = PublishedKey.rsa(STRANGERS_DOMAIN, SELECTOR);

    World() {
        dns.set(STRANGERS_DOMAIN, "A", STRANGER.address());
        dns.set("example.org", "A", "203.0.113.1");
        keys = SampleScene.keys(dns);
        for (Kin kin : Kin.values()) {
            dns.set(kin.domain(), "A", kin.address());
            dns.txt(kin.domain(), "v=spf1 ip4:" + kin.address() + " -all");
        }
    }

    /** Has all authors' domains publish this. */
    World publish(Published published) {
        for (Kin kin : Kin.values()) {
            published.publish(kin.domain(), dns);
        }
        return this;
    }

    LoopbackDns dns() {
        return dns;
    }

    /** What the server signs with. */
    List<PublishedKey> keys() {
        return keys;
    }

    /** Judges what the server sends, by this DNS. */
    NothingLent nothingLent() {
        return new NothingLent(dns, keys);
    }

    /** What the authors of a domain sign with. */
    PublishedKey author(Kin kin) {
        return signatory(kin.domain());
    }

    /** What the authors of a domain sign with, published; it takes time to make a key, so all have the same one. */
    PublishedKey signatory(String domain) {
        return new PublishedKey(domain, SELECTOR, authors.algorithm(), authors.pem(), authors.record()).publish(dns);
    }

    @Override
    public void close() {
        dns.close();
    }
}
