package org.jameslists.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DMARC policy record (RFC 9989 §4.7).
 *
 * @param p the policy for the domain it is published at; none in a record that is not usable, since it has no valid
 *     policy and asks for no reports: it marks its place in the tree walk and asks for no DMARC processing (§4.10.1)
 * @param sp the policy for subdomains that exist
 * @param np the policy for subdomains that do not exist
 * @param adkim how DKIM domains must align
 * @param aspf how the SPF domain must align
 * @param testing {@code t=y}: the policy is to count one level lower
 * @param psd whether the domain is a public suffix
 * @param rua where aggregate reports go, URIs as written
 * @param ruf where failure reports go, URIs as written
 * @param fo which failures are reported, as written
 */
public record DmarcRecord(
        Optional<DmarcPolicy> p,
        Optional<DmarcPolicy> sp,
        Optional<DmarcPolicy> np,
        Mode adkim,
        Mode aspf,
        boolean testing,
        Psd psd,
        List<String> rua,
        List<String> ruf,
        String fo) {

    static final String DEFAULT_FO = "0";

    /** How near an authenticated domain must be to the author's (RFC 9989 §3.2.10). */
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
        /** The domain is the organizational domain of itself and what is below. */
        NO("n"),
        /** The tree walk finds the domain. */
        UNKNOWN("u");

        private final String letter;

        Psd(String letter) {
            this.letter = letter;
        }
    }

    /**
     * Takes copies of the lists.
     *
     * @throws IllegalArgumentException if such a record cannot be written: a URI is invalid or needs encoding
     *     (§4.8), options for failure reports that there are not, or no policy where others or reports are
     */
    public DmarcRecord {
        rua = List.copyOf(rua);
        ruf = List.copyOf(ruf);
        if (!rua.stream().allMatch(DmarcRecordParser::isUri) || !ruf.stream().allMatch(DmarcRecordParser::isUri)) {
            throw new IllegalArgumentException("not URIs to report to: " + rua + ' ' + ruf);
        }
        if (!DmarcRecordParser.isFailureOptions(fo)) {
            throw new IllegalArgumentException("not options for failure reports: " + fo);
        }
        if (p.isEmpty() && (sp.isPresent() || np.isPresent() || !rua.isEmpty())) {
            throw new IllegalArgumentException("other policies or reports, and no policy");
        }
    }

    /** A record that says nothing but a policy. */
    public static DmarcRecord of(DmarcPolicy p) {
        return new DmarcRecord(
                Optional.of(p),
                Optional.empty(),
                Optional.empty(),
                Mode.RELAXED,
                Mode.RELAXED,
                false,
                Psd.UNKNOWN,
                List.of(),
                List.of(),
                DEFAULT_FO);
    }

    /**
     * Reads the text of a TXT record, its character-strings joined (RFC 9989 §4.5).
     *
     * @return the record; nothing if the text does not begin with the version that makes it one (§4.10, steps 2 and 6)
     */
    public static Optional<DmarcRecord> parse(String text) {
        return DmarcRecordParser.parse(text);
    }

    /** The record as text; tags at their default are left out. */
    @Override
    public String toString() {
        List<String> tags = new ArrayList<>(List.of("v=DMARC1"));
        p.ifPresent(policy -> tags.add("p=" + policy.word()));
        sp.ifPresent(policy -> tags.add("sp=" + policy.word()));
        np.ifPresent(policy -> tags.add("np=" + policy.word()));
        add(tags, "adkim", adkim.letter, Mode.RELAXED.letter);
        add(tags, "aspf", aspf.letter, Mode.RELAXED.letter);
        add(tags, "t", testing ? "y" : "n", "n");
        add(tags, "psd", psd.letter, Psd.UNKNOWN.letter);
        add(tags, "rua", String.join(",", rua), "");
        add(tags, "ruf", String.join(",", ruf), "");
        add(tags, "fo", fo, DEFAULT_FO);
        return String.join("; ", tags);
    }

    private static void add(List<String> tags, String name, String value, String defaultValue) {
        if (!value.equals(defaultValue)) {
            tags.add(name + '=' + value);
        }
    }
}
