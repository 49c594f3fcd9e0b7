package org.jameslists.list;

/** Where the author's address goes when the From field becomes the list's. */
public enum AuthorPlace {
    /**
     * Reply-To if replies go to the author, or else Cc, as in Mailman 3; nowhere if From itself leads back to the
     * author.
     */
    WHERE_REPLIES_ALLOW,
    /** Reply-To, in addition to what is there. */
    REPLY_TO,
    /** Reply-To if it is free, or else nowhere, as in Sympa. */
    REPLY_TO_IF_FREE,
    /** Reply-To if it is free, or else Cc, as in Mailman 2.1. */
    REPLY_TO_IF_FREE_ELSE_CC,
    /** Cc, so that replies to all reach the author. */
    CC,
    /** Nowhere, as in fml4: readers cannot tell who wrote. */
    NOWHERE
}
