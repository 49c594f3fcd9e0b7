package org.jameslists.integration.study;

import java.util.Optional;

/** What should become of a message: what the field study found, and for authors it did not have, what DMARC says. */
final class Expectation {
    private Expectation() {}

    /** Of a post by an author of a p=reject domain, as in the study; empty where the study did not try. */
    static Optional<Reply> inTheStudy(Scenario scenario) {
        return switch (scenario.inTheStudy()) {
            case ACCEPTED -> Optional.of(Reply.ACCEPT);
            case REFUSED -> Optional.of(Reply.REJECT);
            case NOT_TRIED -> Optional.empty();
        };
    }

    /** Of any author's post. What is refused has the author in From, and no signature of the author's domain passes. */
    static Reply of(Scenario scenario, Author author, Route route) {
        if (scenario.inTheStudy() != StudyResult.REFUSED) {
            return Reply.ACCEPT;
        }
        return switch (author) {
            case REJECT -> Reply.REJECT;
            case QUARANTINE -> Reply.SPAM;
            case NONE -> Reply.ACCEPT;
                // SPF passes for the list's domain, which is the author's.
            case OWN -> route == Route.STRAIGHT ? Reply.ACCEPT : Reply.SPAM;
        };
    }
}
