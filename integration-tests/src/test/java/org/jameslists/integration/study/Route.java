package org.jameslists.integration.study;

import org.jameslists.testing.Envelope;

/** How a message comes from the list's server to the receiver, which is what SPF goes by. */
enum Route {
    /** At once: SPF passes for the list's domain, and is aligned where From is the list's. */
    STRAIGHT("straight", "直接") {
        @Override
        Envelope envelope(Delivery delivery) {
            return new Envelope(
                    delivery.scenario().last().address(),
                    delivery.after().helo(),
                    delivery.after().sender());
        }
    },
    /** The member has it forwarded: SPF passes for the forwarder, and is aligned with nobody. */
    FORWARDED("forwarded", "転送") {
        @Override
        Envelope envelope(Delivery delivery) {
            return new Envelope("203.0.113.2", "example.com", "member@example.com");
        }
    };

    private final String english;
    private final String japanese;

    Route(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String english() {
        return english;
    }

    String japanese() {
        return japanese;
    }

    /** What the receiver sees. */
    abstract Envelope envelope(Delivery delivery);
}
