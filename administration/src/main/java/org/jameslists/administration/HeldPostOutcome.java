package org.jameslists.administration;

/** The outcome of a decision about a held post. */
sealed interface HeldPostOutcome {
    /**
     * The decision was carried out.
     *
     * @param words what was done, as a sentence
     */
    record Done(String words) implements HeldPostOutcome {}

    /** No such post is held: there never was one, or somebody has already decided about it. */
    record NotHeld() implements HeldPostOutcome {}

    /**
     * The decision was not carried out. The post is still held, unless the reason says that somebody decided about it
     * before.
     *
     * @param reason why, and what to do, as sentences
     */
    record Refused(String reason) implements HeldPostOutcome {}
}
