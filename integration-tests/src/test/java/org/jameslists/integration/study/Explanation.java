package org.jameslists.integration.study;

import java.util.Optional;
import java.util.stream.Stream;

import org.jameslists.integration.study.Findings.Finding;

/** Why a receiver does something else than the author's domain asks for. None concerns what the study found. */
enum Explanation {
    /** Found in authheaders 0.15.2. */
    SUBDOMAIN_POLICY(
            Receiver.AUTHHEADERS,
            Author.OWN,
            "The record of the list's domain is `v=DMARC1; p=quarantine; sp=none`. RFC 7489 §6.3 and RFC 9989 have `sp` for"
                    + " subdomains of the domain that publishes it; authheaders goes by it for that domain itself too.");

    private final Receiver receiver;
    private final Author author;
    private final String words;

    Explanation(Receiver receiver, Author author, String words) {
        this.receiver = receiver;
        this.author = author;
        this.words = words;
    }

    static Optional<Explanation> of(Finding finding) {
        return Stream.of(values())
                .filter(explanation -> explanation.receiver == finding.receiver())
                .filter(explanation ->
                        explanation.author == finding.delivery().post().author())
                .findFirst();
    }

    String words() {
        return words;
    }
}
