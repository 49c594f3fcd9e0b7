package org.jameslists.integration.study;

import org.jameslists.testing.Envelope;

/**
 * A message as it comes to a receiver.
 *
 * @param delivery what left the list
 * @param route how it came
 */
record Arriving(Delivery delivery, Route route) {
    /** What the receiver sees beside the message. */
    Envelope envelope() {
        return route.envelope(delivery);
    }

    /** The message. */
    byte[] octets() {
        return delivery.after().bytes();
    }
}
