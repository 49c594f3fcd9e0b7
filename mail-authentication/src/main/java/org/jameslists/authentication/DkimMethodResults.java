package org.jameslists.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jameslists.dkim.DkimResult;
import org.jameslists.results.MethodResult;

import com.google.common.base.CharMatcher;

/** The results of DKIM in the form of Authentication-Results (RFC 8601 §2.7.1). */
final class DkimMethodResults {
    /** RFC 6008 §4: the least number of characters that identify a signature. */
    private static final int SHORTEST_SIGNATURE_PREFIX = 8;

    /** Signatures with a longer common prefix were made to be confused; no signer makes such by chance. */
    private static final int LONGEST_SIGNATURE_PREFIX = 64;

    private DkimMethodResults() {}

    /** A result for each signature, or {@code none} for an unsigned message. */
    static List<MethodResult> of(List<DkimResult> signatures) {
        if (signatures.isEmpty()) {
            return List.of(MethodResult.of("dkim", "none"));
        }
        List<String> values =
                signatures.stream().map(DkimMethodResults::signature).toList();
        int length = prefixLength(values);
        List<MethodResult> results = new ArrayList<>();
        for (int i = 0; i < signatures.size(); i++) {
            results.add(of(signatures.get(i), prefix(values.get(i), length)));
        }
        return results;
    }

    private static MethodResult of(DkimResult signature, String prefix) {
        MethodResult result =
                MethodResult.of("dkim", signature.result().status().word());
        String reason = signature.result().passed() && signature.uncovered().isPresent()
                ? signature.uncovered().get() + ", so it does not show who wrote"
                : signature.result().reason();
        if (!reason.isEmpty()) {
            result = result.because(reason);
        }
        Optional<String> domain = signature.domain();
        result = with(result, "d", domain);
        // RFC 6376 §3.5: without i= the identity is @ and the domain
        result = with(result, "i", signature.tag("i").or(() -> domain.map("@"::concat)));
        result = with(result, "s", signature.tag("s"));
        result = with(result, "a", signature.tag("a"));
        return with(result, "b", Optional.of(prefix));
    }

    private static MethodResult with(MethodResult result, String tag, Optional<String> value) {
        return value.filter(text -> !text.isEmpty())
                .map(text -> result.with("header", tag, text))
                .orElse(result);
    }

    private static String signature(DkimResult result) {
        return CharMatcher.whitespace().removeFrom(result.tag("b").orElse(""));
    }

    /** RFC 6008 §4: the prefix is long enough if no two different signatures share it. */
    private static int prefixLength(List<String> signatures) {
        long different = signatures.stream().distinct().count();
        int length = SHORTEST_SIGNATURE_PREFIX;
        while (length < LONGEST_SIGNATURE_PREFIX && countPrefixes(signatures, length) < different) {
            length++;
        }
        return length;
    }

    private static long countPrefixes(List<String> signatures, int length) {
        return signatures.stream()
                .map(value -> prefix(value, length))
                .distinct()
                .count();
    }

    private static String prefix(String signature, int length) {
        return signature.substring(0, Math.min(length, signature.length()));
    }
}
