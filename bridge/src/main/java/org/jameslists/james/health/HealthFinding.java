package org.jameslists.james.health;

import java.util.Collection;
import java.util.Comparator;

/**
 * One result of a health check.
 *
 * @param level how bad it is
 * @param subject what it is about, such as {@code list._domainkey.ml.example.ac.jp}
 * @param words what was found, as a sentence
 * @param advice what to do, as a sentence; empty where there is nothing to do
 */
public record HealthFinding(HealthLevel level, String subject, String words, String advice) {
    /** A finding that all is well. */
    public static HealthFinding healthy(String subject, String words) {
        return new HealthFinding(HealthLevel.HEALTHY, subject, words, "");
    }

    /** A finding that could not be made, since a server did not answer. */
    public static HealthFinding unknown(String subject, String words) {
        return new HealthFinding(
                HealthLevel.UNKNOWN,
                subject,
                words,
                "Try again later. If it stays so, check the DNS server that James asks.");
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
