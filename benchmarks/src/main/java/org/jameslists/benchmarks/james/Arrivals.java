package org.jameslists.benchmarks.james;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * What became of the posts of one batch. A post is complete when each member has it; then the next may be sent, so that a
 * bounded number is under way.
 */
final class Arrivals {
    /** A list of ours signs with its own domain, wherever in the field that stands. */
    private static final String LISTS_DOMAIN = "d=" + MeasuredJames.DOMAIN;

    private final int members;
    private final boolean signed;
    private final Semaphore underWay;
    private final Map<Integer, Set<String>> recipients = new HashMap<>();
    private final Set<String> signatures = new HashSet<>();
    private int complete;
    private long lastComplete;
    private String trouble = "";

    /**
     * Waits for nothing yet.
     *
     * @param members how many recipients each post has
     * @param atOnce how many posts are under way, at most
     * @param signed whether each must bear a signature of the list's domain
     */
    Arrivals(int members, int atOnce, boolean signed) {
        this.members = members;
        this.signed = signed;
        this.underWay = new Semaphore(atOnce);
    }

    /** For a post to be sent: taken before, given back when it is complete. */
    Semaphore underWay() {
        return underWay;
    }

    synchronized void add(Arrival arrival) {
        if (arrival.post().isEmpty()) {
            fail("something arrived that is no post");
            return;
        }
        Set<String> had = recipients.computeIfAbsent(arrival.post().get(), post -> new HashSet<>());
        for (String recipient : arrival.recipients()) {
            if (!had.add(recipient)) {
                fail(recipient + " got post " + arrival.post().get() + " twice");
            }
        }
        List<String> own = arrival.signatures().stream()
                .filter(field -> field.contains(LISTS_DOMAIN))
                .toList();
        signatures.addAll(own);
        if (signed && own.isEmpty()) {
            fail("post " + arrival.post().get() + " arrived unsigned");
        }
        if (had.size() == members) {
            complete++;
            lastComplete = System.nanoTime();
            underWay.release();
            notifyAll();
        }
    }

    /** Notes why this batch is not worth measuring. */
    synchronized void fail(String why) {
        trouble = why;
        notifyAll();
    }

    /**
     * Waits until all posts are complete.
     *
     * @return when the last was, as {@link System#nanoTime} counts
     * @throws BatchFailedException if they are not when the time is over, or something arrived that should not
     */
    synchronized long awaitComplete(int posts, long deadline) throws InterruptedException, BatchFailedException {
        while (complete < posts && trouble.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new BatchFailedException(complete + " of " + posts + " posts arrived in time");
            }
            wait(left);
        }
        if (!trouble.isEmpty()) {
            throw new BatchFailedException(trouble);
        }
        return lastComplete;
    }

    /** How many different signatures of the list's domain there are on all that arrived. */
    synchronized int signatures() {
        return signatures.size();
    }
}
