package org.jameslists.integration.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.jameslists.integration.BuildLayout;

/** All posts through all scenarios, by both routes, in the opinion of all receivers. */
final class Findings {
    private final List<Finding> findings;

    private Findings(List<Finding> findings) {
        this.findings = findings;
    }

    /**
     * One message and what one receiver says of it.
     *
     * @param receiver who says it
     * @param delivery what left the list
     * @param route how it came to the receiver
     * @param opinion what the receiver says
     */
    record Finding(Receiver receiver, Delivery delivery, Route route, Opinion opinion) {
        Reply expected() {
            return Expectation.of(delivery.scenario(), delivery.post().author(), route);
        }

        boolean isAsExpected() {
            return opinion.reply() == expected();
        }

        @Override
        public String toString() {
            return "%s on %s %s, %s: %s"
                    .formatted(receiver.title(), delivery.scenario().letter(), delivery.post(), route, opinion);
        }
    }

    /** Sends, and asks; the receivers work side by side. */
    static Findings find(Domains domains, Executor executor) throws Exception {
        Passage passage = new Passage(BuildLayout.ofThisBuild(), domains);
        List<Post> posts = Stream.of(Author.values())
                .map(Post::allOf)
                .flatMap(List::stream)
                .toList();
        List<Arriving> arriving = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Delivery delivery : passage.send(scenario, posts)) {
                Stream.of(Route.values()).forEach(route -> arriving.add(new Arriving(delivery, route)));
            }
        }
        List<CompletableFuture<List<Finding>>> answers = new ArrayList<>();
        for (Receiver receiver : Receiver.values()) {
            answers.add(CompletableFuture.supplyAsync(() -> ask(receiver, arriving, domains), executor));
        }
        try {
            return new Findings(answers.stream()
                    .map(CompletableFuture::join)
                    .flatMap(List::stream)
                    .toList());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static List<Finding> ask(Receiver receiver, List<Arriving> arriving, Domains domains) {
        try {
            Map<Arriving, Opinion> opinions = receiver.hear(arriving, domains.dns());
            return arriving.stream()
                    .map(message -> new Finding(receiver, message.delivery(), message.route(), opinions.get(message)))
                    .toList();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** All of them. */
    List<Finding> all() {
        return findings;
    }

    /** The messages, each once. */
    List<Delivery> deliveries() {
        return findings.stream().map(Finding::delivery).distinct().toList();
    }

    /** What one receiver says of all posts of one author in one scenario, the post that stands for them first. */
    List<Finding> of(Scenario scenario, Author author, Receiver receiver) {
        return findings.stream()
                .filter(finding -> finding.receiver() == receiver)
                .filter(finding -> finding.delivery().scenario() == scenario)
                .filter(finding -> finding.delivery().post().author() == author)
                .toList();
    }
}
