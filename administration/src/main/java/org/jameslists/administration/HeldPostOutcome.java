package org.jameslists.administration;

/** What became of a decision about a held post. */
sealed interface HeldPostOutcome {
    /**
     * It was done.
     *
     * @param words what was done, as a sentence
     */
    record Done(String words) implements HeldPostOutcome {}

    /** No such post is held: there never was one, or somebody decided about it before. */
    record NotHeld() implements HeldPostOutcome {}

    /**
     * It was not done; the post is still held, unless the reason says that it was decided about before.
     *
     * @param reason why, and what can be done, as sentences
     */
    record Refused(String reason) implements HeldPostOutcome {}
}
