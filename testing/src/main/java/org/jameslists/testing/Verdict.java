package org.jameslists.testing;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a judge says of one message. What it does not speak about is empty.
 *
 * <p>The words are those of RFC 8601, chosen by each judge in its own way: a changed body is {@code fail} to one and
 * {@code neutral} to another. Whatever is not {@code pass} is a refusal.
 *
 * @param judge the judge's name
 * @param version its version
 * @param results its results
 * @param detail its own words, in short
 * @param output what it printed or answered itself; empty where it judges no DMARC
 */
public record Verdict(String judge, String version, Results results, String detail, String output) {
    /**
     * A judge's results.
     *
     * @param dkim for each DKIM signature, topmost first (rspamd: in no order)
     * @param arc for the ARC chain: none, pass, fail
     * @param spf for SPF, empty where no {@link Envelope} was given
     * @param dmarc for DMARC
     * @param disposition what becomes of the message: none, quarantine, reject
     */
    public record Results(
            List<DkimVerdict> dkim,
            Optional<String> arc,
            Optional<String> spf,
            Optional<String> dmarc,
            Optional<String> disposition) {
        /** The results of a judge that knows DKIM alone. */
        public static Results of(List<DkimVerdict> dkim) {
            return new Results(dkim, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** These results, and one for the ARC chain. */
        public Results withArc(String result) {
            return new Results(dkim, Optional.of(result), spf, dmarc, disposition);
        }
    }

    static final String PASS = "pass";

    /** Its result for each DKIM signature. */
    public List<DkimVerdict> dkim() {
        return results.dkim();
    }

    /** Its result for the ARC chain: none, pass, fail. */
    public Optional<String> arc() {
        return results.arc();
    }

    /** Its result for SPF. */
    public Optional<String> spf() {
        return results.spf();
    }

    /** Its result for DMARC. */
    public Optional<String> dmarc() {
        return results.dmarc();
    }

    /** What becomes of the message: none, quarantine, reject. */
    public Optional<String> disposition() {
        return results.disposition();
    }

    /** Whether a DKIM signature of this domain passes. */
    public boolean passesDkim(String domain) {
        return dkim().stream().anyMatch(signature -> signature.domain().equals(domain) && signature.passes());
    }

    /** Whether the message has an ARC chain that passes. */
    public boolean passesArc() {
        return arc().filter(PASS::equals).isPresent();
    }

    /** Whether DMARC passes; a domain without policy does not. */
    public boolean passesDmarc() {
        return dmarc().filter(PASS::equals).isPresent();
    }

    /** Whether the judge would turn the message away for DMARC. */
    public boolean rejects() {
        return disposition().filter("reject"::equals).isPresent();
    }

    static Verdict of(JsonNode json) {
        return new Verdict(
                json.path("judge").asText(),
                json.path("version").asText(),
                new Results(
                        StreamSupport.stream(json.path("dkim").spliterator(), false)
                                .map(DkimVerdict::of)
                                .toList(),
                        text(json, "arc"),
                        text(json, "spf"),
                        text(json, "dmarc"),
                        text(json, "disposition")),
                json.path("detail").asText(),
                json.path("output").asText());
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.path(key).asText(null));
    }
}
