package org.jameslists.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DMARC policy record (RFC 9989 §4.7).
 *
 * @param policies what to do with messages that fail
 * @param alignment how strictly authenticated domains must align with the author's
 * @param testing {@code t=y}: the policy applies one level lower
 * @param psd whether the domain is a public suffix
 * @param reports where reports go
 */
public record DmarcRecord(Policies policies, Alignment alignment, boolean testing, Psd psd, Reports reports) {

    static final String DEFAULT_FO = "0";

    /** How strictly an authenticated domain must align with the author's (RFC 9989 §3.2.10). */
    public enum Mode {
        /** The same organizational domain. */
        RELAXED("r"),
        /** The same domain. */
        STRICT("s");

        private final String letter;

        Mode(String letter) {
            this.letter = letter;
        }
    }

    /** Whether a record is published by a public suffix operator (RFC 9989 §4.7, tag "psd"). */
    public enum Psd {
        /** The domain is a public suffix. */
        YES("y"),
        /** The domain is the organizational domain of itself and all domains below it. */
        NO("n"),
        /** The tree walk decides. */
        UNKNOWN("u");

        private final String letter;

        Psd(String letter) {
            this.letter = letter;
        }
    }

    /**
     * What to do with messages that fail.
     *
     * @param p the policy for the domain of the record; empty in an unusable record, which has no valid policy and asks
     *     for no reports: it marks its place in the tree walk, but asks for no DMARC processing (§4.10.1)
     * @param sp the policy for subdomains that exist
     * @param np the policy for subdomains that do not exist
     */
    public record Policies(Optional<DmarcPolicy> p, Optional<DmarcPolicy> sp, Optional<DmarcPolicy> np) {
        /**
         * Checks the policies.
         *
         * @throws IllegalArgumentException if there is no policy for the domain, but one for domains below it
         */
        public Policies {
            if (p.isEmpty() && (sp.isPresent() || np.isPresent())) {
                throw new IllegalArgumentException("other policies, and no policy for the domain");
            }
        }

        /** One policy for all. */
        public static Policies of(DmarcPolicy p) {
            return new Policies(Optional.of(p), Optional.empty(), Optional.empty());
        }
    }

    /**
     * How strictly authenticated domains must align with the author's.
     *
     * @param adkim how DKIM domains must align
     * @param aspf how the SPF domain must align
     */
    public record Alignment(Mode adkim, Mode aspf) {
        /** Relaxed for both, the default. */
        public static final Alignment RELAXED = new Alignment(Mode.RELAXED, Mode.RELAXED);
    }

    /**
     * Where reports go.
     *
     * @param rua where aggregate reports go, URIs as written
     * @param ruf where failure reports go, URIs as written
     * @param fo which failures are reported, as written
     */
    public record Reports(List<String> rua, List<String> ruf, String fo) {
        /** No reports. */
        public static final Reports NONE = new Reports(List.of(), List.of(), DEFAULT_FO);

        /**
         * Takes copies of the lists.
         *
         * @throws IllegalArgumentException if a URI is invalid or needs encoding (§4.8), or the options for failure
         *     reports are invalid
         */
        public Reports {
            rua = List.copyOf(rua);
            ruf = List.copyOf(ruf);
            if (!rua.stream().allMatch(DmarcRecordParser::isUri)
                    || !ruf.stream().allMatch(DmarcRecordParser::isUri)) {
                throw new IllegalArgumentException("not URIs to report to: " + rua + ' ' + ruf);
            }
            if (!DmarcRecordParser.isFailureOptions(fo)) {
                throw new IllegalArgumentException("not options for failure reports: " + fo);
            }
        }
    }

    /**
     * Checks the parts against each other.
     *
     * @throws IllegalArgumentException if there is no policy, but a request for aggregate reports
     */
    public DmarcRecord {
        if (policies.p().isEmpty() && !reports.rua().isEmpty()) {
            throw new IllegalArgumentException("aggregate reports, and no policy");
        }
    }

    /** A record with only a policy. */
    public static DmarcRecord of(DmarcPolicy p) {
        return new DmarcRecord(Policies.of(p), Alignment.RELAXED, false, Psd.UNKNOWN, Reports.NONE);
    }

    /** The policy for the domain of the record; empty in an unusable record. */
    public Optional<DmarcPolicy> p() {
        return policies.p();
    }

    /** The policy for subdomains that exist. */
    public Optional<DmarcPolicy> sp() {
        return policies.sp();
    }

    /** The policy for subdomains that do not exist. */
    public Optional<DmarcPolicy> np() {
        return policies.np();
    }

    /** How DKIM domains must align. */
    public Mode adkim() {
        return alignment.adkim();
    }

    /** How the SPF domain must align. */
    public Mode aspf() {
        return alignment.aspf();
    }

    /**
     * Reads the text of a TXT record, its character-strings joined (RFC 9989 §4.5).
     *
     * @return the record; empty if the text does not begin with the version (§4.10, steps 2 and 6)
     */
    public static Optional<DmarcRecord> parse(String text) {
        return DmarcRecordParser.parse(text);
    }

    /** The record as text, without tags that have their default. */
    @Override
    public String toString() {
        List<String> tags = new ArrayList<>(List.of("v=DMARC1"));
        p().ifPresent(policy -> tags.add("p=" + policy.word()));
        sp().ifPresent(policy -> tags.add("sp=" + policy.word()));
        np().ifPresent(policy -> tags.add("np=" + policy.word()));
        add(tags, "adkim", adkim().letter, Mode.RELAXED.letter);
        add(tags, "aspf", aspf().letter, Mode.RELAXED.letter);
        add(tags, "t", testing ? "y" : "n", "n");
        add(tags, "psd", psd.letter, Psd.UNKNOWN.letter);
        add(tags, "rua", String.join(",", reports.rua()), "");
        add(tags, "ruf", String.join(",", reports.ruf()), "");
        add(tags, "fo", reports.fo(), DEFAULT_FO);
        return String.join("; ", tags);
    }

    private static void add(List<String> tags, String name, String value, String defaultValue) {
        if (!value.equals(defaultValue)) {
            tags.add(name + '=' + value);
        }
    }
}
