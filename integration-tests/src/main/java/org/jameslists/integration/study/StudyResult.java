package org.jameslists.integration.study;

/** What the field study saw strict receivers do with the post of an author whose domain publishes p=reject. */
public enum StudyResult {
    ACCEPTED,
    REFUSED,
    /** The study did not try it. */
    NOT_TRIED
}
