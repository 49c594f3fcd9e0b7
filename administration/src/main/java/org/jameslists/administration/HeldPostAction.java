package org.jameslists.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.google.inject.Inject;

/** What can be done with a held post. */
enum HeldPostAction {
    /** The post goes on. */
    RELEASE,
    /** Its sender gets a notice. */
    REJECT,
    /** The post is discarded without a notice. */
    DISCARD;

    /** Its word, such as {@code release}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action with this word, if there is one. */
    static Optional<HeldPostAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }

    /**
     * An action and its details.
     *
     * @param action what to do
     * @param release how to release the post, if it is a release
     * @param notice the text for the sender, if it is a rejection; empty for the default text
     */
    record Order(HeldPostAction action, ReleaseWish release, String notice) {
        String by() {
            return release.by();
        }
    }

    /** Turns orders into decisions. */
    static final class Decisions {
        private final Release.Factory releases;
        private final Spool spool;

        @Inject
        Decisions(Release.Factory releases, Spool spool) {
            this.releases = releases;
            this.spool = spool;
        }

        HeldPosts.Decision of(Order order) {
            return switch (order.action()) {
                case RELEASE -> releases.of(order.release());
                case REJECT -> new Rejection(spool, order.notice(), order.by());
                case DISCARD -> new Discarding(order.by());
            };
        }
    }
}
