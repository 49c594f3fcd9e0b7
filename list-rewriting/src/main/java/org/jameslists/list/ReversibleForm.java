package org.jameslists.list;

import java.util.Optional;

/** How the local part of one address names a whole other address, so that mail can reach it. */
public sealed interface ReversibleForm permits EscapedForm, PlainForm, SignedForm {
    /** RFC 5321 §4.5.3.1.1: the most bytes of a local part. */
    int LONGEST = 64;

    /**
     * The local part for an author.
     *
     * @param author the author's address, in ASCII
     * @return at most {@value #LONGEST} bytes; nothing if the address needs more, or cannot be written in this form
     */
    Optional<String> localPart(String author);

    /** The author that a local part names, whatever happened to its case on the way. */
    RestoredAuthor restore(String localPart);

    /** Whether only the list's server can make such an address. */
    boolean isSigned();
}
