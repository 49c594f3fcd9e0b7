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
 * @param dkim its result for each DKIM signature, topmost first (rspamd: in no order)
 * @param arc its result for the ARC chain: none, pass, fail
 * @param spf its result for SPF, empty where no {@link Envelope} was given
 * @param dmarc its result for DMARC
 * @param disposition what becomes of the message: none, quarantine, reject
 * @param detail its own words, in short
 * @param output what it printed or answered itself; empty where it judges no DMARC
 */
public record Verdict(
        String judge,
        String version,
        List<DkimVerdict> dkim,
        Optional<String> arc,
        Optional<String> spf,
        Optional<String> dmarc,
        Optional<String> disposition,
        String detail,
        String output) {

    static final String PASS = "pass";

    /** Whether a DKIM signature of this domain passes. */
    public boolean passesDkim(String domain) {
        return dkim.stream().anyMatch(signature -> signature.domain().equals(domain) && signature.passes());
    }

    /** Whether the message has an ARC chain that passes. */
    public boolean passesArc() {
        return arc.filter(PASS::equals).isPresent();
    }

    /** Whether DMARC passes; a domain without policy does not. */
    public boolean passesDmarc() {
        return dmarc.filter(PASS::equals).isPresent();
    }

    /** Whether the judge would turn the message away for DMARC. */
    public boolean rejects() {
        return disposition.filter("reject"::equals).isPresent();
    }

    static Verdict of(JsonNode json) {
        return new Verdict(
                json.path("judge").asText(),
                json.path("version").asText(),
                StreamSupport.stream(json.path("dkim").spliterator(), false)
                        .map(DkimVerdict::of)
                        .toList(),
                text(json, "arc"),
                text(json, "spf"),
                text(json, "dmarc"),
                text(json, "disposition"),
                json.path("detail").asText(),
                json.path("output").asText());
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.path(key).asText(null));
    }
}
