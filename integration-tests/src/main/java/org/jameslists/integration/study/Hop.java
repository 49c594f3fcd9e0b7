package org.jameslists.integration.study;

import java.util.List;

import org.jameslists.integration.ListScene;

/** A list's server: a configuration sample, and what is taken out of it where the study's way is no sample. */
public enum Hop {
    /** The list edits nothing. */
    ALIAS("alias"),
    /** The list edits, and only seals. */
    EDIT_AND_SEAL("munge-resign-seal", "MungeFrom", "DkimResign"),
    /** The list edits, rewrites From, signs and seals: Mailman 3 in the study. */
    MUNGE_RESIGN_SEAL("munge-resign-seal"),
    /** The list edits, rewrites From and signs: Mailman 2 in the study. */
    MUNGE_RESIGN("munge-resign"),
    /** The list edits, and does nothing else. */
    EDIT("munge-resign-seal", "MungeFrom", "DkimResign", "ArcSeal"),
    /** The list puts the post as it is into a message of its own. */
    WRAP("wrap-message"),
    /** Another list of another domain, of which the first list is a member. */
    SECOND_LIST("many-lists") {
        @Override
        public String list() {
            return "news@lists.example.net";
        }

        @Override
        public String address() {
            return "198.51.100.26";
        }
    };

    private final String sample;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable one
    private final List<String> without;

    Hop(String sample, String... without) {
        this.sample = sample;
        this.without = List.of(without);
    }

    /** The folder in {@code conf-samples}. */
    public String sample() {
        return sample;
    }

    /** The mailets that are taken out of it. */
    public List<String> without() {
        return without;
    }

    /** The list. */
    public String list() {
        return ListScene.LIST;
    }

    /** The list's domain. */
    public String domain() {
        return list().substring(list().indexOf('@') + 1);
    }

    /** The address from which a receiver sees this server connect. */
    public String address() {
        return ListScene.LIST_ADDRESS;
    }
}
