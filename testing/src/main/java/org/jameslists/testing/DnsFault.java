package org.jameslists.testing;

/** What a {@link LoopbackDns} can be told to do wrong with every question for one name. */
public enum DnsFault {
    /** Response code 2, server failure. */
    SERVFAIL,
    /** Response code 3, no such name, even if the name has records. */
    NXDOMAIN,
    /** Response code 5, refused. */
    REFUSED,
    /** No answer at all over UDP or TCP; the asker runs into its timeout. */
    SILENCE,
    /** Over UDP an empty answer with the TC bit; over TCP the right one. */
    TRUNCATED,
    /** Over UDP an empty answer with the TC bit; over TCP none at all. */
    TRUNCATED_FOR_GOOD,
    /** The right answer under another message id; the asker must not take it. */
    WRONG_ID,
    /** The right message id, and then bytes that are no DNS message. */
    GARBAGE
}
