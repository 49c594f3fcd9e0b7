package org.jameslists.integration.study;

import java.util.List;
import java.util.Locale;

/** A way of sending a post on to a list's members, as the field study counts them. */
public enum Scenario {
    A(StudyResult.ACCEPTED, Arrival.DIRECT, new Words("forwarded by an alias, untouched", "別名での転送、変更なし"), Hop.ALIAS),
    B(
            StudyResult.REFUSED,
            Arrival.SEALED,
            new Words("list edits, ARC cv=pass, From kept", "リストが編集、ARC cv=pass、From はそのまま"),
            Hop.EDIT_AND_SEAL),
    C(
            StudyResult.ACCEPTED,
            Arrival.SEALED,
            new Words("From rewritten, DKIM of the list, ARC cv=pass", "From を書き換え、DKIM 署名、ARC cv=pass"),
            Hop.MUNGE_RESIGN_SEAL),
    D(
            StudyResult.ACCEPTED,
            Arrival.DIRECT,
            new Words("From rewritten, DKIM of the list, no ARC", "From を書き換え、DKIM 署名、ARC なし"),
            Hop.MUNGE_RESIGN),
    E(StudyResult.REFUSED, Arrival.DIRECT, new Words("list edits, nothing else", "リストが編集、ほかは何もしない"), Hop.EDIT),
    F(
            StudyResult.ACCEPTED,
            Arrival.FAILED,
            new Words("From rewritten, DKIM of the list, ARC cv=fail", "From を書き換え、DKIM 署名、ARC cv=fail"),
            Hop.MUNGE_RESIGN_SEAL),
    G(
            StudyResult.NOT_TRIED,
            Arrival.DIRECT,
            new Words("wrapped in a message of the list's, DKIM of the list", "リストのメールに包む、DKIM 署名"),
            Hop.WRAP),
    I(
            StudyResult.NOT_TRIED,
            Arrival.SEALED,
            new Words("as (c), then a second list that edits again", "(c) のあと、もう一つのリストがさらに編集"),
            Hop.MUNGE_RESIGN_SEAL,
            Hop.SECOND_LIST);

    private final StudyResult inTheStudy;
    private final Arrival arrival;
    private final String english;
    private final String japanese;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable one
    private final List<Hop> hops;

    Scenario(StudyResult inTheStudy, Arrival arrival, Words words, Hop... hops) {
        this.inTheStudy = inTheStudy;
        this.arrival = arrival;
        this.english = words.english();
        this.japanese = words.japanese();
        this.hops = List.of(hops);
    }

    /** What is done. */
    private record Words(String english, String japanese) {}

    /** The letter in round brackets. */
    public String letter() {
        return "(" + name().toLowerCase(Locale.ROOT) + ")";
    }

    /** What the study saw. */
    public StudyResult inTheStudy() {
        return inTheStudy;
    }

    /** How the post comes to the first list. */
    public Arrival arrival() {
        return arrival;
    }

    /** What is done, in English. */
    public String english() {
        return english;
    }

    /** What is done, in Japanese. */
    public String japanese() {
        return japanese;
    }

    /** The lists that the post goes through. */
    public List<Hop> hops() {
        return hops;
    }

    /** The list that sends to the members. */
    public Hop last() {
        return hops.get(hops.size() - 1);
    }
}
