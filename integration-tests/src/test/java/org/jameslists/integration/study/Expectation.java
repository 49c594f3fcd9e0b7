package org.jameslists.integration.study;

import java.util.EnumSet;
import java.util.Set;

/** What should become of a message: what the field study found, and for authors it did not have, what DMARC says. */
final class Expectation {
    /** In these From is the author's, and no signature of the author's domain passes. */
    private static final Set<Scenario> UNMITIGATED = EnumSet.of(Scenario.B, Scenario.E);

    private Expectation() {}

    /** Of a post by an author of a p=reject domain, as in the study. */
    static Reply inTheStudy(Scenario scenario) {
        return switch (scenario) {
            case A, C, D, F, I -> Reply.ACCEPT;
            case B, E -> Reply.REJECT;
        };
    }

    /** Of any author's post. */
    static Reply of(Scenario scenario, Author author, Route route) {
        if (!UNMITIGATED.contains(scenario)) {
            return Reply.ACCEPT;
        }
        return switch (author) {
            case REJECT -> inTheStudy(scenario);
            case QUARANTINE -> Reply.SPAM;
            case NONE -> Reply.ACCEPT;
                // SPF passes for the list's domain, which is the author's.
            case OWN -> route == Route.STRAIGHT ? Reply.ACCEPT : Reply.SPAM;
        };
    }
}
