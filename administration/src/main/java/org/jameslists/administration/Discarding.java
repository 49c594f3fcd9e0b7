package org.jameslists.administration;

import java.util.Optional;

/**
 * Discards a held post without a notice.
 *
 * @param by who decided it, for the log
 */
record Discarding(String by) implements HeldPosts.Decision {
    @Override
    public Optional<String> objection(HeldPost post) {
        return Optional.empty();
    }

    @Override
    public Optional<String> word() {
        return Optional.of("discard");
    }

    @Override
    public String carryOut(HeldPost post) {
        return "discarded by " + by;
    }
}
