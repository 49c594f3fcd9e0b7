package org.jameslists.integration.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jameslists.integration.ListScene;
import org.jameslists.integration.StoredMail;
import org.jameslists.integration.attacks.NothingLent.Leaving;
import org.jameslists.testing.SmtpReply;

/**
 * What became of a post.
 *
 * @param circumstances under what it was handed in
 * @param post the post
 * @param reply what the server said to it
 * @param copies what came out
 * @param kept what is kept aside
 * @param waiting whether it waits in James' queue
 */
record Aftermath(
        Circumstances circumstances,
        Post post,
        SmtpReply reply,
        List<Copy> copies,
        List<StoredMail> kept,
        boolean waiting) {
    private static final int FIRST_REFUSAL = 400;

    private static final List<String> MEMBERS = Stream.concat(
                    Stream.of(ListScene.LOCAL_MEMBER), ListScene.REMOTE_MEMBERS.stream())
            .sorted()
            .toList();

    /** All that left of posts. */
    static List<Leaving> leaving(List<Aftermath> aftermaths) {
        return aftermaths.stream()
                .flatMap(aftermath -> aftermath.copies().stream()
                        .map(copy -> new Leaving(
                                aftermath.circumstances + ": " + aftermath.post.attack(),
                                aftermath.post.text(),
                                aftermath.post.authenticated(),
                                copy)))
                .toList();
    }

    /** What is not as the post deserves it; empty if all is. */
    List<String> disappointments() {
        return switch (post.expected()) {
            case ANYTHING -> List.of();
            case DELIVERED -> delivered();
            case ANSWERED_FOR -> circumstances.mayRewrite()
                    ? Stream.concat(delivered().stream(), answeredFor().stream())
                            .toList()
                    : List.of();
            case ACCEPTED -> copies.isEmpty() ? List.of(says("reached nobody: " + fate())) : List.of();
            case KEPT -> circumstances.isForwarderOnly() ? List.of() : keptBack();
        };
    }

    /** Whether nobody got it, and it is not lost. */
    boolean isPutOff() {
        return toMembers().isEmpty() && (isRefused() || !kept.isEmpty() || waiting);
    }

    /** Whether the server took it, and it was not seen since. */
    boolean isMissing() {
        return copies.isEmpty() && kept.isEmpty() && !isRefused();
    }

    /** This, once it is known that what is missing waits. */
    Aftermath waitingIfMissing() {
        return new Aftermath(circumstances, post, reply, copies, kept, isMissing());
    }

    /** Whether the server did not take it. */
    boolean isRefused() {
        return reply.code() >= FIRST_REFUSAL;
    }

    /** Whether anybody was told who is not proven to have sent it; the stranger's own domain has no record. */
    List<String> toldOthers() {
        return copies.stream()
                .filter(copy ->
                        copy.recipients().stream().anyMatch(post.envelope().sender()::equals))
                .filter(copy -> post.envelope().sender().endsWith("@" + World.STRANGERS_DOMAIN))
                .map(copy -> says("told " + post.envelope().sender() + " by a copy " + copy))
                .toList();
    }

    /** The copies that went to members. */
    List<Copy> toMembers() {
        return copies.stream()
                .filter(copy -> copy.recipients().stream().anyMatch(MEMBERS::contains))
                .toList();
    }

    /** What came to members otherwise than through a list, more than once or not at all; empty if all is well. */
    List<String> detours() {
        if (toMembers().isEmpty()) {
            return isRefusedWithAReason() ? List.of() : List.of(says("is lost: " + fate()));
        }
        List<String> detours = new ArrayList<>(delivered());
        toMembers().stream()
                .filter(copy -> !copy.isOfAList())
                .map(copy -> says("reached members past the list, " + copy))
                .forEach(detours::add);
        return detours;
    }

    private boolean isRefusedWithAReason() {
        if (isRefused()) {
            return !reply.text().isEmpty();
        }
        boolean keptWithAReason = !kept.isEmpty() && kept.stream().allMatch(Aftermath::hasReason);
        return keptWithAReason || toldTheSender();
    }

    private boolean toldTheSender() {
        return copies.stream()
                .anyMatch(copy -> copy.recipients().contains(post.envelope().sender()));
    }

    private static boolean hasReason(StoredMail mail) {
        return !mail.error().isEmpty()
                || mail.attributes().entrySet().stream()
                        .anyMatch(attribute -> attribute.getKey().endsWith("reason")
                                && !attribute.getValue().isEmpty());
    }

    private List<String> delivered() {
        List<String> reached = copies.stream()
                .flatMap(copy -> copy.recipients().stream())
                .filter(MEMBERS::contains)
                .sorted()
                .toList();
        return reached.equals(MEMBERS) ? List.of() : List.of(says("reached " + reached));
    }

    private List<String> answeredFor() {
        return toMembers().stream()
                .filter(copy -> !copy.isFromList())
                .map(copy -> says("left from " + copy.from() + ", not from the list"))
                .toList();
    }

    private List<String> keptBack() {
        return isPutOff() ? List.of() : List.of(says("is not kept from the members, but " + fate()));
    }

    /** A complaint, with the circumstances before it. */
    String says(String words) {
        return circumstances + ": " + post.attack() + ": " + words;
    }

    /** What became of it, in words. */
    String fate() {
        return reply + "; copies " + copies + "; kept "
                + kept.stream().map(StoredMail::repository).toList() + (waiting ? "; waiting" : "");
    }
}
