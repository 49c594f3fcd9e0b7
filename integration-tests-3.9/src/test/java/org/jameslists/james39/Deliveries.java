package org.jameslists.james39;

import java.util.ArrayList;
import java.util.List;

/** What left the mailet container, in the order in which it did. */
final class Deliveries {
    private final List<Delivery> all = new ArrayList<>();

    /**
     * One mail at the end of its way.
     *
     * @param processor the processor in which it ended
     * @param sender the envelope sender, empty for {@code <>}
     * @param recipients the envelope recipients
     * @param message the message, octet for octet
     * @param error the mail's error message, null if it has none
     */
    record Delivery(String processor, String sender, List<String> recipients, byte[] message, String error) {
        @Override
        public String toString() {
            return processor + " from <" + sender + "> to " + recipients + (error == null ? "" : ": " + error);
        }
    }

    synchronized void add(Delivery delivery) {
        all.add(delivery);
    }

    /** Those so far; they are forgotten. */
    synchronized List<Delivery> take() {
        List<Delivery> taken = List.copyOf(all);
        all.clear();
        return taken;
    }
}
