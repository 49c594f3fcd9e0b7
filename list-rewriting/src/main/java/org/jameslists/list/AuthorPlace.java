package org.jameslists.list;

/** Where the author's address goes when the From field becomes the list's. */
public enum AuthorPlace {
    /** Reply-To if replies go to the author, else Cc: as Mailman 3; nowhere if From itself leads back to the author. */
    WHERE_REPLIES_ALLOW,
    /** Reply-To, in addition to what is there. */
    REPLY_TO,
    /** Reply-To if it is free, else nowhere: as Sympa. */
    REPLY_TO_IF_FREE,
    /** Reply-To if it is free, else Cc: as Mailman 2.1. */
    REPLY_TO_IF_FREE_ELSE_CC,
    /** Cc, so that answers to all reach the author. */
    CC,
    /** Nowhere: as fml4, whose readers cannot tell who wrote. */
    NOWHERE
}
