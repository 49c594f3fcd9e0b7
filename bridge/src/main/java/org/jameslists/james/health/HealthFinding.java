package org.jameslists.james.health;

import java.util.Collection;
import java.util.Comparator;

/**
 * What was found about one thing.
 *
 * @param level how good or bad it is
 * @param subject what it is about, such as {@code list._domainkey.ml.example.ac.jp}
 * @param words what was found, as a sentence
 * @param advice what to do, as a sentence; empty where there is nothing to do
 */
public record HealthFinding(HealthLevel level, String subject, String words, String advice) {
    /** All is well. */
    public static HealthFinding healthy(String subject, String words) {
        return new HealthFinding(HealthLevel.HEALTHY, subject, words, "");
    }

    /** It cannot be said now. */
    public static HealthFinding unknown(String subject, String words) {
        return new HealthFinding(
                HealthLevel.UNKNOWN,
                subject,
                words,
                "Try again; if it stays so, look at the DNS server that James asks.");
    }

    /** The worst level of all; healthy if there are none. */
    public static HealthLevel worst(Collection<HealthFinding> findings) {
        return findings.stream()
                .map(HealthFinding::level)
                .max(Comparator.naturalOrder())
                .orElse(HealthLevel.HEALTHY);
    }

    /** One line: subject, words, advice. */
    @Override
    public String toString() {
        return subject + ": " + words + (advice.isEmpty() ? "" : " " + advice);
    }
}
