package org.jameslists.list;

import java.util.Optional;

/** How the local part of an address contains another whole address, so that mail can reach that. */
public sealed interface ReversibleForm permits EscapedForm, PlainForm, SignedForm {
    /** RFC 5321 §4.5.3.1.1: the maximum length of a local part in bytes. */
    int LONGEST = 64;

    /**
     * The local part for an author.
     *
     * @param author the author's address, in ASCII
     * @return at most {@value #LONGEST} bytes; empty if the address needs more, or cannot be written in this form
     */
    Optional<String> localPart(String author);

    /** The author in a local part, even if its case has changed on the way. */
    RestoredAuthor restore(String localPart);

    /** Whether only the list's server can make such an address. */
    boolean isSigned();
}
