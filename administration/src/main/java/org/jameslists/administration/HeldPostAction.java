package org.jameslists.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.google.inject.Inject;

/** What can be done about a held post. */
enum HeldPostAction {
    /** It goes on. */
    RELEASE,
    /** Its sender gets a notice. */
    REJECT,
    /** It ends; nobody is told. */
    DISCARD;

    /** The word for it: {@code release}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action that a word means, if there is one. */
    static Optional<HeldPostAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }

    /**
     * An action with all it needs.
     *
     * @param action what is to be done
     * @param release how, if it is a release
     * @param notice what the sender reads, if it is a rejection; empty for a text of ours
     */
    record Order(HeldPostAction action, ReleaseWish release, String notice) {
        String by() {
            return release.by();
        }
    }

    /** Makes decisions of orders. */
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
