package org.jameslists.integration.attacks;

import java.util.Set;

/**
 * Under what a post was handed in.
 *
 * @param sample which sample the server runs
 * @param weather what the DNS says or does, in words
 */
record Circumstances(String sample, String weather) {
    /** These never rewrite From. */
    private static final Set<String> WITHOUT_REWRITING = Set.of("alias", "transparent");

    /** Whether the list only forwards, and leaves it to receivers to judge. */
    boolean isForwarderOnly() {
        return sample.equals("alias");
    }

    /** Whether the list rewrites From, of some posts at least. */
    boolean mayRewrite() {
        return !WITHOUT_REWRITING.contains(sample);
    }

    @Override
    public String toString() {
        return sample + " (" + weather + ")";
    }
}
