package org.jameslists.list;

import java.util.Optional;

/** How the local part of one address stands for a whole other one, so that mail can be turned back. */
public sealed interface ReversibleForm permits EscapedForm, PlainForm, SignedForm {
    /** RFC 5321 §4.5.3.1.1: the most octets of a local part. */
    int LONGEST = 64;

    /**
     * The local part that stands for an author.
     *
     * @param author the author's address, in ASCII
     * @return at most {@value #LONGEST} octets; nothing if the address needs more, or cannot be written in this form
     */
    Optional<String> localPart(String author);

    /** Whom a local part stands for, whatever has become of its case on the way. */
    RestoredAuthor restore(String localPart);

    /** Whether nobody but the list's server can make such an address. */
    boolean isSigned();
}
