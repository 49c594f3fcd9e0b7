package org.jameslists.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a judge says of one DKIM signature.
 *
 * @param domain its {@code d=}, empty where the judge could not tell
 * @param selector its {@code s=}, likewise
 * @param result the judge's result, as RFC 8601 §2.7.1 calls it
 * @param detail the judge's own words
 */
public record DkimVerdict(String domain, String selector, String result, String detail) {

    /** Whether the signature passes. */
    public boolean passes() {
        return result.equals(Verdict.PASS);
    }

    static DkimVerdict of(JsonNode json) {
        return new DkimVerdict(
                json.path("domain").asText(),
                json.path("selector").asText(),
                json.path("result").asText(),
                json.path("detail").asText());
    }
}
