package org.jameslists.list;

/** What a reversible address leads to. */
public sealed interface RestoredAuthor {
    /**
     * An author.
     *
     * @param address local part, {@code @}, domain; not checked to be a valid address
     */
    record Author(String address) implements RestoredAuthor {}

    /**
     * Nobody.
     *
     * @param reason why, in words
     */
    record Nobody(String reason) implements RestoredAuthor {}
}
