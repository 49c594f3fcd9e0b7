package org.jameslists.benchmarks.james;

import java.util.Locale;

/**
 * What is posted, and to which server.
 *
 * @param sample the folder of {@code conf-samples} that the server has
 * @param variant what is changed in it
 * @param bytes how long the post's body is
 * @param members how many members the list has, all with other servers
 * @param author the policy of the author's domain
 */
public record Scene(String sample, Variant variant, int bytes, int members, Author author) {
    /** The scene around which one thing at a time is varied. */
    public static final Scene BASE = new Scene("munge-resign-seal", Variant.JDK_RSA, 10_000, 5, Author.REJECT);

    /** What the author's domain publishes. */
    public enum Author {
        /** {@code p=reject}: From is rewritten. */
        REJECT("example.ne.jp"),
        /** {@code p=none}: From stays. */
        NONE("example.net");

        private final String domain;

        Author(String domain) {
            this.domain = domain;
        }

        public String domain() {
            return domain;
        }

        public String address() {
            return "author@" + domain;
        }

        public String policy() {
            return "p=" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a sample is changed. */
    public enum Variant {
        /** As it is; the JDK computes RSA. */
        JDK_RSA("RSA by the JDK"),
        /** Amazon Corretto Crypto lies beside the jar. */
        CORRETTO("RSA by Amazon Corretto Crypto"),
        /** The list's one key is an Ed25519 key: as many signatures, though verifiers take no such seal. */
        ED25519("Ed25519 alone"),
        /** A mail for each member, whose envelope sender names it; signed once for all. */
        VERP("a mail for each member (Verp)"),
        /** A mail for each member with a link of its own, signed by itself. */
        LINKS("a link for each member"),
        /** As it is, with a heap of 256 MB. */
        SMALL_HEAP("a heap of 256 MB");

        private final String words;

        Variant(String words) {
            this.words = words;
        }

        /** What a reader of the page is told. */
        public String words() {
            return words;
        }
    }

    public Scene withSample(String other) {
        return new Scene(other, variant, bytes, members, author);
    }

    public Scene withVariant(Variant other) {
        return new Scene(sample, other, bytes, members, author);
    }

    public Scene withBytes(int other) {
        return new Scene(sample, variant, other, members, author);
    }

    public Scene withMembers(int other) {
        return new Scene(sample, variant, bytes, other, author);
    }

    public Scene withAuthor(Author other) {
        return new Scene(sample, variant, bytes, members, other);
    }

    /** The list that has so many members. */
    String list() {
        return "list" + members + "@" + MeasuredJames.DOMAIN;
    }

    @Override
    public String toString() {
        return sample + ", " + variant.words() + ", " + bytes + " bytes, " + members + " members, " + author.policy();
    }
}
