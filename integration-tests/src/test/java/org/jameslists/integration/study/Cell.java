package org.jameslists.integration.study;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jameslists.integration.study.Findings.Finding;

/**
 * One cell of the table: a receiver on all posts of an author in one scenario.
 *
 * @param findings what it says, the post that stands for all first
 */
record Cell(List<Finding> findings) {
    /** What stands for the cell: the carrier's post, straight from the list. */
    Finding first() {
        return findings.get(0);
    }

    /** The replies by a route. */
    Set<Reply> replies(Route route) {
        return findings.stream()
                .filter(finding -> finding.route() == route)
                .map(finding -> finding.opinion().reply())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reply.class)));
    }

    /** Whether the replies do not depend on how the message came. */
    boolean isTheSameByEveryRoute() {
        return replies(Route.STRAIGHT).equals(replies(Route.FORWARDED));
    }

    /** Those that are not as they should be, by what is said instead. */
    Map<Reply, List<Finding>> disagreements() {
        return findings.stream()
                .filter(finding -> !finding.isAsExpected())
                .collect(
                        Collectors.groupingBy(finding -> finding.opinion().reply(), TreeMap::new, Collectors.toList()));
    }

    /** The cell in words: one reply, or one for each route. */
    String words(Function<Reply, String> word, String straight, String forwarded) {
        return isTheSameByEveryRoute()
                ? join(Route.STRAIGHT, word)
                : join(Route.STRAIGHT, word) + straight + join(Route.FORWARDED, word) + forwarded;
    }

    private String join(Route route, Function<Reply, String> word) {
        return replies(route).stream().map(word).collect(Collectors.joining(" / "));
    }
}
